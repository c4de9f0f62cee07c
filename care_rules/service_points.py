"""The list of service points, as a table in CSV: read whole, or refused with every mistake at once."""

import csv
from dataclasses import dataclass
from io import StringIO

from care_rules.distances import Position
from care_rules.errors import BookError, Problem

COLUMNS = ("name", "phone", "latitude", "longitude", "hours", "services", "chat_id")
NEEDED = ("name", "phone", "latitude", "longitude")
_LONGEST = {"name": 120, "phone": 40, "hours": 120}  # characters


@dataclass(frozen=True)
class Point:
    """One service point. In `chat_id` it hears of emergencies; None: it cannot be told."""

    name: str
    phone: str
    position: Position
    hours: str = ""
    services: tuple[str, ...] = ()
    chat_id: int | None = None


def read_points(text: str, file: str) -> tuple[Point, ...]:
    """Return the points; `file` is what the mistakes call it.

    Raises:
        BookError: with all mistakes, each with its line and what to write instead.
    """
    table = csv.DictReader(StringIO(text.removeprefix("\ufeff")), skipinitialspace=True)
    found = [name.strip() for name in table.fieldnames or ()]
    table.fieldnames = found
    problems = [Problem(file, 1, f"the column {name} is missing. Add it.") for name in NEEDED if name not in found]
    known = f"Columns are {', '.join(COLUMNS)}."
    problems += [Problem(file, 1, f"unknown column {name}. {known}") for name in found if name not in COLUMNS]
    if problems:
        raise BookError(problems)
    points: dict[str, Point] = {}
    for row in table:
        line = table.line_num
        mistakes: list[str] = []
        point = _point({name: (row.get(name) or "").strip() for name in COLUMNS}, mistakes)
        if None in row:
            mistakes.append('more fields than columns. Put quotes around what holds a comma: "Main Street 5, Pune".')
        if point is not None and point.name.casefold() in points:
            mistakes.append(f"{point.name} is here a second time. Keep one of the two.")
        problems += [Problem(file, line, what) for what in mistakes]
        if point is not None:
            points[point.name.casefold()] = point
    if problems:
        raise BookError(problems)
    return tuple(points.values())


def _point(row: dict[str, str], mistakes: list[str]) -> Point | None:
    mistakes += [f"{name} is empty. Write it." for name in NEEDED if not row[name]]
    mistakes += [
        f"{name} has {len(row[name])} characters. Write at most {most}."
        for name, most in _LONGEST.items()
        if len(row[name]) > most
    ]
    position = _position(row, mistakes) if row["latitude"] and row["longitude"] else None
    chat_id: int | None = None
    if row["chat_id"]:
        try:
            chat_id = int(row["chat_id"])
        except ValueError:
            mistakes.append(f"chat_id {row['chat_id']} is no number. Write the chat's id, or leave it empty.")
    if mistakes or position is None:
        return None
    services = tuple(one.strip() for one in row["services"].split(";") if one.strip())
    return Point(row["name"], row["phone"], position, row["hours"], services, chat_id)


def _position(row: dict[str, str], mistakes: list[str]) -> Position | None:
    try:
        return Position(float(row["latitude"]), float(row["longitude"]))
    except ValueError:
        where = f"{row['latitude']}, {row['longitude']}"
        mistakes.append(f"{where} is no place. Write degrees: latitude -90 to 90, longitude -180 to 180, like 18.52.")
        return None
