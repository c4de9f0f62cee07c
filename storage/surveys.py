"""Queries on surveys that were asked and answered."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import SurveyRun, Touch, TouchOutcome


async def insert(session: AsyncSession, run: SurveyRun) -> int:
    """Insert the run and return its id."""
    session.add(run)
    await session.flush()
    assert run.id is not None
    return run.id


async def by_id(session: AsyncSession, run_id: int) -> SurveyRun | None:
    """Return the run, locked."""
    return await session.get(SurveyRun, run_id, with_for_update=True)


async def unfinished_of(session: AsyncSession, customer_id: int, since: datetime) -> SurveyRun | None:
    """Return the survey asked last since then that reached the customer and is not ended, locked."""
    wanted = _sent().where(
        col(SurveyRun.customer_id) == customer_id,
        col(SurveyRun.ended_at).is_(None),
        col(SurveyRun.asked_at) >= since,
    )
    last = wanted.order_by(col(SurveyRun.id).desc()).limit(1).with_for_update(of=SurveyRun)
    return (await session.execute(last)).scalar_one_or_none()


async def runs_of(session: AsyncSession, survey: str, since: datetime) -> Sequence[SurveyRun]:
    """Return the runs of this survey that were asked since then and reached the customer, in order."""
    wanted = _sent().where(col(SurveyRun.survey) == survey, col(SurveyRun.asked_at) >= since)
    return (await session.execute(wanted.order_by(col(SurveyRun.id)))).scalars().all()


async def asked(session: AsyncSession, since: datetime) -> dict[str, int]:
    """Return how often each survey was asked since then, by its name."""
    reached = _sent().where(col(SurveyRun.asked_at) >= since).with_only_columns(col(SurveyRun.survey), func.count())
    return dict((await session.execute(reached.group_by(col(SurveyRun.survey)))).all())


def _sent() -> Select[SurveyRun]:
    """The runs whose first question was not held back after all."""
    sent = select(SurveyRun).join(Touch, col(Touch.id) == col(SurveyRun.touch_id))
    return sent.where(col(Touch.outcome) == TouchOutcome.SENT)
