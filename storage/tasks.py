"""Queries on what the staff are to do."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.inserting import insert_into
from storage.tables import StaffTask

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


async def count_open(session: AsyncSession) -> int:
    return int((await session.execute(select(func.count()).select_from(StaffTask).where(_OPEN))).scalar_one())
