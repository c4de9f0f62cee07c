"""The desk with many cases: what people look at, and the watch over promises; beside a bare indexed read."""

import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select, text, update
from sqlmodel import col

from bot.app import BOOK, utc_now
from bot.jobs import Jobs
from bot.settings_checks import HOUSE
from bot.words.catalogue import OWN_WORDS, Catalogue
from bot.work.cases import card, queue, status
from bot.work.turn import Company, House, Turn
from care_rules.cases import CaseKind, CaseState
from care_rules.loading import load
from care_rules.priorities import CasePriority
from care_rules.working_hours import due_at
from nlu.serving import Home
from storage import cases, customers
from storage import house as notes
from storage.bells import Bells
from storage.database import Database
from storage.migrate import migrate
from storage.sealing import Vault
from storage.tables import CareCase, CaseEvent, Customer, OutboxRow, Priority, SendKind
from tests.databases import postgresql_server, sqlite_url
from tests.e2e.bench.soaking import postgresql_url_of
from tests.e2e.bench.ticking import median_of, timed

OPEN = 10_000
DUE = 100
_EVENTS = 10  # of an open case
_CHUNK = 5_000
_GROUP = -1001
_PRIORITIES = list(CasePriority)


@dataclass(frozen=True)
class Worked:
    """Seconds: a customer's `/cases`, a card edited, the queue, a watch with nothing due, a watch a case due."""

    closed: int
    events: int
    own_cases: float
    card: float
    queue: float
    quiet_watch: float
    busy_watch: float
    bare_read: float


async def worked(name: str, closed: int) -> Worked:
    """Measure with 10,000 open cases and so many closed ones, each with its events."""
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as folder, postgresql_server() as server:
        url = sqlite_url(Path(folder)) if name == "sqlite" else await postgresql_url_of(server)
        database = Database(url, Bells())
        try:
            await migrate(database.engine)
            return await _worked(database, closed)
        finally:
            await database.close()


def a_deadline() -> tuple[float, float]:
    """Return the seconds that a deadline in working hours takes, and a bare sum of two moments."""
    hours = load(BOOK, "Asia/Kolkata").desk.working_hours
    start = datetime(2026, 3, 2, 4, 17, tzinfo=ZoneInfo("UTC"))
    spans = [timedelta(minutes=13 * number) for number in range(1, 301)]
    due_at(start, spans[-1], hours)
    return _seconds_of(lambda span: due_at(start, span, hours), spans), _seconds_of(lambda span: start + span, spans)


def _seconds_of(sum_up: Callable[[timedelta], datetime], spans: list[timedelta]) -> float:
    begun = time.perf_counter()
    for span in spans:
        sum_up(span)
    return (time.perf_counter() - begun) / len(spans)


