"""Bells ring at a commit and never otherwise; on PostgreSQL every replica hears them."""

import asyncio

import pytest

from storage import inbox, outbox
from storage.bells import Bell, Bells, ring_at_commit
from storage.database import Database
from storage.presence import ServerPresence
from tests.storage.rows import a_customer, call, plan, plan_of, update


class Undone(Exception):
    pass


async def ring(database: Database, bell: Bell, *, undo: bool = False) -> None:
    async with database.write() as session:
        await ring_at_commit(session, bell)
        await ring_at_commit(session, bell)
        if undo:
            raise Undone


async def test_a_bell_rings_once_the_commit_is_done(database: Database) -> None:
    heard, other = database.bells.listen(Bell.OUTBOX), database.bells.listen(Bell.INBOX)
    async with database.write() as session:
        await ring_at_commit(session, Bell.OUTBOX)
        assert not heard.is_set()
    assert heard.is_set()
    assert not other.is_set()


async def test_every_listener_hears_it(database: Database) -> None:
    listeners = [database.bells.listen(Bell.PLAN) for _ in range(3)]
    await ring(database, Bell.PLAN)
    assert all(listener.is_set() for listener in listeners)


async def test_what_is_undone_rings_nothing_not_even_later(database: Database) -> None:
    heard = database.bells.listen(Bell.OUTBOX)
    with pytest.raises(Undone):
        await ring(database, Bell.OUTBOX, undo=True)
    async with database.write():
        pass
    assert not heard.is_set()


async def test_each_kind_of_writing_rings_its_bell(database: Database) -> None:
    customer_id = await a_customer(database)
    heard = {bell: database.bells.listen(bell) for bell in Bell}
    async with database.write() as session:
        await inbox.keep(session, [update("1")])
    assert {bell for bell, event in heard.items() if event.is_set()} == {Bell.INBOX}
    heard[Bell.INBOX].clear()
    async with database.write() as session:
        await inbox.keep(session, [update("1")])
    assert not heard[Bell.INBOX].is_set()
    async with database.write() as session:
        await outbox.put(session, call())
        await plan(session, [plan_of(customer_id)])
    assert {bell for bell, event in heard.items() if event.is_set()} == {Bell.OUTBOX, Bell.PLAN}


async def test_another_replica_hears_a_commit_and_no_rollback(server_database: Database) -> None:
    elsewhere = Bells()
    presence = ServerPresence(server_database.url, elsewhere)
    await presence.enter()
    try:
        outbox_bell, plan_bell = elsewhere.listen(Bell.OUTBOX), elsewhere.listen(Bell.PLAN)
        with pytest.raises(Undone):
            await ring(server_database, Bell.PLAN, undo=True)
        await ring(server_database, Bell.OUTBOX)
        async with asyncio.timeout(5):
            await outbox_bell.wait()
        assert not plan_bell.is_set()  # notices come in the order of their commits
    finally:
        await presence.leave()
