"""Many rows in one question."""

from sqlalchemy import select

from storage.among import among_ids
from storage.database import Database
from storage.plain import table_of
from storage.tables import Customer
from tests.storage.rows import a_customer


async def test_those_with_these_numbers_are_found_and_nobody_else(database: Database) -> None:
    first, second, _ = [await a_customer(database, number) for number in (101, 102, 103)]
    customer = table_of(Customer).c
    wanted = select(customer.id).where(among_ids(customer.id)).order_by(customer.id)
    async with database.read() as session:
        for ids in ([first, second], [second], [second, 0], []):
            found = await session.execute(wanted, {"ids": ids})
            assert list(found.scalars()) == [one for one in ids if one]


async def test_they_are_found_by_their_key(database: Database) -> None:
    """SQLite could compare each row's answer with true instead, and would go through all of them."""
    customer = table_of(Customer).c
    wanted = select(customer.id).where(among_ids(customer.id), customer.first_name != "")
    if database.engine.dialect.name == "sqlite":
        asked = f"EXPLAIN QUERY PLAN {wanted.compile(database.engine)}"
        async with database.engine.connect() as connection:
            steps = (await connection.exec_driver_sql(asked, ("[1]", ""))).mappings().all()
        assert steps[0]["detail"].startswith("SEARCH customer USING INTEGER PRIMARY KEY")
