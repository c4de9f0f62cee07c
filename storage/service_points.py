"""Queries on service points and on who was alerted to an emergency."""

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from care_rules.service_points import Point
from storage.tables import PointAlert, ServicePoint


async def replace(session: AsyncSession, points: Collection[Point]) -> int:
    """Make these all the points there are; one that keeps its name stays the same. Return how many are gone."""
    known = {point.name: point for point in await everywhere(session)}
    for point in points:
        row = known.pop(point.name, None) or ServicePoint(name=point.name, phone="", latitude=0, longitude=0)
        row.phone, row.hours, row.services, row.chat_id = point.phone, point.hours, list(point.services), point.chat_id
        row.latitude, row.longitude = point.position.latitude, point.position.longitude
        session.add(row)
    if known:
        await session.execute(delete(ServicePoint).where(col(ServicePoint.name).in_(list(known))))
    return len(known)


async def everywhere(session: AsyncSession) -> list[ServicePoint]:
    return list((await session.execute(select(ServicePoint).order_by(col(ServicePoint.id)))).scalars())


async def alerts_of(session: AsyncSession, case_id: int) -> list[PointAlert]:
    """Return who was alerted to a case, in order."""
    wanted = select(PointAlert).where(col(PointAlert.case_id) == case_id)
    return list(
        (await session.execute(wanted.order_by(col(PointAlert.alerted_at), col(PointAlert.point_id)))).scalars()
    )
