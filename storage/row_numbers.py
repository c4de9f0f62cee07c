"""The last number that each table gave to a row: it goes on from there in a restored database."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Table, text
from sqlalchemy.engine import Connection


def numbers_of(connection: Connection, tables: list[Table]) -> dict[str, int]:
    """Return the last number that each table gave: none of them is given again, even if its row is gone."""
    if connection.dialect.name == "sqlite":
        ours = {table.name for table in tables}
        return {name: last for name, last in connection.execute(text("SELECT * FROM sqlite_sequence")) if name in ours}
    found = {}
    for table, sequence in _sequences(connection, tables):
        last, used = connection.execute(text(f"SELECT last_value, is_called FROM {sequence}")).one()  # noqa: S608
        if used:
            found[table.name] = last
    return found


def _sequences(connection: Connection, tables: list[Table]) -> Iterator[tuple[Table, str]]:
    """Return PostgreSQL's own names of the sequences, quoted where they have to be."""
    of = text("SELECT pg_get_serial_sequence(:table, 'id')")
    for table in tables:
        if "id" in table.columns and (sequence := connection.execute(of, {"table": f'"{table.name}"'}).scalar()):
            yield table, sequence


def go_on_counting(connection: Connection, tables: Mapping[str, Table], numbers: Mapping[str, int]) -> None:
    if connection.dialect.name == "sqlite":
        known = {name: last for name, last in numbers.items() if name in tables}
        for name, last in known.items():
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
            row = {"name": name, "last": last}
            connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), row)
        return
    for table, sequence in _sequences(connection, list(tables.values())):
        if table.name in numbers:
            connection.execute(text("SELECT setval(:name, :last)"), {"name": sequence, "last": numbers[table.name]})
