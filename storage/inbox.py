"""Queries on the inbox: keep, take, finish, set aside. Lanes are in order; units are one update or one album."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from storage.bells import Bell, ring_at_commit
from storage.inserting import insert_into
from storage.tables import InboxRow, InboxState

UNDONE = (InboxState.WAITING, InboxState.TAKEN)
DEATHS_ALLOWED = 3


class TakenByAnother(RuntimeError):
    """The unit is no longer this process's: it was thought dead, and another took the unit over."""


@dataclass(frozen=True)
class Unit:
    """What is handled in one transaction: one update, or the parts of one album in their order."""

    rows: tuple[InboxRow, ...]

    @property
    def ids(self) -> list[int]:
        return [row.id for row in self.rows if row.id is not None]

    @property
    def first(self) -> InboxRow:
        return self.rows[0]


async def keep(session: AsyncSession, rows: Sequence[InboxRow]) -> int:
    """Insert what is new of `rows`, drop what was heard before; return how many were new.

    A further part of an album holds its earlier parts back, so that they are handled together.
    """
    kept = 0
    for row in rows:
        values = row.model_dump(exclude={"id"})
        statement = insert_into(session, InboxRow).values(**values).on_conflict_do_nothing(index_elements=["key"])
        is_new = _changed(await session.execute(statement))
        kept += is_new
        if is_new and row.album is not None:
            earlier = (
                col(InboxRow.lane) == row.lane,
                col(InboxRow.album) == row.album,
                col(InboxRow.state) == InboxState.WAITING,
            )
            await session.execute(update(InboxRow).where(*earlier).values(ready_at=row.ready_at))
    if kept:
        await ring_at_commit(session, Bell.INBOX)
    return kept


async def take(session: AsyncSession, now: datetime, me: int, limit: int) -> list[Unit]:
    """Take up to `limit` units that are first in their lanes and ready, for the process `me`.

    A unit that was in somebody's hands when they died is a suspect: it is taken alone, so that if it kills again, it
    is known which unit it was.
    """
    mine = (col(InboxRow.state) == InboxState.TAKEN, col(InboxRow.taken_by) == me)
    in_hand = select(func.count(), func.max(col(InboxRow.deaths))).where(*mine)
    busy, worst = (await session.execute(in_hand)).one()
    heads = [] if worst else list((await session.execute(_heads(now, limit))).scalars())
    suspects = [row for row in heads if row.deaths]
    if suspects:
        heads = [] if busy else suspects[:1]
    units = [Unit(tuple(await _whole(session, head))) for head in heads]
    ids = [number for unit in units for number in unit.ids]
    if ids:
        taken = update(InboxRow).where(col(InboxRow.id).in_(ids)).values(state=InboxState.TAKEN, taken_by=me)
        await session.execute(taken)
    return units


