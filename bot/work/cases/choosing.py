"""Which of a customer's cases words are for: the one they name, pick or answer, else the one that fits them best."""

from datetime import datetime, timedelta

from bot.work.cases import adding, matter
from bot.work.said import Said
from bot.work.turn import Turn
from care_rules.case_numbers import id_of, numbers_in
from care_rules.matters import Fit, Matter, chosen
from nlu.entities import Entity
from nlu.reading import Reading
from storage import cases, outbox
from storage.tables import CareCase, Conversation, Customer

PICKED = "picked"
ASKED_OTHER = "asked_other"
_NAMED = ("order_number", "product")
_PICKED_FOR = timedelta(minutes=30)


async def for_words(
    turn: Turn, customer: Customer, talk: Conversation, said: Said, reading: Reading | None
) -> tuple[CareCase, Fit] | None:
    """Return the open case that the words go to, and how they fit it; None if no case is open."""
    known = await cases.open_of(turn.session, customer.id or 0)
    open_cases = [case for case in known if adding.takes_words(case)]
    if not open_cases:
        return None
    pointed_at = await _pointed_at(turn, talk, said)
    named = next((case for case in known if case.id in pointed_at), None)
    if named is not None:
        return named, Fit.same
    words = _matter_in(reading)
    place, fit = chosen([matter.of(case) for case in open_cases], words)
    case = open_cases[place]
    return case, Fit.unsaid if fit == Fit.other and _asked_before(talk, case, words) else fit


def note_asked(talk: Conversation, case: CareCase, reading: Reading | None) -> None:
    """The customer is asked whether this is another matter: once for what it names."""
    named = [[one.kind, one.value] for one in reading.entities if one.kind in _NAMED] if reading is not None else []
    talk.about = talk.about | {ASKED_OTHER: {"case": case.id, "named": named}}


def named_when_asked(talk: Conversation) -> tuple[Entity, ...]:
    """Return what the words named about which the customer was asked last."""
    named = talk.about.get(ASKED_OTHER, {}).get("named", [])
    return tuple(Entity(kind, value, 0, len(value), value) for kind, value in named)


def pick(turn: Turn, talk: Conversation, case: CareCase) -> None:
    """What the customer writes next is for this case."""
    until = turn.now + _PICKED_FOR
    talk.about = talk.about | {PICKED: {"case": case.id, "until": until.isoformat()}}


async def _pointed_at(turn: Turn, talk: Conversation, said: Said) -> set[int | None]:
    """Return the cases that are named in the words, or in the message they answer, else the one picked just now."""
    named = numbers_in(said.text)
    if not named and said.reply_to is not None:
        answered = await outbox.of_message(turn.session, said.chat_id, said.reply_to)
        named = numbers_in(str(answered.payload.get("text", ""))) if answered is not None else []
    picked = talk.about.get(PICKED)
    if not named and picked is not None and turn.now < datetime.fromisoformat(picked["until"]):
        return {picked["case"]}
    return {id_of(number) for number in named}


def _asked_before(talk: Conversation, case: CareCase, words: Matter) -> bool:
    values = {one.value for one in named_when_asked(talk)}
    return talk.about.get(ASKED_OTHER, {}).get("case") == case.id and words.orders | words.products <= values


def _matter_in(reading: Reading | None) -> Matter:
    if reading is None:
        return Matter()
    orders, products = (frozenset(one.value for one in reading.entities if one.kind == kind) for kind in _NAMED)
    return Matter(orders, products, reading.category.name if reading.category is not None else None)
