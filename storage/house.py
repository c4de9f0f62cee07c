"""Notes of the house: the staff group, the sandbox clock, when a job last ran, who is staff."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.inserting import insert_into, put_rows
from storage.tables import HouseNote, StaffMember

STAFF_GROUP = "staff group"
CLOCK = "sandbox clock"
BOOK = "rule book planned"
IN_GROUP = ("creator", "administrator", "member", "restricted")


async def note(session: AsyncSession, key: str) -> dict[str, Any] | None:
    """Return what was noted under `key`, or None."""
    found = await session.get(HouseNote, key)
    return None if found is None else found.value


async def held_note(session: AsyncSession, key: str) -> dict[str, Any]:
    """Return what is noted under `key`, an empty note if nothing is, for this transaction alone to change.

    Whoever else asks for it waits until the transaction ends.
    """
    found = await _held(session, key)
    if found is None:
        put = insert_into(session, HouseNote).values(key=key, value={})
        await session.execute(put.on_conflict_do_nothing())
        found = await _held(session, key)
        assert found is not None
    return found.value


async def _held(session: AsyncSession, key: str) -> HouseNote | None:
    return await session.get(HouseNote, key, with_for_update=True, populate_existing=True)


async def write_note(session: AsyncSession, key: str, value: dict[str, Any]) -> None:
    await session.merge(HouseNote(key=key, value=value))
    await session.flush()


async def staff_group(session: AsyncSession) -> int | None:
    """Return the chat id of the staff's forum group, or None while none is set up."""
    found = await note(session, STAFF_GROUP)
    return None if found is None else int(found["chat_id"])


async def see_member(session: AsyncSession, member: StaffMember) -> None:
    """Note what Telegram said of a person in a group. Two messages of theirs may be handled at once."""
    key, new = ("chat_id", "telegram_id"), ("name", "status", "seen_at")
    await put_rows(session, StaffMember, [member.model_dump()], key, new)


async def member(session: AsyncSession, chat_id: int, telegram_id: int) -> StaffMember | None:
    return await session.get(StaffMember, (chat_id, telegram_id), populate_existing=True)


async def is_in_group(session: AsyncSession, chat_id: int, telegram_id: int) -> bool:
    """Whether Telegram last told us that this person is in the group."""
    known = await member(session, chat_id, telegram_id)
    return known is not None and known.status in IN_GROUP


async def last_ran(session: AsyncSession, job: str) -> datetime | None:
    """Return when the job last ran, in UTC."""
    found = await note(session, f"job {job}")
    return None if found is None else datetime.fromisoformat(found["at"])


async def write_ran(session: AsyncSession, job: str, at: datetime) -> None:
    await write_note(session, f"job {job}", {"at": at.isoformat()})


async def everyone_in(session: AsyncSession, chat_id: int) -> list[StaffMember]:
    rows = await session.execute(select(StaffMember).where(col(StaffMember.chat_id) == chat_id))
    return [row for row in rows.scalars() if row.status in IN_GROUP]


async def move_members(session: AsyncSession, old: int, new: int) -> None:
    """Who was seen in a group is in the one it became; those who were seen there already stay as they are."""
    there = select(col(StaffMember.telegram_id)).where(col(StaffMember.chat_id) == new)
    known_twice = (col(StaffMember.chat_id) == old, col(StaffMember.telegram_id).in_(there.scalar_subquery()))
    await session.execute(delete(StaffMember).where(*known_twice))
    await session.execute(update(StaffMember).where(col(StaffMember.chat_id) == old).values(chat_id=new))
