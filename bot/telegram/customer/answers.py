"""Words that answer what the bot asked: solved or not, a score, a name, a birthday, a place."""

from aiogram.filters import BaseFilter
from aiogram.types import Message

from bot.telegram.hearing import Heard
from bot.telegram.reading import said_in
from bot.work.cases import adding, rating, resolving
from bot.work.customers import profile
from bot.work.turn import Turn
from care_rules.consent import Consent
from storage.tables import Conversation, Customer

# What somebody may mean even while a question is open.
_URGENT = frozenset({"emergency", "talk_to_human", "stop_care", "case_status"})
_MATTERS = _URGENT | {"complain", "ask_question"}


class TellsWhy(BaseFilter):
    """Plain words after a low score: a complaint is just what was asked for."""

    async def __call__(self, _: Message, heard: Heard) -> bool:
        return heard.intent not in _URGENT


class AnswersProfile(BaseFilter):
    """Words that can be read as the answer; else, whatever is not clearly about something that matters more.

    "Call me Asha" is a name, whatever it looks like to a machine that does not know what was asked.
    """

    async def __call__(self, message: Message, heard: Heard, talk: Conversation, turn: Turn) -> bool:
        if heard.phrase is not None or heard.intent == "emergency":
            return False
        if profile.can_read(turn, talk.awaiting or "", message.text or ""):
            return talk.awaiting != "name" or heard.intent not in (_MATTERS - {"talk_to_human"})
        return heard.intent not in _MATTERS and not heard.machine_down


async def solved_or_not(message: Message, turn: Turn, customer: Customer, talk: Conversation, heard: Heard) -> None:
    """Yes and no in the customer's own words; "no" reopens with what they said."""
    case_id = int(talk.about["case"])
    if heard.intent == "affirm":
        await resolving.confirm(turn, customer, case_id)
        return
    await resolving.reject(turn, customer, case_id)
    case = await resolving.own(turn, customer, case_id)
    await adding.keep(turn, customer, case, said_in(message))


async def score(message: Message, turn: Turn, customer: Customer, talk: Conversation) -> None:
    await rating.rate(turn, customer, int(talk.about["case"]), int((message.text or "").strip()))


async def what_went_wrong(message: Message, turn: Turn, customer: Customer, talk: Conversation) -> None:
    """Words after a low score: they are the answer that was asked for, so greetings may come again one day."""
    await rating.explain(turn, customer, talk, said_in(message))


async def consent(_: Message, turn: Turn, customer: Customer, talk: Conversation, heard: Heard) -> None:
    agreed = Consent.all if heard.intent == "affirm" else Consent.none
    await profile.take_consent(turn, customer, talk, agreed)


async def profile_question(message: Message, turn: Turn, customer: Customer, talk: Conversation, heard: Heard) -> None:
    """A name, a birthday or a place; "no" or "skip" leaves the question."""
    text = (message.text or "").strip()
    question = talk.awaiting or ""
    if heard.intent == "deny" or text.casefold() in ("skip", "no", "no thanks", "later"):
        await profile.skip(turn, customer, talk, question)
    elif question == "name":
        await profile.take_name(turn, customer, talk, text)
    elif question == "birthday":
        await profile.take_birthday_words(turn, customer, talk, text)
    else:
        await profile.take_zone_words(turn, customer, talk, text)


class IsScore(BaseFilter):
    """A single digit from 1 to 5."""

    async def __call__(self, message: Message) -> bool:
        text = (message.text or "").strip()
        return len(text) == 1 and text in "12345"


class YesOrNo(BaseFilter):
    async def __call__(self, _: Message, heard: Heard) -> bool:
        return heard.intent in ("affirm", "deny")