async def _worked(database: Database, closed: int) -> Worked:
    now = utc_now()
    house = House(
        load(BOOK, "UTC"),
        Company("Lotus", ZoneInfo("UTC")),
        Catalogue(OWN_WORDS),
        lambda: now,
        Vault(["a key for tests"]),
    )
    jobs = Jobs(database, house, BOOK, Home(HOUSE))
    await _filled(database, closed, now)

    @asynccontextmanager
    async def a_turn() -> AsyncIterator[tuple[Turn, Customer, CareCase]]:
        async with database.write() as session:
            case = await cases.by_id(session, OPEN // 2)
            customer = await customers.by_id(session, OPEN // 2)
            assert case is not None
            assert customer is not None
            yield Turn(session, now, house), customer, case

    async def own_cases() -> None:
        async with a_turn() as (turn, customer, _):
            await status.tell(turn, customer)

    async def a_card() -> None:
        async with a_turn() as (turn, customer, case):
            await card.refresh(turn, customer, case, wide=True)

    async def the_queue() -> None:
        async with a_turn() as (turn, _, _case):
            await queue.show(turn, _GROUP, topic=None)

    own, one_card, waiting, quiet = [await median_of(look) for look in (own_cases, a_card, the_queue, jobs.watch)]
    bare = await median_of(lambda: _bare_read(database))
    await _make_due(database, now)
    busy = await timed(jobs.watch)
    async with database.read() as session:
        assert not await cases.with_a_step_due(session, now, 1), "every case that was due was looked at"
    return Worked(closed, closed + OPEN * _EVENTS, own, one_card, waiting, quiet, busy / DUE, bare)


async def _filled(database: Database, closed: int, now: datetime) -> None:
    """Ten thousand customers, each with an open case; half of those somebody has; the closed ones are everybody's."""
    async with database.write() as session:
        await notes.write_note(session, notes.STAFF_GROUP, {"chat_id": _GROUP})
        row = OutboxRow(
            chat_id=_GROUP,
            method="sendMessage",
            payload={"text": "card"},
            kind=SendKind.REPLY,
            priority=Priority.REPLY,
            result_id=7,
            created_at=now,
            not_before=now,
        )
        session.add(row)
        await session.flush()
        card_row = row.id
    await insert_rows(database, Customer, (_customer(number, now) for number in range(1, OPEN + 1)))
    await insert_rows(database, CareCase, (_case(number, now, card_row) for number in range(1, OPEN + 1)))
    over = _case(OPEN + 1, now, None)
    ids = range(OPEN + 1, OPEN + closed + 1)
    await insert_rows(database, CareCase, (over | {"id": one, "customer_id": 1 + one % OPEN} for one in ids))
    await insert_rows(database, CaseEvent, (_event(1 + place % OPEN, now, "added") for place in range(OPEN * _EVENTS)))
    end = _event(OPEN + 1, now, "confirm")
    await insert_rows(database, CaseEvent, (end | {"case_id": one} for one in ids))
    async with database.write() as session:
        await session.execute(text("ANALYZE"))


async def insert_rows(database: Database, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    """Put the rows in as they are, some thousand a transaction."""
    rest = iter(rows)
    while chunk := list(islice(rest, _CHUNK)):
        async with database.write() as session:
            await session.execute(insert(table), chunk)


def _customer(number: int, now: datetime) -> dict[str, Any]:
    one = Customer(
        id=number,
        telegram_id=1_000_000 + number,
        first_name="Asha",
        full_name=f"Asha {number}",
        topic_chat_id=_GROUP,
        topic_id=number,
        created_at=now,
    )
    return one.model_dump()


def _case(number: int, now: datetime, card_row: int | None) -> dict[str, Any]:
    is_open, due = number <= OPEN, now + timedelta(minutes=number % 10_000 + 60)
    one = CareCase(
        id=number,
        customer_id=1 + (number - 1) % OPEN,
        kind=CaseKind.complaint,
        state=CaseState.acknowledged if is_open else CaseState.closed,
        tier="ordinary",
        priority=_PRIORITIES[number % len(_PRIORITIES)],
        said="The lid came broken and nobody answers the phone",
        opened_at=now - timedelta(hours=1),
        first_answer_due_at=due,
        answer_due_at=due if is_open else None,
        next_step_at=due if is_open else None,
        agent_id=201 if is_open and number % 2 else None,
        agent_name="Mira" if is_open and number % 2 else None,
        resolved_at=None if is_open else now,
        closed_at=None if is_open else now,
        card_row_id=card_row if is_open else None,
    )
    return one.model_dump()


def _event(case_id: int, now: datetime, what: str) -> dict[str, Any]:
    one = CaseEvent(case_id=case_id, at=now - timedelta(minutes=30), what=what, actor="customer", actor_name="Asha")
    return one.model_dump(exclude={"id"})


async def _make_due(database: Database, now: datetime) -> None:
    """A hundred cases were opened so long ago that their promise has run out, unseen."""
    async with database.write() as session:
        chosen = list(range(1, OPEN, OPEN // DUE))
        for case_id in chosen:
            session.add(CaseEvent(case_id=case_id, at=now - timedelta(days=5), what="opened", actor="customer"))
        await session.execute(
            update(CareCase).where(col(CareCase.id).in_(chosen)).values(next_step_at=now - timedelta(minutes=1))
        )


async def _bare_read(database: Database) -> None:
    async with database.write() as session:
        await session.execute(select(col(CareCase.said)).where(col(CareCase.id) == OPEN // 2))
