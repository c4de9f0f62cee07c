"""Photos, voices, places, contacts, stickers and whatever else Telegram can carry."""

from collections.abc import Sequence

from aiogram.types import Message

from bot.telegram.hearing import Heard
from bot.telegram.reading import said_in
from bot.work.buttons import Button, Rows, row, tap
from bot.work.cases import adding, asking, choosing, emergencies, opening, talking
from bot.work.cases.relaying import relay
from bot.work.customers import linking, profile
from bot.work.said import Said
from bot.work.saying import say
from bot.work.shop.parsing import phone_in
from bot.work.turn import Turn
from care_rules.cases import CaseKind
from storage.tables import CareCase, Conversation, Customer

_HUMAN: Rows = (row(Button("button-human", tap("human"))),)


async def file(
    message: Message, turn: Turn, customer: Customer, talk: Conversation, album: Sequence[Message], heard: Heard
) -> None:
    """A file belongs to the open case; without one it opens a case, for a human to look at."""
    said = said_in(message, album)
    late_part = talk.last_album is not None and talk.last_album == message.media_group_id
    talk.last_album = message.media_group_id
    case = await _case_for_words(turn, customer, talk, said)
    if talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said)
    elif case is None:
        complained = heard.intent in ("complain", "still_broken")
        kind = CaseKind.complaint if complained else CaseKind.question
        await opening.open_case(turn, customer, kind, said, reading=heard.reading if complained else None)
    elif late_part:
        await adding.keep(turn, customer, case, said)
    else:
        await adding.add(turn, customer, talk, case, said)


async def voice(message: Message, turn: Turn, customer: Customer, talk: Conversation, album: Sequence[Message]) -> None:
    """The bot cannot listen: a colleague will, and the customer knows it."""
    said = said_in(message, album)
    case = await _case_for_words(turn, customer, talk, said)
    if talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said)
    elif case is None:
        await opening.open_case(turn, customer, CaseKind.question, said, answer="opened-voice")
    else:
        await adding.keep(turn, customer, case, said)
        await say(turn, customer, "voice", number=case.number)


async def contact(message: Message, turn: Turn, customer: Customer, talk: Conversation) -> None:
    """A person's own number is kept, tells who they are in the books, and goes to staff."""
    shared = message.contact.phone_number if message.contact is not None else ""
    phone = phone_in(f"+{shared.lstrip('+')}", None)
    if phone is not None:
        await linking.keep_phone(turn, customer, phone)
    if phone is not None and talk.awaiting == "phone":
        await profile.phone_taken(turn, customer, talk)
        return
    if talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said_in(message))
    else:
        await relay(turn, customer, said_in(message))
        await say(turn, customer, "contact-taken")


async def contact_of_another(_: Message, turn: Turn, customer: Customer, flood: bool) -> None:
    """Somebody else's number is refused and passed to nobody; in a flood, without a word each time."""
    if not flood:
        await say(turn, customer, "contact-of-another")


async def location(message: Message, turn: Turn, customer: Customer, talk: Conversation) -> None:
    """A place belongs to an open case; alone it says where they are, and little of what they want: the bot asks."""
    said = said_in(message)
    place = (message.location.latitude, message.location.longitude) if message.location is not None else None
    if place is not None and talk.awaiting == "zone":
        await profile.take_place(turn, customer, place)
        return
    case = await _case_for_words(turn, customer, talk, said)
    if await emergencies.locate(turn, customer, said):
        return
    if talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said)
    elif case is not None:
        await adding.add(turn, customer, talk, case, said)
    else:
        await say(turn, customer, "location-alone", buttons=_HUMAN)
        if place is not None:
            await profile.note_place(turn, customer, place)


async def forwarded(
    message: Message, turn: Turn, customer: Customer, talk: Conversation, album: Sequence[Message]
) -> None:
    """Somebody else's words mean nothing to the machine, commands among them: a human reads them."""
    said = said_in(message, album)
    case = await _case_for_words(turn, customer, talk, said)
    if talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said)
    elif case is not None:
        await adding.add(turn, customer, talk, case, said)
    else:
        await opening.open_case(turn, customer, CaseKind.question, said, answer="opened-forwarded")


async def sticker(message: Message, turn: Turn, customer: Customer, talk: Conversation) -> None:
    await _shown_or_told(message, turn, customer, talk, "sticker")


async def no_text(message: Message, turn: Turn, customer: Customer, talk: Conversation) -> None:
    """Blanks and signs that nobody can see."""
    await _shown_or_told(message, turn, customer, talk, "no-text")


async def other_content(message: Message, turn: Turn, customer: Customer, talk: Conversation) -> None:
    """Polls, games, stories and what Telegram may invent: said plainly that it cannot be read."""
    key = "cannot-read" if message.content_type != "unknown" or message.text is None else "no-text"
    await _shown_or_told(message, turn, customer, talk, key)


async def service(_: Message) -> None:
    """What Telegram says of the chat itself (a pin, a new background) asks for no answer."""


async def _shown_or_told(message: Message, turn: Turn, customer: Customer, talk: Conversation, key: str) -> None:
    """Shown to the human who talks; without one, the bot says what it makes of it."""
    if talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said_in(message))
    else:
        await say(turn, customer, key, buttons=() if key == "sticker" else _HUMAN)


async def _case_for_words(turn: Turn, customer: Customer, talk: Conversation, said: Said) -> CareCase | None:
    """Return the open case that further words and files belong to."""
    found = await choosing.for_words(turn, customer, talk, said, None)
    return found[0] if found is not None else None
