"""Care in any order of events: nothing doubled, nothing lost that was due and allowed, no wish broken."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlmodel import col

from bot.words.catalogue import Catalogue
from bot.work.cases import resolving
from bot.work.cases.opening import open_case
from bot.work.outreach import planning, stopping
from bot.work.outreach.people import people
from bot.work.outreach.tick import tick
from bot.work.said import Agent, Said
from bot.work.turn import Company, House, Turn
from care_rules.cases import OPEN_STATES, CaseKind
from care_rules.consent import CareKind, Consent
from care_rules.errors import CareError
from care_rules.festivals import Festival
from care_rules.gatherings import is_shared
from care_rules.planning import plan_person
from care_rules.roles import Role
from care_rules.rule_book import RuleBook
from storage import customers
from storage import house as notes
from storage.bells import Bells
from storage.database import Database
from storage.sealing import Vault
from storage.tables import (
    Buyer,
    CareCase,
    Customer,
    FeastRow,
    OutboxRow,
    PlanRow,
    Profile,
    Purchase,
    SendKind,
    Touch,
    TouchOutcome,
)
from tests.bot.care_laws import lawful
from tests.databases import NAMES, Templates
from tests.unit.books import book
from tests.unit.books import rule as written

PEOPLE = 3
AT_ONCE = {"sqlite": 1, "postgresql": 2}  # so few that a feast is not over in one transaction
MIRA = Agent(201, "Mira", Role.manager)
WORDS = Catalogue()
ZONES = ("Asia/Kolkata", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Toronto", "Europe/Berlin")
_TEXT: dict[str, Any] = {"text": {"ordinary": {"en": "Hello."}}}
_BIRTHDAY = written(rank=3, **_TEXT)
_BOUGHT = written(occasion="purchase", kind="offers", after="2d", at="10:00", late="3d", rank=2, **_TEXT)
_SALE = written(occasion="date", on="2026-04-10", kind="offers", at="08:00", late="4d", rank=1, **_TEXT)
_VISIT = written(
    occasion="complaint", kind="surveys", after="3d", at="21:00", late="2d", rank=9, follow_up=True, **_TEXT
)
_TASK = written(occasion="purchase", kind="offers", after="1d", at=None, late="9d", rank=1, text={}, task="Ring them.")
_FEAST = written(occasion="festival", at="10:00", late="9h", rank=4, **_TEXT)
_EVE = written(occasion="festival", festivals=["kite_day"], kind="offers", before="1d", at="10:00", late="2d", rank=8,
               **_TEXT)  # fmt: skip


def _with_days(known: RuleBook, first: int) -> RuleBook:
    """The book with two festivals of the company's own every few days, which fall on one day now and then."""
    days = {"lotus_day": range(first, 30, 3), "kite_day": range(1, 30, 2)}
    dates = {name: [f"2026-04-{day:02}" for day in every] for name, every in days.items()}
    own = {name: Festival.model_validate({"dates": dates[name], "regions": ["in"]}) for name in days}
    return known.model_copy(update={"festivals": own})


BOOKS: tuple[RuleBook, ...] = (
    _with_days(
        book(birthday=_BIRTHDAY, bought=_BOUGHT, sale=_SALE, visit=_VISIT, task=_TASK, feast=_FEAST),
        first=1,
    ),
    book(birthday=written(rank=1, **(_TEXT | {"at": "20:00"})), sale=_SALE, visit=_VISIT),
    _with_days(book(birthday=_BIRTHDAY, feast=_FEAST, eve=_EVE), first=2),
    book(bought=written(**(_TEXT | _BOUGHT.model_dump(include={"occasion", "kind", "after", "late", "at"})
         | {"after": "1d", "late": "5d", "kind": "reminders", "at": "09:00"}), holdout="50%"), birthday=_BIRTHDAY),
)  # fmt: skip
persons = st.integers(1, PEOPLE)
Work = Callable[[Turn, Customer], Awaitable[Any]]


