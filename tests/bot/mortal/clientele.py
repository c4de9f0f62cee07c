"""Customers of whom each has something else due at the same moment, and the book that says what."""

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from bot.words.catalogue import Catalogue
from bot.work.outreach.planning import replan
from bot.work.turn import Company, House, Turn
from care_rules.cases import CaseKind, CaseState
from care_rules.consent import Consent
from care_rules.festivals import Festival
from care_rules.rule_book import RuleBook
from care_rules.survey import Survey
from storage import house as notes
from storage.database import Database
from storage.sealing import Vault
from storage.tables import Buyer, CareCase, Customer, Profile, Purchase
from tests.unit.books import book, rule

GROUP = -1001
BEFORE = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DUE = datetime(2026, 3, 5, 10, 5, tzinfo=UTC)
_TEXT: dict[str, Any] = {"text": {"ordinary": {"en": "Hello."}}, "at": "10:00"}
_LATER: dict[str, Any] = {"kind": "surveys", "after": "3d", "late": "2d"}
RULES = {
    "card": rule(occasion="wedding", card={"en": "Happy anniversary"}, **_TEXT),
    "festival": rule(occasion="festival", festivals=["diwali"], **_TEXT),
    "visit": rule(occasion="complaint", follow_up=True, ask="still_fine", **_TEXT, **_LATER),
    "survey": rule(occasion="purchase", product="survey", survey="recommend", **_TEXT, **_LATER),
    "message_and_task": rule(occasion="purchase", product="message_and_task", task="Wrap it.", **_TEXT, **_LATER),
    "task": rule(occasion="purchase", product="task", task="Send a card.", **_TEXT | _LATER | {"text": {}}),
    "call": rule(occasion="purchase", product="call", task="Ask.", call=True, **_TEXT | _LATER | {"text": {}}),
}
TASKS = ("message_and_task", "task", "call")
MESSAGES = tuple(name for name, one in RULES.items() if one.text)
_FIRST_CHAT = 101
_QUESTION = {"ask": {"en": "Would you recommend us?"}, "scale": "0-10"}


def chat_of(name: str) -> int:
    """Return the chat of the customer for whom this rule has something."""
    return _FIRST_CHAT + list(RULES).index(name)


@cache
def _book() -> RuleBook:
    survey = Survey.model_validate({"measures": "nps", "questions": [_QUESTION]})
    feast = Festival.model_validate({"dates": [f"{DUE:%Y-%m-%d}"]})
    return book(**RULES).model_copy(update={"surveys": {"recommend": survey}, "festivals": {"diwali": feast}})


@cache
def _words() -> Catalogue:
    return Catalogue()


def house_at(now: datetime) -> House:
    """Its clock moves on by a second whenever it is looked at: what has to wait a little waits for nobody."""
    seconds = count()
    company = Company("Lotus", ZoneInfo("UTC"))
    clock = lambda: now + timedelta(seconds=next(seconds))  # noqa: E731
    return House(_book(), company, _words(), clock, Vault(["a key for tests"]))


async def planned(database: Database) -> None:
    """Write the customers, and plan them when nothing is due yet."""
    async with database.write() as session:
        await notes.write_note(session, notes.STAFF_GROUP, {"chat_id": GROUP})
        turn = Turn(session, BEFORE, house_at(BEFORE))
        for number, name in enumerate(RULES, start=1):
            session.add(Buyer(id=number, external_id=f"C-{number}", name=name, created_at=BEFORE))
            await session.flush()
            customer = _customer(number, name)
            session.add(customer)
            await session.flush()
            session.add_all(_what_it_hangs_on(number, name))
            await replan(turn, customer)


def _customer(number: int, name: str) -> Customer:
    return Customer(
        id=number,
        telegram_id=chat_of(name),
        first_name=name,
        full_name=name,
        buyer_id=number,
        consent=Consent.all,
        topic_chat_id=GROUP,
        topic_id=number,
        time_zone="UTC",
        created_at=BEFORE,
    )


def _what_it_hangs_on(number: int, name: str) -> list[Profile | CareCase | Purchase]:
    if name == "card":
        return [Profile(customer_id=number, wedding_month=DUE.month, wedding_day=DUE.day)]
    if name == "festival":
        return [Profile(customer_id=number, festivals="Diwali")]
    if name == "visit":
        closed: dict[str, Any] = {
            "state": CaseState.closed,
            "closed_at": BEFORE,
            "first_answer_due_at": BEFORE,
            "opened_at": BEFORE,
        }
        return [CareCase(customer_id=number, kind=CaseKind.complaint, tier="ordinary", said="It leaks.", **closed)]
    bought: dict[str, Any] = {"at": BEFORE, "amount": 100, "currency": "USD", "product": name}
    return [Purchase(buyer_id=number, external_id=f"P-{number}", **bought)]