def _heads(now: datetime, limit: int) -> Any:
    earlier = aliased(InboxRow)
    before = exists().where(
        col(earlier.lane) == col(InboxRow.lane), col(earlier.id) < col(InboxRow.id), col(earlier.state).in_(UNDONE)
    )
    return (
        select(InboxRow)
        .where(col(InboxRow.state) == InboxState.WAITING, col(InboxRow.ready_at) <= now, ~before)
        .order_by(col(InboxRow.deaths).desc(), col(InboxRow.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )


async def _whole(session: AsyncSession, head: InboxRow) -> list[InboxRow]:
    if head.album is None:
        return [head]
    parts = (
        col(InboxRow.lane) == head.lane,
        col(InboxRow.album) == head.album,
        col(InboxRow.state) == InboxState.WAITING,
    )
    return list((await session.execute(select(InboxRow).where(*parts).order_by(col(InboxRow.id)))).scalars())


async def next_ready_at(session: AsyncSession, after: datetime) -> datetime | None:
    """Return the first moment later than `after` at which a waiting row becomes ready, in UTC, or None.

    What was ready by then and still waits is behind another in its lane, and comes when that one is done.
    """
    later = (col(InboxRow.state) == InboxState.WAITING, col(InboxRow.ready_at) > after)
    moment: datetime | None = (await session.execute(select(func.min(col(InboxRow.ready_at))).where(*later))).scalar()
    return moment


async def finish(session: AsyncSession, unit: Unit, me: int, now: datetime) -> None:
    """Mark the unit done, in the transaction that did it.

    Raises:
        TakenByAnother: if it is not ours any more; the transaction must be undone.
    """
    await _end(session, unit, me, {"state": InboxState.DONE, "done_at": now, "taken_by": None})


async def give_back(session: AsyncSession, unit: Unit, me: int, ready_at: datetime) -> None:
    """Put the unit back where it was, not to be taken before `ready_at`: a fault from outside is none of its own."""
    await _end(session, unit, me, _back_at(ready_at))


async def count_failure(session: AsyncSession, unit: Unit, me: int, ready_at: datetime, fault: str) -> None:
    """Put the unit back after a failure of its own, with what went wrong."""
    await _end(session, unit, me, _back_at(ready_at) | {"fault": fault, "failures": col(InboxRow.failures) + 1})


def _back_at(ready_at: datetime) -> dict[str, Any]:
    """It was in hand and killed nobody, so deaths are no longer running."""
    return {"state": InboxState.WAITING, "ready_at": ready_at, "taken_by": None, "deaths": 0}


async def set_aside(session: AsyncSession, unit: Unit, me: int, now: datetime, fault: str) -> None:
    """Take the unit out of its lane for good, kept with its fault for a person to look at."""
    await _end(session, unit, me, {"state": InboxState.SET_ASIDE, "done_at": now, "taken_by": None, "fault": fault})


async def _end(session: AsyncSession, unit: Unit, me: int, values: dict[str, Any]) -> None:
    ours = (col(InboxRow.id).in_(unit.ids), col(InboxRow.taken_by) == me, col(InboxRow.state) == InboxState.TAKEN)
    if _changed(await session.execute(update(InboxRow).where(*ours).values(**values))) != len(unit.rows):
        raise TakenByAnother(unit.ids)
    await ring_at_commit(session, Bell.INBOX)


async def holders(session: AsyncSession) -> set[int]:
    """Return the processes that hold a unit."""
    found = await session.execute(
        select(col(InboxRow.taken_by)).where(col(InboxRow.state) == InboxState.TAKEN).distinct()
    )
    return {holder for holder in found.scalars() if holder is not None}


async def bury(session: AsyncSession, dead: Iterable[int], now: datetime) -> list[InboxRow]:
    """Free what dead processes held. A unit in hand at too many deaths running is set aside.

    Return the first row of each unit set aside.
    """
    theirs = (col(InboxRow.state) == InboxState.TAKEN, col(InboxRow.taken_by).in_(list(dead)))
    locked = select(InboxRow).where(*theirs).order_by(col(InboxRow.id)).with_for_update()
    rows = list((await session.execute(locked)).scalars())
    set_aside_now: dict[object, InboxRow] = {}
    for row in rows:
        row.deaths += 1
        row.taken_by = None
        row.state = InboxState.WAITING
        if row.deaths >= DEATHS_ALLOWED:
            row.state, row.done_at, row.fault = InboxState.SET_ASIDE, now, "in hand at three deaths running"
            set_aside_now.setdefault((row.lane, row.album) if row.album else row.id, row)
    if rows:
        await ring_at_commit(session, Bell.INBOX)
    return list(set_aside_now.values())


async def counts(session: AsyncSession) -> dict[str, int]:
    """Return how many rows there are in each state."""
    found = await session.execute(select(col(InboxRow.state), func.count()).group_by(col(InboxRow.state)))
    return {state.value: number for state, number in found}


async def aside(session: AsyncSession, limit: int) -> list[InboxRow]:
    """Return the last `limit` rows that were set aside, the newest first."""
    wanted = select(InboxRow).where(col(InboxRow.state) == InboxState.SET_ASIDE)
    return list((await session.execute(wanted.order_by(col(InboxRow.id).desc()).limit(limit))).scalars())


def _changed(result: Any) -> int:
    assert isinstance(result, CursorResult)
    return result.rowcount