class Clientele(RuleBasedStateMachine):
    """Three customers of one company, two schedulers, and a clock that only goes on."""

    fresh: Callable[[], str]

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.now = datetime(2026, 3, 30, 7, 0, tzinfo=UTC)
        self.numbers = count(1)
        self.house = self._house(0)
        url = type(self).fresh()
        self.databases = [Database(url, Bells()), Database(url, Bells())]
        if url.startswith("sqlite"):
            self.databases = [self.databases[0]] * 2  # one process alone is served by it
        self.runner.run(self._made())
        self._settle()

    def _house(self, place: int) -> House:
        company = Company("Lotus", ZoneInfo("Asia/Kolkata"), "IN")
        return House(BOOKS[place], company, WORDS, lambda: self.now, Vault(["a key for tests"]))

    async def _made(self) -> None:
        async with self.databases[0].write() as session:
            await notes.write_note(session, notes.STAFF_GROUP, {"chat_id": -1001})
            for number in range(1, PEOPLE + 1):
                name = f"Asha {number}"
                session.add(Buyer(id=number, external_id=f"C-{number}", name=name, created_at=self.now))
                session.add(
                    Customer(
                        id=number,
                        telegram_id=100 + number,
                        first_name=name,
                        full_name=name,
                        buyer_id=number,
                        birth_month=4,
                        birth_day=number,
                        consent=Consent.all,
                        topic_chat_id=-1001,
                        topic_id=number,
                        created_at=self.now,
                    )
                )

    def teardown(self) -> None:
        for database in {id(one): one for one in self.databases}.values():
            self.runner.run(database.close())
        self.runner.close()

    def _with(self, person: int, work: Work) -> None:
        async def done() -> None:
            try:
                async with self.databases[0].write() as session:
                    turn = Turn(session, self.now, self.house)
                    customer = await customers.by_id(session, person, lock=True)
                    assert customer is not None
                    await work(turn, customer)
                    await planning.replan(turn, customer)
            except CareError:
                pass

        self.runner.run(done())

    @rule(person=persons, zone=st.sampled_from(ZONES))
    def moves(self, person: int, zone: str) -> None:
        async def moved(_: Turn, customer: Customer) -> None:
            customer.time_zone = zone

        self._with(person, moved)

    @rule(person=persons, told=st.sampled_from([None, "Kite Day", "Kite Day,Lotus Day", "Diwali"]))
    def keeps(self, person: int, told: str | None) -> None:
        async def kept(turn: Turn, customer: Customer) -> None:
            await turn.session.merge(Profile(customer_id=customer.id or 0, festivals=told))

        self._with(person, kept)

    @rule(person=persons, level=st.sampled_from(Consent), declined=st.sets(st.sampled_from(CareKind), max_size=2))
    def agrees(self, person: int, level: Consent, declined: set[CareKind]) -> None:
        async def agreed(_: Turn, customer: Customer) -> None:
            customer.consent, customer.declined = level, sorted(declined)

        self._with(person, agreed)

    @rule(person=persons, what=st.sampled_from(["stop", "resume", "pause", "quiet", "few", "mourn", "block"]))
    def wishes(self, person: int, what: str) -> None:
        async def wished(turn: Turn, customer: Customer) -> None:
            if what == "stop":
                await stopping.stop(turn, customer)
            elif what == "resume":
                await stopping.resume(turn, customer)
            elif what == "pause":
                await stopping.pause(turn, customer, "2d")
            elif what == "quiet":
                customer.quiet_from, customer.quiet_until = 7, 12
            elif what == "few":
                customer.most_a_month = 1
            elif what == "mourn":
                customer.bereaved_until = self.now + timedelta(days=3)
            else:
                customer.blocked_at = None if customer.blocked_at else self.now

        self._with(person, wished)

    @rule(person=persons)
    def buys(self, person: int) -> None:
        async def bought(turn: Turn, customer: Customer) -> None:
            number = f"P-{next(self.numbers)}"
            turn.session.add(
                Purchase(buyer_id=person, external_id=number, at=self.now, amount=100, currency="USD", quantity=1)
            )

        self._with(person, bought)

    @rule(person=persons)
    def complains(self, person: int) -> None:
        said = Said(100 + person, (next(self.numbers),), "it is broken")
        self._with(person, lambda turn, customer: open_case(turn, customer, CaseKind.complaint, said))

    @rule(person=persons)
    def is_content(self, person: int) -> None:
        async def content(turn: Turn, customer: Customer) -> None:
            theirs = (await turn.session.execute(select(CareCase).where(col(CareCase.customer_id) == person))).scalars()
            for case in theirs:
                if case.state in OPEN_STATES:
                    await resolving.resolve(turn, MIRA, case.id or 0)
                    await resolving.confirm(turn, customer, case.id or 0)

        self._with(person, content)

    @rule(place=st.integers(0, len(BOOKS) - 1))
    def the_book_changes_and_the_bot_starts_anew(self, place: int) -> None:
        self.house = self._house(place)
        self._settle()

    @rule()
    def is_killed_in_the_middle(self) -> None:
        """A tick that never commits leaves no trace."""

        class Killed(Exception):
            pass

        async def killed() -> None:
            async with self.databases[0].write() as session:
                await tick(Turn(session, self.now, self.house))
                raise Killed

        with pytest.raises(Killed):
            self.runner.run(killed())

    @rule(minutes=st.sampled_from([1, 30, 60, 240, 720, 1440, 4 * 1440]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self._settle()

    def _settle(self) -> None:
        """What the schedulers do: plan anew what changed, and send what is due, both at once."""
        before = self.runner.run(self._touches())
        self.runner.run(self._scheduled())
        self.runner.run(self._lawful(before))

    async def _scheduled(self) -> None:
        async def one(database: Database) -> None:
            for work in (planning.replan_chunk, tick):
                more: Any = True
                while more:
                    async with database.write() as session:
                        more = await work(Turn(session, self.now, self.house))

        await asyncio.gather(*(one(database) for database in self.databases))

    async def _touches(self) -> set[int]:
        async with self.databases[0].read() as session:
            return {one for one in (await session.execute(select(col(Touch.id)))).scalars() if one is not None}

    async def _lawful(self, before: set[int]) -> None:
        """What has just been sent was wished for, and nothing that is due was left undecided."""
        async with self.databases[0].read() as session:
            touches = list((await session.execute(select(Touch).order_by(col(Touch.id)))).scalars())
            everybody = list((await session.execute(select(Customer).order_by(col(Customer.id)))).scalars())
            cases = list((await session.execute(select(CareCase))).scalars())
            rows = list((await session.execute(select(PlanRow))).scalars())
            feasts = list((await session.execute(select(FeastRow))).scalars())
            seen = await people(Turn(session, self.now, self.house), [one.id or 0 for one in everybody])
        for touch in touches:
            if touch.id not in before and touch.outcome is TouchOutcome.SENT:
                customer = everybody[touch.customer_id - 1]
                earlier = [one for one in touches if one.customer_id == customer.id and (one.id or 0) < (touch.id or 0)]
                theirs = [one for one in cases if one.customer_id == customer.id]
                lawful(touch, self.house.book.rules[touch.rule], customer, earlier, theirs)
        assert all(due_at > self.now for due_at in [row.due_at for row in rows] + [feast.due_at for feast in feasts])
        planned = {(row.customer_id, row.rule, row.occasion) for row in rows}
        ahead = {(feast.gathering, feast.rule): feast.due_at for feast in feasts}
        for one, customer in zip(seen, everybody, strict=True):
            for expected in plan_person(self.house.book, one, self.now):
                if is_shared(self.house.book, expected, self.now):
                    assert ahead[customer.gathering or "", expected.rule] <= expected.due_at
                else:
                    assert (one.customer, expected.rule, expected.occasion) in planned

    @invariant()
    def nothing_is_doubled(self) -> None:
        async def counted() -> tuple[list[Touch], list[OutboxRow]]:
            async with self.databases[0].read() as session:
                rows = select(OutboxRow).where(col(OutboxRow.kind) == SendKind.GREETING)
                touches = (await session.execute(select(Touch))).scalars()
                return list(touches), list((await session.execute(rows)).scalars())

        touches, rows = self.runner.run(counted())
        assert max(Counter((one.customer_id, one.rule, one.occasion) for one in touches).values(), default=0) <= 1
        carried = [one.outbox_id for one in touches if one.outbox_id is not None]
        assert sorted(carried) == sorted(row.id or 0 for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_whatever_happens_care_keeps_its_word(
    name: str, templates: Templates, postgresql: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.work.outreach.tick.AT_ONCE", AT_ONCE[name])
    made = {
        "sqlite": lambda: templates.sqlite_url(tmp_path),
        "postgresql": lambda: templates.postgresql_url(postgresql),
    }
    Clientele.fresh = staticmethod(made[name])
    checks = settings(
        max_examples=6,
        stateful_step_count=40,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Clientele, settings=checks)
