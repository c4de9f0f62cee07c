"""Queries on what was settled about the people of the staff."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from care_rules.roles import Role, role_of
from storage.tables import RosterEntry, StaffMember


async def entries(session: AsyncSession) -> dict[int, RosterEntry]:
    """Return the entries by Telegram id."""
    found = (await session.execute(select(RosterEntry))).scalars()
    return {entry.telegram_id: entry for entry in found}


async def entry(session: AsyncSession, telegram_id: int) -> RosterEntry:
    """Return the person's entry, locked; a new one is begun if there is none."""
    found = await session.get(RosterEntry, telegram_id, with_for_update=True)
    if found is None:
        found = RosterEntry(telegram_id=telegram_id)
        session.add(found)
        await session.flush()
    return found


async def role_in(session: AsyncSession, member: StaffMember) -> Role:
    """Return the role that was settled, else the one that goes with what Telegram calls the person."""
    found = await session.get(RosterEntry, member.telegram_id)
    return role_of(member.status) if found is None or found.role is None else found.role
