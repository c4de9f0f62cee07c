"""Rows to begin with."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from care_rules.cases import CaseKind, CaseState
from care_rules.planning import Planned
from storage import plans
from storage.database import Database
from storage.tables import CareCase, Customer, InboxRow, OutboxRow, PlanRow, SendKind

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def update(key: str, lane: str = "customer 101", **more: Any) -> InboxRow:
    return InboxRow(**{"key": key, "lane": lane, "payload": "{}", "received_at": NOW, "ready_at": NOW, **more})


def call(**more: Any) -> OutboxRow:
    usual: dict[str, Any] = {
        "chat_id": 101,
        "method": "sendMessage",
        "payload": {"text": "Hello"},
        "kind": SendKind.REPLY,
        "priority": 10,
        "created_at": NOW,
        "not_before": NOW,
    }
    return OutboxRow(**(usual | more))


def case_of(customer_id: int, **more: Any) -> CareCase:
    usual: dict[str, Any] = {
        "customer_id": customer_id,
        "kind": CaseKind.complaint,
        "state": CaseState.new,
        "tier": "gold",
        "said": "The lid is broken",
        "opened_at": NOW,
        "first_answer_due_at": NOW + SECOND,
    }
    return CareCase(**(usual | more))


def plan_of(customer_id: int, rule: str = "birthday", **more: Any) -> PlanRow:
    usual: dict[str, Any] = {
        "customer_id": customer_id,
        "rule": rule,
        "occasion": "2026",
        "occasion_at": NOW,
        "due_at": NOW,
    }
    return PlanRow(**(usual | more))


def planned_of(row: PlanRow) -> Planned:
    return Planned(row.rule, row.occasion, row.occasion_at, row.due_at)


async def a_customer(database: Database, telegram_id: int = 101) -> int:
    async with database.write() as session:
        customer = Customer(telegram_id=telegram_id, first_name="Asha", full_name="Asha Verma", created_at=NOW)
        session.add(customer)
        await session.flush()
        assert customer.id is not None
        return customer.id


async def plan(session: AsyncSession, rows: Sequence[PlanRow]) -> None:
    await plans.follow(session, [], [(row.customer_id, planned_of(row)) for row in rows])
