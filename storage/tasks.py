"""Queries on what the staff are to do."""

from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.inserting import insert_into
from storage.tables import StaffTask

CALL = "call"  # what a telephone task is called, and how its key begins
_OPEN = col(StaffTask.done_at).is_(None)


async def insert_once(session: AsyncSession, task: StaffTask) -> bool:
    """Insert the task, which then has its id; false if one with its key was given before."""
    values = task.model_dump(exclude={"id"})
    put = insert_into(session, StaffTask).values(**values).on_conflict_do_nothing(index_elements=["key"])
    task.id = (await session.execute(put.returning(col(StaffTask.id)))).scalar()
    return task.id is not None


async def by_id(session: AsyncSession, task_id: int) -> StaffTask | None:
    """Return the task, locked."""
    return await session.get(StaffTask, task_id, with_for_update=True)


async def open_tasks(session: AsyncSession, limit: int) -> list[StaffTask]:
    """Return up to `limit` tasks that are not done, those due first."""
    wanted = select(StaffTask).where(_OPEN).order_by(col(StaffTask.due_at), col(StaffTask.id))
    return list((await session.execute(wanted.limit(limit))).scalars())


async def calls_of(session: AsyncSession, customer_id: int, since: datetime) -> list[StaffTask]:
    """Return the telephone tasks of a customer that are open or were done since then, locked."""
    theirs = col(StaffTask.customer_id) == customer_id, col(StaffTask.what) == CALL
    wanted = select(StaffTask).where(or_(_OPEN, col(StaffTask.done_at) >= since), *theirs)
    return list((await session.execute(wanted.order_by(col(StaffTask.id)).with_for_update())).scalars())


async def calls_done(session: AsyncSession, limit: int) -> list[StaffTask]:
    """Return up to `limit` telephone tasks that are done, the last one first."""
    wanted = select(StaffTask).where(~_OPEN, col(StaffTask.what) == CALL)
    return list((await session.execute(wanted.order_by(col(StaffTask.done_at).desc()).limit(limit))).scalars())


async def count_open(session: AsyncSession) -> int:
    return int((await session.execute(select(func.count()).select_from(StaffTask).where(_OPEN))).scalar_one())
