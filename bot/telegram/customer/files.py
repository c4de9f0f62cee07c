"""Photos, voices, places, contacts, stickers and whatever else Telegram can carry."""

from collections.abc import Sequence

from aiogram.types import Message

from bot.telegram.reading import said_in
from bot.work.buttons import Button, row, tap
from bot.work.cases import adding, opening, talking
from bot.work.cases.relaying import relay
from bot.work.said import Said
from bot.work.saying import react, say
from bot.work.turn import Turn
from care_rules.cases import CaseKind
from storage import cases
from storage.tables import Conversation, Customer


async def file(message: Message, turn: Turn, customer: Customer, talk: Conversation, album: Sequence[Message]) -> None:
    """A file belongs to the open case; without one it opens a case, for a human to look at."""
    said = said_in(message, album)
    late_part = talk.last_album is not None and talk.last_album == message.media_group_id
    talk.last_album = message.media_group_id
    await _into_a_case(turn, customer, talk, said, answered=late_part)


async def voice(message: Message, turn: Turn, customer: Customer, talk: Conversation) -> None:
    """The bot cannot listen: a colleague will, and the customer knows it."""
    said = said_in(message)
    await _into_a_case(turn, customer, talk, said, answered=True)
    if not await talking.acknowledged_by_sign(turn, customer, talk, said):
        newest = (await cases.open_of(turn.session, customer.id or 0))[0]
        await say(turn, customer, "voice", number=newest.number)


async def contact(message: Message, turn: Turn, customer: Customer) -> None:
    """A person's own number goes to staff; somebody else's is refused and passed to nobody."""
    assert message.contact is not None
    if message.contact.user_id != customer.telegram_id:
        await say(turn, customer, "contact-of-another")
        return
    await relay(turn, customer, said_in(message))
    await say(turn, customer, "contact-taken")


async def location(message: Message, turn: Turn, customer: Customer, talk: Conversation) -> None:
    """A place belongs to an open case; alone it says little, so the bot asks."""
    said = said_in(message)
    if await cases.open_of(turn.session, customer.id or 0):
        await _into_a_case(turn, customer, talk, said, answered=False)
    else:
        await say(turn, customer, "location-alone", buttons=(row(Button("button-human", tap("human"))),))


async def forwarded(message: Message, turn: Turn, customer: Customer, talk: Conversation) -> None:
    """Somebody else's words mean nothing to the machine: a human reads them."""
    await _into_a_case(turn, customer, talk, said_in(message), answered=False)


async def sticker(message: Message, turn: Turn, customer: Customer, talk: Conversation) -> None:
    if talking.human_talks(talk, turn):
        await relay(turn, customer, said_in(message))
        await react(turn, customer, message.message_id, talking.SEEN)
    else:
        await say(turn, customer, "sticker")


async def other_content(_: Message, turn: Turn, customer: Customer) -> None:
    """Polls, games, stories and what Telegram may invent: said plainly that it cannot be read."""
    await say(turn, customer, "cannot-read", buttons=(row(Button("button-human", tap("human"))),))


async def _into_a_case(turn: Turn, customer: Customer, talk: Conversation, said: Said, *, answered: bool) -> None:
    """Put it with the open case, or open one; `answered` when the customer needs no word about it from here."""
    assert customer.id is not None
    open_cases = [case for case in await cases.open_of(turn.session, customer.id) if adding.takes_words(case)]
    if not open_cases:
        await opening.open_case(turn, customer, CaseKind.question, said)
    elif answered:
        await adding.keep(turn, customer, open_cases[0], said)
    else:
        await adding.add(turn, customer, talk, open_cases[0], said)
