"""What the product's own tables say at the end: held against the record, never believed instead of it."""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from storage.database import Database
from storage.tables import (
    CareCase,
    Customer,
    InboxRow,
    InboxState,
    OutboxRow,
    OutboxState,
    SendKind,
    Touch,
    TouchOutcome,
)
from tests.e2e.soak.following import buttons_of
from tests.e2e.soak.record import Record

_MADE_SOMETHING = ("sendMessage", "copyMessage", "copyMessages", "createForumTopic")


@dataclass
class Kept:
    """The tables that an account is given of."""

    cases: set[str]
    set_aside: list[str]
    outbox: list[OutboxRow]
    touches: list[Touch]
    telegram_ids: dict[int, int]

    @property
    def doubts(self) -> int:
        """How many sends were in doubt and sent again."""
        return sum(1 for row in self.outbox if row.in_doubt and row.kind != SendKind.GREETING)

    @property
    def greetings_in_doubt(self) -> list[OutboxRow]:
        return [row for row in self.outbox if row.state == OutboxState.UNKNOWN]

    def account(self, record: Record, unaccounted: list[str], greetings_doubled: list[str]) -> None:
        """Every row ended as sent, or in doubt and listed; a delivery is some row's, a greeting is some touch's."""
        unaccounted += [
            f"outbox {row.id} {row.method} is {row.state}: {row.error}" for row in self.outbox if _loose(row)
        ]
        self._deliveries(record, unaccounted)
        self._greetings(record, unaccounted, greetings_doubled)

    def _deliveries(self, record: Record, unaccounted: list[str]) -> None:
        made = {
            (one["chat_id"], one["message_id"] or min(one["message_ids"], default=None))
            for one in record.entries
            if one["method"] in _MADE_SOMETHING
        }
        noted = {(row.chat_id, row.result_id) for row in self.outbox if row.result_id is not None}
        unaccounted += [f"noted as sent and never delivered: {one}" for one in sorted(noted - made)]
        in_doubt = Counter[tuple[int, str]]()
        for row in self.outbox:
            in_doubt[row.chat_id, row.method] += row.in_doubt
        for one in record.entries:
            place = (one["chat_id"], one["message_id"] or min(one["message_ids"], default=None))
            if one["method"] in _MADE_SOMETHING and place not in noted:
                in_doubt[one["chat_id"], one["method"]] -= 1
                if in_doubt[one["chat_id"], one["method"]] < 0:
                    unaccounted.append(f"delivered, and no row knows of it: {one['seq']} {one['method']}")

    def _greetings(self, record: Record, unaccounted: list[str], greetings_doubled: list[str]) -> None:
        delivered = _greeted(record)
        rows = {row.id: row for row in self.outbox}
        for touch in self.touches:
            chats = delivered.pop(touch.id or 0, [])
            if len(chats) > 1:
                greetings_doubled.append(f"touch {touch.id} reached {chats}")
            elif wrong := self._why_wrong(touch, rows.get(touch.outbox_id), chats):
                unaccounted.append(f"touch {touch.id} {wrong}")
        greetings_doubled += [f"no touch {number}, and yet it reached {chats}" for number, chats in delivered.items()]
        people = Counter(touch.customer_id for touch in self.touches)
        greetings_doubled += [f"customer {one} has {count} touches" for one, count in people.items() if count > 1]

    def _why_wrong(self, touch: Touch, row: OutboxRow | None, chats: list[int]) -> str | None:
        if touch.outcome != TouchOutcome.SENT or row is None:
            return f"is {touch.outcome}: {json.dumps(touch.reasons)}"
        if chats and chats != [self.telegram_ids[touch.customer_id]]:
            return f"reached {chats}"
        return None if chats or row.state == OutboxState.UNKNOWN else f"is {row.state}, and nobody was greeted"


def _greeted(record: Record) -> dict[int, list[int]]:
    """By touch, the chats that its greeting was delivered to."""
    delivered = defaultdict[int, list[int]](list)
    for entry in record.entries:
        if entry["method"] == "sendMessage":
            for number in _touches_in(entry):
                delivered[number].append(entry["chat_id"])
    return delivered


def _touches_in(entry: dict[str, Any]) -> list[int]:
    """A greeting names its touch in the button that says why it was sent."""
    return [int(data[4:]) for data in buttons_of(entry) if data.startswith("why:")]


def _loose(row: OutboxRow) -> bool:
    """Only a greeting may stay in doubt. Closing what turns out to be no topic is refused, and rightly."""
    if row.state == OutboxState.UNKNOWN:
        return row.kind != SendKind.GREETING
    if row.state == OutboxState.FAILED and row.method == "closeForumTopic":
        return False
    return row.state != OutboxState.SENT


async def kept(database: Database) -> Kept:
    async with database.read() as session:

        async def every(table: Any) -> list[Any]:
            return list((await session.execute(select(table))).scalars())

        aside = select(InboxRow).where(col(InboxRow.state) == InboxState.SET_ASIDE)
        return Kept(
            cases={case.number for case in await every(CareCase)},
            set_aside=[f"inbox {row.id}: {row.fault}" for row in (await session.execute(aside)).scalars()],
            outbox=await every(OutboxRow),
            touches=await every(Touch),
            telegram_ids={one.id: one.telegram_id for one in await every(Customer)},
        )
