"""Take rows of the shop over: each is checked whole and kept by its external id, so that it may come again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bot.work.customers.forgetting import mark_of
from bot.work.shop.columns import Problem, Values, Ways, read_row
from bot.work.shop.kinds import Kind
from bot.work.turn import Turn
from storage import forgetting, shop
from storage.tables import Buyer, BuyerKind

ATTRIBUTE = "+"  # before the heading of a column that is kept as an attribute of the customer
_LONGEST_ATTRIBUTE = 200
_SEALED = ("phone", "email", "address")
_FOUND_BY = ("customer", "organisation")  # the shop's ids of buyers; the table keeps ours

Row = Mapping[str, str]


@dataclass
class Checked:
    """`good` are rows read, with their place among those that came; `refused` the others, with all that is wrong."""

    good: list[tuple[int, Values]] = field(default_factory=list)
    refused: list[tuple[int, list[Problem]]] = field(default_factory=list)


@dataclass
class Taken:
    """How many rows were kept and how many of them are new; which were refused and why."""

    kept: int
    new: int
    refused: list[tuple[int, list[Problem]]]


async def check(
    turn: Turn, kind: Kind, rows: Sequence[Row], ways: Ways, about_to_come: Collection[str] = ()
) -> Checked:
    """Read the rows and find the customers they are of; nothing is written. `about_to_come` are ids known to follow."""
    checked = Checked()
    for place, row in enumerate(rows):
        values, problems = read_row(kind.columns, kind.finish, row, ways)
        if not problems and kind.table is Buyer:
            values["attributes"] = _attributes(row)
        if problems:
            checked.refused.append((place, problems))
        else:
            checked.good.append((place, values))
    if kind.of_a_buyer:
        await _find(turn, checked, "customer", "buyer_id", about_to_come)
    elif kind.table is Buyer:
        coming = {values["id"] for _, values in checked.good if values["kind"] is BuyerKind.organisation}
        await _find(turn, checked, "organisation", "organisation_id", {*about_to_come, *coming})
        await _leave_forgotten(turn, checked)
    checked.refused.sort(key=lambda one: one[0])
    return checked


async def take(turn: Turn, kind: Kind, rows: Sequence[Row], ways: Ways) -> Taken:
    """Keep the good rows; a row is kept whole or not at all."""
    checked = await check(turn, kind, rows, ways)
    new = await keep(turn, kind, checked)
    return Taken(len(checked.good), new, checked.refused)


async def keep(turn: Turn, kind: Kind, checked: Checked) -> int:
    """Keep the rows that were found good; return how many of them are new."""
    good = [values for _, values in checked.good]
    known = await shop.known(turn.session, kind.table, [values["id"] for values in good])
    if kind.table is Buyer:
        await _keep_customers(turn, good)
    else:
        await shop.upsert(turn.session, kind.table, [_named(values) for values in good])
    return len({values["id"] for values in good} - known)


async def _find(turn: Turn, checked: Checked, column: str, filled: str, about_to_come: Collection[str]) -> None:
    """Put the row's id of the buyer beside the shop's id; refuse the rows of whom nobody knows."""
    named = {values[column] for _, values in checked.good if values[column] is not None}
    found = await shop.buyers(turn.session, named)
    lost = named - set(found) - set(about_to_come)
    for place, values in checked.good:
        values[filled] = found.get(values[column])
        if values[column] in lost:
            what = f"nobody in the books is “{values[column]}”; take customers over first, organisations before people"
            checked.refused.append((place, [Problem(column, what)]))
    if lost:
        checked.good = [(place, values) for place, values in checked.good if values[column] not in lost]


async def _leave_forgotten(turn: Turn, checked: Checked) -> None:
    """Whoever asked to be forgotten does not come back with a file."""
    marks = {mark_of(turn, values["id"]): place for place, values in checked.good}
    gone = {marks[mark] for mark in await forgetting.marked(turn.session, list(marks))}
    what = "asked to be forgotten; take them out of what the shop sends"
    checked.refused += [(place, [Problem("id", what)]) for place in gone]
    checked.good = [(place, values) for place, values in checked.good if place not in gone]


async def _keep_customers(turn: Turn, good: Sequence[Values]) -> None:
    """Organisations first: the people of these rows may belong to them."""
    organisations = [values for values in good if values["kind"] is BuyerKind.organisation]
    people = [values for values in good if values["kind"] is not BuyerKind.organisation]
    await shop.upsert(turn.session, Buyer, [_sealed(turn, values) for values in organisations])
    lacking = {values["organisation"] for values in people if values["organisation"] and not values["organisation_id"]}
    found = await shop.buyers(turn.session, lacking) if lacking else {}
    for values in people:
        values["organisation_id"] = values["organisation_id"] or found.get(values["organisation"])
    await shop.upsert(turn.session, Buyer, [_sealed(turn, values) for values in people])


def _sealed(turn: Turn, values: Values) -> Values:
    """Return the row as the table keeps it: phone, email and address sealed."""
    vault = turn.house.vault
    row = {name: value for name, value in _named(values).items() if name not in _SEALED}
    row |= {f"{name}_sealed": vault.seal(values[name]) if values[name] else None for name in _SEALED}
    row["phone_mark"] = vault.mark(values["phone"]) if values["phone"] else None
    return row | {"created_at": turn.now}


def _named(values: Values) -> Values:
    """Return the row by the table's own names."""
    row = dict(values)
    row["external_id"] = row.pop("id")
    for name in _FOUND_BY:
        row.pop(name, None)
    return row


def _attributes(row: Row) -> dict[str, str]:
    kept = {name.removeprefix(ATTRIBUTE): value for name, value in row.items() if name.startswith(ATTRIBUTE)}
    return {name: value[:_LONGEST_ATTRIBUTE] for name, value in kept.items() if value.strip()}
