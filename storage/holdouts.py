"""Queries on what customers did after a rule wrote to them, or left them alone."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from care_rules.cases import Channel
from care_rules.consent import CareKind
from storage.tables import CareCase, CaseEvent, ConsentNote, Customer, MessagePair, OutboxRow, Purchase, Touch
from storage.tables import TouchOutcome as Outcome


class TouchSeen(NamedTuple):
    """What one rule decided about a customer, and when (UTC)."""

    customer_id: int
    at: datetime
    outcome: Outcome
    reasons: list[dict[str, Any]]


Moment = tuple[int, datetime]
"""A customer's id, and when in UTC they did something."""


async def touches_of(session: AsyncSession, rule: str, since: datetime, until: datetime) -> list[TouchSeen]:
    """Return what this rule decided between the two moments, both included."""
    columns = col(Touch.customer_id), col(Touch.decided_at), col(Touch.outcome), col(Touch.reasons)
    of_rule = col(Touch.rule) == rule, col(Touch.decided_at) >= since, col(Touch.decided_at) <= until
    return [TouchSeen._make(row) for row in await session.execute(select(*columns).where(*of_rule))]


async def wrote(session: AsyncSession, customer_ids: Collection[int], since: datetime) -> list[Moment]:
    """Return when they wrote something that opened a case, was added to one, or was carried to their topic."""
    theirs = col(CareCase.customer_id).in_(list(customer_ids))
    opened = select(col(CareCase.customer_id), col(CareCase.opened_at)).where(
        theirs, col(CareCase.channel) == Channel.telegram, col(CareCase.opened_at) >= since
    )
    added = (
        select(col(CareCase.customer_id), col(CaseEvent.at))
        .join(CareCase, col(CareCase.id) == col(CaseEvent.case_id))
        .where(theirs, col(CaseEvent.actor) == "customer", col(CaseEvent.at) >= since)
    )
    carried = (
        select(col(Customer.id), col(OutboxRow.created_at))
        .join(MessagePair, col(MessagePair.chat_id) == col(Customer.telegram_id))
        .join(OutboxRow, col(OutboxRow.id) == col(MessagePair.row_id))
        .where(col(Customer.id).in_(list(customer_ids)), col(OutboxRow.created_at) >= since)
    )
    return [*await _moments(session, opened), *await _moments(session, added), *await _moments(session, carried)]


async def bought(session: AsyncSession, customer_ids: Collection[int], since: datetime) -> list[Moment]:
    """Return when they bought something, as the shop's books have it of themselves."""
    wanted = (
        select(col(Customer.id), col(Purchase.at))
        .join(Purchase, col(Purchase.buyer_id) == col(Customer.buyer_id))
        .where(col(Customer.id).in_(list(customer_ids)), col(Purchase.at) >= since)
    )
    return await _moments(session, wanted)


async def opted_out(
    session: AsyncSession, customer_ids: Collection[int], kind: CareKind, since: datetime
) -> list[Moment]:
    """Return when they took back this kind of care, stopped us, or blocked the bot (and have it blocked still)."""
    theirs = list(customer_ids)
    noted = select(col(ConsentNote.customer_id), col(ConsentNote.at)).where(
        col(ConsentNote.customer_id).in_(theirs),
        col(ConsentNote.kind) == kind,
        col(ConsentNote.granted).is_(False),
        col(ConsentNote.at) >= since,
    )
    blocked = select(col(Customer.id), col(Customer.blocked_at)).where(
        col(Customer.id).in_(theirs), col(Customer.blocked_at) >= since
    )
    return [*await _moments(session, noted), *await _moments(session, blocked)]


async def _moments(session: AsyncSession, wanted: Select[Any, Any]) -> list[Moment]:
    return [(customer_id, at) for customer_id, at in await session.execute(wanted)]
