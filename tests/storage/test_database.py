"""Transactions: whole or not at all; readers beside a writer; moments aware."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from storage import customers, house
from storage.database import Database
from tests.storage.rows import NOW, a_customer


class Undone(Exception):
    pass


async def _noted(database: Database, key: str) -> object:
    async with database.read() as session:
        return await house.note(session, key)


async def _write_and_raise(database: Database) -> None:
    async with database.write() as session:
        await house.write_note(session, "one", {"at": 1})
        await house.write_note(session, "two", {"at": 2})
        raise Undone


async def test_a_write_that_raises_leaves_nothing(database: Database) -> None:
    with pytest.raises(Undone):
        await _write_and_raise(database)
    assert await _noted(database, "one") is None
    assert await _noted(database, "two") is None


async def test_a_write_that_is_cancelled_leaves_nothing_and_lets_the_next_one_in(database: Database) -> None:
    begun = asyncio.Event()

    async def endless() -> None:
        async with database.write() as session:
            await house.write_note(session, "one", {"at": 1})
            begun.set()
            await asyncio.Event().wait()

    async with asyncio.TaskGroup() as group:
        task = group.create_task(endless())
        await begun.wait()
        task.cancel()
    async with database.write() as session:
        await house.write_note(session, "two", {"at": 2})
    assert (await _noted(database, "one"), await _noted(database, "two")) == (None, {"at": 2})


async def test_a_cancel_at_any_instant_leaves_no_transaction_open(database: Database) -> None:
    """Whatever was on its way to the driver then: the connection that comes back holds no lock and sees what is new."""

    async def written() -> None:
        async with database.write() as session:
            await house.write_note(session, "one", {"at": 1})

    for instants in range(60):
        async with asyncio.TaskGroup() as group:
            task = group.create_task(written())
            for _ in range(instants):
                await asyncio.sleep(0)
            task.cancel()
        async with asyncio.timeout(5), database.write() as session:
            await house.write_note(session, "two", {"at": instants})
        assert await _noted(database, "two") == {"at": instants}


async def test_a_glance_sees_what_was_committed_and_leaves_nothing_open(database: Database) -> None:
    for at in range(3):
        async with database.write() as session:
            await house.write_note(session, "one", {"at": at})
            async with database.glance() as other:
                before = await house.note(other, "one")
        assert before == ({"at": at - 1} if at else None)
        async with database.glance() as session:
            assert await house.note(session, "one") == {"at": at}


async def test_nothing_written_in_a_read_is_kept(database: Database) -> None:
    async with database.read() as session:
        await house.write_note(session, "one", {"at": 1})
    assert await _noted(database, "one") is None


async def test_readers_see_what_was_committed_while_a_writer_writes(database: Database) -> None:
    async with database.write() as session:
        await house.write_note(session, "one", {"at": 1})
        async with asyncio.timeout(5):
            assert await _noted(database, "one") is None
    assert await _noted(database, "one") == {"at": 1}


async def test_many_writers_at_once_all_get_through(database: Database) -> None:
    await a_customer(database)

    async def count() -> None:
        async with database.write() as session:
            customer = await customers.by_telegram_id(session, 101, lock=True)
            assert customer is not None
            customer.birth_year = (customer.birth_year or 0) + 1

    async with asyncio.TaskGroup() as group:
        for _ in range(30):
            group.create_task(count())
    async with database.read() as session:
        known = await customers.by_telegram_id(session, 101)
    assert known is not None
    assert known.birth_year == 30


async def test_locking_reads_the_row_as_it_is_now(server_database: Database) -> None:
    """Whoever looked at a customer before getting the lock must not decide on what has changed since."""
    customer_id = await a_customer(server_database)
    async with server_database.write() as session:
        before = await customers.by_id(session, customer_id)
        async with server_database.write() as other:
            changed = await customers.by_id(other, customer_id, lock=True)
            assert changed is not None
            changed.tier = "gold"
        by_id = await customers.by_id(session, customer_id, lock=True)
        assert by_id is before
        assert by_id is not None
        assert by_id.tier == "gold"


async def test_locking_keeps_what_this_transaction_has_changed(database: Database) -> None:
    customer_id = await a_customer(database)
    async with database.write() as session:
        customer = await customers.by_id(session, customer_id)
        assert customer is not None
        customer.tier = "gold"
        await customers.by_id(session, customer_id, lock=True)
        await customers.by_telegram_id(session, 101, lock=True)
    async with database.read() as session:
        known = await customers.by_id(session, customer_id)
    assert known is not None
    assert known.tier == "gold"


async def test_moments_come_back_aware_in_utc(database: Database) -> None:
    customer_id = await a_customer(database)
    india = timezone(timedelta(hours=5, minutes=30))
    async with database.write() as session:
        customer = await customers.by_id(session, customer_id)
        assert customer is not None
        customer.blocked_at = NOW.astimezone(india)
    async with database.read() as session:
        known = await customers.by_id(session, customer_id)
    assert known is not None
    assert known.blocked_at == NOW
    assert known.blocked_at.utcoffset() == timedelta()
    assert known.created_at.tzinfo is UTC


async def test_a_naive_moment_is_refused(database: Database) -> None:
    customer_id = await a_customer(database)

    async def write() -> None:
        async with database.write() as session:
            customer = await customers.by_id(session, customer_id)
            assert customer is not None
            customer.blocked_at = datetime(2026, 3, 2, 12, 0)  # noqa: DTZ001  (that is the point)

    with pytest.raises(StatementError):
        await write()


async def test_telegram_ids_of_64_bits(database: Database) -> None:
    await a_customer(database, 7_999_999_999_999)
    async with database.read() as session:
        assert await customers.by_telegram_id(session, 7_999_999_999_999) is not None
