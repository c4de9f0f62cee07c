"""Words that answer what the bot asked: solved or not, a score, a name, a birthday, a place."""

from aiogram.filters import BaseFilter
from aiogram.types import Message

from bot.telegram.hearing import Heard
from bot.telegram.reading import said_in
from bot.work.cases import adding, intake, rating, resolving
from bot.work.customers import asking, profile
from bot.work.said import Said
from bot.work.turn import Turn
from care_rules.consent import Consent
from care_rules.intake import Detail
from storage.tables import Conversation, Customer

# What somebody may mean even while a question is open.
URGENT = frozenset({"emergency", "talk_to_human", "stop_care", "case_status"})
_MATTERS = URGENT | {"complain", "ask_question"}
_WISHES = frozenset({"refund", "change_order", "book_service"})
_TELLS = _WISHES | {
    "complain",
    "still_broken",
    "add_to_case",
    "give_feedback",
    "track_order",
    "billing",
    "account_help",
}
_NO_FREE_ANSWER = _MATTERS | _TELLS | {"greet", "thanks", "goodbye"}
_ANSWERS = {Detail.what: _TELLS, Detail.outcome: _WISHES}
_PASSES = ("skip", "no", "no thanks", "later")


class TellsWhy(BaseFilter):
    """Plain words after a low score: a complaint is just what was asked for."""

    async def __call__(self, _: Message, heard: Heard) -> bool:
        return heard.intent not in URGENT


class AnswersProfile(BaseFilter):
    """Words that can be read as the answer; else, whatever is not clearly about something that matters more.

    "Call me Asha" is a name, whatever it looks like to a machine that does not know what was asked.
    """

    async def __call__(self, message: Message, heard: Heard, talk: Conversation, turn: Turn) -> bool:
        if heard.phrase is not None or heard.intent == "emergency":
            return False
        if profile.can_read(turn, talk.awaiting or "", message.text or ""):
            if talk.awaiting == "name":
                return heard.intent not in (_MATTERS - {"talk_to_human"})
            return talk.awaiting not in asking.FREE or heard.intent not in _NO_FREE_ANSWER
        return heard.intent not in _MATTERS and not heard.machine_down


class AnswersDetail(BaseFilter):
    """Words that are what is waited for about a case, or may be: nothing that is clearly about something else."""

    async def __call__(self, message: Message, heard: Heard, talk: Conversation, turn: Turn) -> bool:
        detail = await intake.awaited(turn, talk)
        if detail is None or heard.intent in URGENT or heard.phrase not in (None, "deny"):
            return False
        if heard.intent == "deny" or intake.names(detail, message.text or "", heard.reading):
            return True
        if heard.intent is None:
            return heard.reading is None or heard.reading.two is None
        return heard.intent in _ANSWERS.get(detail, ())


async def detail(
    message: Message, turn: Turn, customer: Customer, talk: Conversation, said: Said, heard: Heard
) -> None:
    """The order, the product, what happened or what they would like, or that they would rather not say."""
    if passes(message.text or "", heard):
        await intake.skip(turn, customer, talk, talk.about[intake.DETAIL])
    else:
        await intake.take(turn, customer, talk, said, heard.reading)


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
    """A name, a day, a place or what else was asked of themselves; "no" or "skip" leaves the question."""
    text = (message.text or "").strip()
    question = talk.awaiting or ""
    if passes(text, heard) or _skips(text, turn, customer):
        await asking.skip(turn, customer, talk, question)
    else:
        await profile.take_words(turn, customer, talk, question, text)


def passes(text: str, heard: Heard) -> bool:
    """Whether they would rather not answer."""
    return heard.intent == "deny" or text.strip().casefold() in _PASSES


def _skips(text: str, turn: Turn, customer: Customer) -> bool:
    """Whether it is the key of Telegram's keyboard that skips, which arrives as words."""
    return text == turn.house.words.text("button-skip", customer.language)


class IsScore(BaseFilter):
    """A single digit from 1 to 5."""

    async def __call__(self, message: Message) -> bool:
        text = (message.text or "").strip()
        return len(text) == 1 and text in "12345"


class YesOrNo(BaseFilter):
    async def __call__(self, _: Message, heard: Heard) -> bool:
        return heard.intent in ("affirm", "deny")
