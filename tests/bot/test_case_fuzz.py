"""Customers, staff and the clock in any order: the law holds, promises stay true, nothing reaches the wrong one."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlmodel import col

from bot.app import BOOK
from bot.words.catalogue import Catalogue
from bot.work.cases import (
    answering,
    asking,
    correcting,
    experts,
    gestures,
    going_on,
    handing,
    intake,
    merging,
    other_matter,
    rating,
    releasing,
    resolving,
    returning,
    snoozing,
    splitting,
    steering,
    watching,
)
from bot.work.cases.events import get
from bot.work.cases.opening import open_case
from bot.work.cases.promising import follow
from bot.work.said import Agent, Said
from bot.work.turn import Company, House, Turn
from care_rules.cases import OPEN_STATES, Actor, CaseKind, CaseState, Move, after
from care_rules.errors import CareError
from care_rules.loading import load
from care_rules.roles import Role
from storage import cases, customers
from storage import house as notes
from storage.bells import Bells
from storage.database import Database
from storage.sealing import Vault
from storage.tables import CareCase, CaseEvent, Customer, OutboxRow, StaffMember
from tests.databases import Templates

GROUP = -1001
STAFF = (Agent(201, "Mira", Role.manager), Agent(202, "Jonas"), Agent(203, "Lena", Role.lead))
MARKS = ("mango", "papaya", "durian")  # what each customer's words hold, and nobody else's
NOTE = "xyzzy"  # what notes hold
MOST_CASES = 50
BOOK_READ, WORDS = load(BOOK, "Asia/Kolkata"), Catalogue()

people = st.sampled_from(range(len(MARKS)))
agents = st.sampled_from(STAFF)
picks = st.integers(0, MOST_CASES - 1)
Work = Callable[[Turn], Awaitable[Any]]


class Desk(RuleBasedStateMachine):
    """One desk with three customers. A refusal leaves everything as it was."""

    fresh: Callable[[], str]  # makes a migrated database with nothing in it

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.now = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
        self.house = House(
            BOOK_READ,
            Company("Lotus", ZoneInfo("Asia/Kolkata"), "IN"),
            WORDS,
            lambda: self.now,
            Vault(["a key for tests"]),
        )
        self.messages = count(1)
        self.opened = 0
        self.database: Database = self.runner.run(self._made(type(self).fresh()))

    async def _made(self, url: str) -> Database:
        database = Database(url, Bells())
        async with database.write() as session:
            await notes.write_note(session, notes.STAFF_GROUP, {"chat_id": GROUP})
            for one in STAFF:
                status = {Role.manager: "creator", Role.lead: "administrator"}.get(one.role, "member")
                member = StaffMember(
                    chat_id=GROUP, telegram_id=one.telegram_id, name=one.name, status=status, seen_at=self.now
                )
                await notes.see_member(session, member)
            for place, mark in enumerate(MARKS):
                one_of_them = Customer(
                    id=1 + place,
                    telegram_id=101 + place,
                    first_name=mark,
                    full_name=mark,
                    tier=("gold", "silver", "ordinary")[place],
                    topic_chat_id=GROUP,
                    topic_id=10 + place,
                    created_at=self.now,
                )
                session.add(one_of_them)
        return database

    def teardown(self) -> None:
        self.runner.run(self.database.close())
        self.runner.close()

    def _do(self, work: Work) -> None:
        async def done() -> None:
            try:
                async with self.database.write() as session:
                    await work(Turn(session, self.now, self.house))
            except CareError:
                pass

        self.runner.run(done())

    def _with(self, person: int, work: Callable[[Turn, Customer], Awaitable[Any]]) -> None:
        async def known(turn: Turn) -> None:
            customer = await customers.by_id(turn.session, 1 + person, lock=True)
            assert customer is not None
            await work(turn, customer)

        self._do(known)

    def _with_case(self, pick: int, work: Callable[[Turn, Customer, CareCase], Awaitable[Any]]) -> None:
        async def known(turn: Turn) -> None:
            case = await get(turn, 1 + pick % self.opened)
            await work(turn, await resolving.owner_of(turn, case), case)

        self._do(known)

    def _said(self, person: int, words: str = "it is broken") -> Said:
        return Said(101 + person, (next(self.messages),), f"{words} {MARKS[person]}")

    @rule(person=people, kind=st.sampled_from(CaseKind))
    def brings_a_matter(self, person: int, kind: CaseKind) -> None:
        if self.opened < MOST_CASES:
            self._with(person, lambda turn, customer: open_case(turn, customer, kind, self._said(person)))
            self.opened += 1

    @precondition(lambda self: self.opened)
    @rule(person=people)
    def writes_more(self, person: int) -> None:
        async def more(turn: Turn, customer: Customer) -> None:
            talk = await customers.conversation(turn.session, customer.id or 0)
            if await intake.awaited(turn, talk):
                await intake.take(turn, customer, talk, self._said(person), None)
            else:
                await going_on.add(turn, customer, talk, self._said(person))

        self._with(person, more)

    @precondition(lambda self: self.opened)
    @rule(person=people, choice=st.sampled_from(["skip", "put off"]))
    def would_rather_not_say(self, person: int, choice: str) -> None:
        async def passes(turn: Turn, customer: Customer) -> None:
            talk = await customers.conversation(turn.session, customer.id or 0)
            if choice == "skip":
                await intake.skip(turn, customer, talk, str(talk.about.get(intake.DETAIL)))
            else:
                await intake.put_off(turn, customer, talk)

        self._with(person, passes)

    @precondition(lambda self: self.opened)
    @rule(person=people, pick=picks, to=st.none() | picks)
    def says_where_words_belong(self, person: int, pick: int, to: int | None) -> None:
        async def moves(turn: Turn, customer: Customer) -> None:
            added = [one for one in await cases.events_of(turn.session, 1 + pick % self.opened) if one.what == "added"]
            if added and to is not None:
                case = await resolving.own(turn, customer, 1 + to % self.opened)
                await other_matter.to_case(turn, customer, added[-1].id or 0, case)
            elif added and self.opened < MOST_CASES:
                await other_matter.as_a_new_case(turn, customer, added[-1].id or 0)
                self.opened += 1

        self._with(person, moves)

    @precondition(lambda self: self.opened)
    @rule(agent=agents, pick=picks)
    def splits(self, agent: Agent, pick: int) -> None:
        async def two(turn: Turn, customer: Customer, case: CareCase) -> None:
            if self.opened < MOST_CASES:
                await splitting.split(turn, customer, agent, case, f"the bill {MARKS[(customer.id or 1) - 1]}")
                self.opened += 1

        self._with_case(pick, two)

    @precondition(lambda self: self.opened)
    @rule(agent=agents, pick=picks, to=agents)
    def asks_an_expert(self, agent: Agent, pick: int, to: Agent) -> None:
        words = f"{to.name} {NOTE} does it fit"
        self._with_case(pick, lambda turn, customer, case: experts.bring_in(turn, customer, agent, case, words))

    @precondition(lambda self: self.opened)
    @rule(person=people, wants_human=st.booleans())
    def is_not_content(self, person: int, wants_human: bool) -> None:
        async def complains(turn: Turn, customer: Customer) -> None:
            talk = await customers.conversation(turn.session, customer.id or 0)
            before = len(await cases.latest_of(turn.session, customer.id or 0, 100))
            if wants_human:
                await asking.for_a_human(turn, customer, talk, self._said(person))
            else:
                await returning.not_fixed(turn, customer, talk, self._said(person), None)
            self.opened += len(await cases.latest_of(turn.session, customer.id or 0, 100)) - before

        self._with(person, complains)

    @precondition(lambda self: self.opened)
    @rule(person=people, pick=picks, solved=st.booleans())
    def says_whether_it_is_solved(self, person: int, pick: int, solved: bool) -> None:
        case_id = 1 + pick % self.opened
        answer = resolving.confirm if solved else resolving.reject
        self._with(person, lambda turn, customer: answer(turn, customer, case_id))

    @precondition(lambda self: self.opened)
    @rule(person=people, pick=picks, score=st.integers(1, 5))
    def rates(self, person: int, pick: int, score: int) -> None:
        case_id = 1 + pick % self.opened
        self._with(person, lambda turn, customer: rating.rate(turn, customer, case_id, score))

    @precondition(lambda self: self.opened)
    @rule(agent=agents, pick=picks, resolves=st.booleans())
    def takes_or_resolves(self, agent: Agent, pick: int, resolves: bool) -> None:
        work = resolving.resolve if resolves else resolving.claim
        self._do(lambda turn: work(turn, agent, 1 + pick % self.opened))

    @precondition(lambda self: self.opened)
    @rule(agent=agents, person=people)
    def answers(self, agent: Agent, person: int) -> None:
        said = Said(GROUP, (next(self.messages),), f"we see to it {MARKS[person]}")
        self._with(person, lambda turn, customer: answering.answer(turn, customer, agent, said, None))

    @precondition(lambda self: self.opened)
    @rule(agent=agents, person=people)
    def writes_a_note(self, agent: Agent, person: int) -> None:
        self._with(person, lambda turn, customer: steering.write_down(turn, customer, agent, f"{NOTE} hm"))

    @precondition(lambda self: self.opened)
    @rule(agent=agents, pick=picks, to=agents)
    def hands_over(self, agent: Agent, pick: int, to: Agent) -> None:
        words = f"{to.name} {NOTE} please"
        self._with_case(pick, lambda turn, customer, case: handing.hand_over(turn, customer, agent, case, words))

    @precondition(lambda self: self.opened)
    @rule(agent=agents, pick=picks, what=st.sampled_from(["wait", "hush", "soon", "later", "urgent", "low", "on it"]))
    def steers(self, agent: Agent, pick: int, what: str) -> None:
        async def steered(turn: Turn, customer: Customer, case: CareCase) -> None:
            if what == "on it":
                await watching.see_to(turn, agent, case.id or 0)
            elif what == "wait":
                await steering.wait_for(turn, customer, agent, case)
            elif what == "hush":
                await steering.hush(turn, customer, agent, case)
            elif what in ("soon", "later"):
                await snoozing.snooze_for(turn, customer, agent, case, what)
            else:
                await steering.weigh(turn, customer, agent, case, what)

        self._with_case(pick, steered)

    @precondition(lambda self: self.opened > 1)
    @rule(agent=agents, pick=picks, other=picks, joins=st.booleans())
    def merges_or_links(self, agent: Agent, pick: int, other: int, joins: bool) -> None:
        async def joined(turn: Turn, customer: Customer, case: CareCase) -> None:
            second = await get(turn, 1 + other % self.opened)
            if joins:
                await merging.merge(turn, customer, agent, case, second)
            else:
                await merging.link(turn, customer, agent, case, second.number)

        self._with_case(pick, joined)

    @precondition(lambda self: self.opened)
    @rule(agent=agents, pick=picks, kind=st.sampled_from(CaseKind), grants=st.booleans())
    def corrects_or_grants(self, agent: Agent, pick: int, kind: CaseKind, grants: bool) -> None:
        if grants:
            self._with_case(
                pick, lambda turn, customer, case: gestures.grant(turn, customer, agent, case, "free_delivery")
            )
        else:
            self._do(lambda turn: correcting.correct(turn, agent, 1 + pick % self.opened, kind.value))

    @rule(minutes=st.sampled_from([1, 20, 45, 180, 600, 1500, 6000]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

        async def watched() -> int:
            async with self.database.write() as session:
                return await watching.watch(Turn(session, self.now, self.house))

        looks = 0
        while self.runner.run(watched()):
            looks += 1
            assert looks < 10, "what was looked at is due no more"
        self._do(releasing.release_due)

    @invariant()
    def all_is_well(self) -> None:
        self.runner.run(self._checked())

    async def _checked(self) -> None:
        async with self.database.read() as session:
            known = list((await session.execute(select(CareCase).order_by(col(CareCase.id)))).scalars())
            for case in known:
                _lawful(case, await cases.events_of(session, case.id or 0))
                stored = (case.answer_due_at, case.resolution_due_at, case.next_step_at)
                await follow(Turn(session, self.now, self.house), case)
                assert stored == (case.answer_due_at, case.resolution_due_at, case.next_step_at)
            rows = list((await session.execute(select(OutboxRow))).scalars())
        for row in rows:
            _for_whom_it_is(row, known)


def _lawful(case: CareCase, events: list[CaseEvent]) -> None:
    """Every move was allowed where it was made, and leads to where the case is."""
    state = CaseState.new
    for event in events:
        if event.to_state is not None:
            assert event.from_state == state
            assert after(state, Move(event.what), Actor(event.actor)) == event.to_state
            state = event.to_state
    assert case.state == state
    assert (case.closed_at is not None) == (state == CaseState.closed)
    assert case.resolved_at is None or state not in OPEN_STATES
    assert case.merged_into is None or (state == CaseState.closed and events[-1].what in ("merge", "linked"))


def _for_whom_it_is(row: OutboxRow, known: list[CareCase]) -> None:
    """A message speaks of its own customer's matters alone; what goes to a customer holds no note."""
    text = str(row.payload)
    if row.customer_id is None:
        return
    assert not any(mark in text for place, mark in enumerate(MARKS) if place != row.customer_id - 1)
    if row.chat_id == 100 + row.customer_id:
        assert NOTE not in text
        assert not any(case.number in text for case in known if case.customer_id != row.customer_id)
    else:
        assert row.chat_id == GROUP
        assert row.payload.get("message_thread_id", 9 + row.customer_id) == 9 + row.customer_id


def test_customers_staff_and_clock_in_any_order(templates: Templates, tmp_path: Any) -> None:
    Desk.fresh = staticmethod(lambda: templates.sqlite_url(tmp_path))
    checks = settings(
        max_examples=8,
        stateful_step_count=70,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],  # a failure is told as it was found: making it shorter takes minutes
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Desk, settings=checks)
