"""Notes of the house, and who was seen in a group."""

import asyncio

from storage import house
from storage.database import Database
from storage.tables import StaffMember
from tests.storage.rows import NOW

OLD, NEW = -1001, -1002


async def test_a_held_note_is_changed_by_one_at_a_time(database: Database) -> None:
    async def count_one() -> None:
        async with database.write() as session:
            held = await house.held_note(session, "count")
            await house.write_note(session, "count", {"n": held.get("n", 0) + 1})

    await asyncio.gather(*(count_one() for _ in range(10)))
    async with database.read() as session:
        assert await house.note(session, "count") == {"n": 10}


async def test_people_seen_in_both_groups_are_survived_when_one_becomes_the_other(database: Database) -> None:
    def seen(chat_id: int, telegram_id: int, status: str) -> StaffMember:
        return StaffMember(chat_id=chat_id, telegram_id=telegram_id, name="Mira", status=status, seen_at=NOW)

    async with database.write() as session:
        for member in (seen(OLD, 201, "member"), seen(NEW, 201, "creator"), seen(OLD, 202, "member")):
            await house.see_member(session, member)
    async with database.write() as session:
        await house.move_members(session, OLD, NEW)
    async with database.read() as session:
        assert {one.telegram_id: one.status for one in await house.everyone_in(session, NEW)} == {
            201: "creator",
            202: "member",
        }
        assert await house.everyone_in(session, OLD) == []
