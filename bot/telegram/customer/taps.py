"""Buttons under the bot's messages to customers."""

from aiogram.types import CallbackQuery

from bot.telegram.reading import number_in
from bot.work.cases import asking, emergencies, intake, other_matter, rating, resolving, status
from bot.work.customers import asking as about_themselves
from bot.work.customers import profile
from bot.work.errors import StaleButton
from bot.work.outreach import stopping
from bot.work.said import Said
from bot.work.staffroom import LANGUAGE
from bot.work.turn import Turn
from care_rules.consent import Consent
from care_rules.occasions import Birthday
from storage.tables import Conversation, Customer


async def solved(_: CallbackQuery, turn: Turn, customer: Customer, case_id: str) -> None:
    await resolving.confirm(turn, customer, number_in(case_id))


async def unsolved(_: CallbackQuery, turn: Turn, customer: Customer, case_id: str) -> None:
    await resolving.reject(turn, customer, number_in(case_id))


async def rate(_: CallbackQuery, turn: Turn, customer: Customer, case_id: str, score: str) -> None:
    await rating.rate(turn, customer, number_in(case_id), number_in(score))


async def reason(press: CallbackQuery, turn: Turn, customer: Customer, case_id: str, name: str) -> None:
    shown = press.message.message_id if press.message is not None else None
    await rating.give_reason(turn, customer, number_in(case_id), name, message_id=shown)


async def fine(_: CallbackQuery, turn: Turn, customer: Customer, case_id: str) -> None:
    """What was mended is fine still."""
    await resolving.still_fine(turn, customer, number_in(case_id))


async def met(_: CallbackQuery, turn: Turn, customer: Customer, case_id: str) -> None:
    await rating.need_met(turn, customer, number_in(case_id))


async def skip(_: CallbackQuery, turn: Turn, customer: Customer, talk: Conversation, question: str) -> None:
    await about_themselves.skip(turn, customer, talk, question)


async def lack(_: CallbackQuery, turn: Turn, customer: Customer, talk: Conversation, detail: str) -> None:
    """Would rather not say what is asked for."""
    await intake.skip(turn, customer, talk, detail)


async def enough(_: CallbackQuery, turn: Turn, customer: Customer, talk: Conversation) -> None:
    await intake.put_off(turn, customer, talk)


async def resume_intake(_: CallbackQuery, turn: Turn, customer: Customer, talk: Conversation, case_id: str) -> None:
    await intake.resume(turn, customer, talk, await resolving.own(turn, customer, number_in(case_id)))


async def consent(_: CallbackQuery, turn: Turn, customer: Customer, talk: Conversation, level: str) -> None:
    agreed = next((one for one in Consent if one.value == level), None)
    if agreed is None:
        raise StaleButton
    await profile.take_consent(turn, customer, talk, agreed)


async def name(_: CallbackQuery, turn: Turn, customer: Customer, talk: Conversation) -> None:
    """The name Telegram knows is the right one."""
    await profile.keep_name(turn, customer, talk, customer.first_name)


async def birthday(
    _: CallbackQuery, turn: Turn, customer: Customer, talk: Conversation, month: str, day: str, year: str = ""
) -> None:
    await profile.take_day(turn, customer, talk, "birthday", _day(month, day, year))


async def wedding(
    _: CallbackQuery, turn: Turn, customer: Customer, talk: Conversation, month: str, day: str, year: str = ""
) -> None:
    await profile.take_day(turn, customer, talk, "wedding", _day(month, day, year))


def _day(month: str, day: str, year: str = "") -> Birthday:
    return Birthday(number_in(month), number_in(day), number_in(year) if year else None)


async def zone(_: CallbackQuery, turn: Turn, customer: Customer, talk: Conversation, key: str) -> None:
    await profile.take_zone(turn, customer, talk, key)


async def stop(_: CallbackQuery, turn: Turn, customer: Customer) -> None:
    await stopping.stop(turn, customer)


async def resume(_: CallbackQuery, turn: Turn, customer: Customer) -> None:
    await stopping.resume(turn, customer)


async def why(_: CallbackQuery, turn: Turn, customer: Customer, touch_id: str) -> None:
    await stopping.why(turn, customer, number_in(touch_id))


async def human(_: CallbackQuery, turn: Turn, customer: Customer, talk: Conversation) -> None:
    await asking.for_a_human(turn, customer, talk, None)


async def emergency(tap: CallbackQuery, turn: Turn, customer: Customer) -> None:
    """The button of an emergency needs no words, and no machine to read them."""
    words = turn.house.words.text("pressed-emergency", LANGUAGE)
    number = tap.message.message_id if tap.message else 0
    await emergencies.report(turn, customer, Said(customer.telegram_id, (number,), words))


async def cases(_: CallbackQuery, turn: Turn, customer: Customer) -> None:
    await status.tell(turn, customer)


async def other(_: CallbackQuery, turn: Turn, customer: Customer, event_id: str) -> None:
    """What was added to a case is another matter: it gets a case of its own."""
    await other_matter.as_a_new_case(turn, customer, number_in(event_id))


async def same(_: CallbackQuery, turn: Turn, customer: Customer, event_id: str) -> None:
    await other_matter.stays(turn, customer, number_in(event_id))


async def to_case(_: CallbackQuery, turn: Turn, customer: Customer, event_id: str, case_id: str) -> None:
    """What was added to one case belongs to another."""
    case = await resolving.own(turn, customer, number_in(case_id))
    await other_matter.to_case(turn, customer, number_in(event_id), case)


async def pick(_: CallbackQuery, turn: Turn, customer: Customer, talk: Conversation, case_id: str) -> None:
    await status.pick(turn, customer, talk, await resolving.own(turn, customer, number_in(case_id)))


async def stale(_: CallbackQuery) -> None:
    """A button that no handler knows, from an earlier version or from a stranger's hand."""
    raise StaleButton
