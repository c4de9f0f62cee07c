"""Words that ask for a friendly word and no more."""

from aiogram.filters import BaseFilter
from aiogram.types import Message

from bot.telegram.hearing import Heard
from bot.words.losses import tells_of_a_death
from bot.work.buttons import Button, row, tap
from bot.work.cases import asking, talking
from bot.work.cases.relaying import relay
from bot.work.customers.knowing import address
from bot.work.improving import reviewing
from bot.work.said import Said
from bot.work.saying import say
from bot.work.staffroom import tell_key
from bot.work.turn import Turn
from storage.tables import Conversation, Customer, ReviewWhy

_WANTS_NOTHING = frozenset(
    {None, "greet", "thanks", "goodbye", "affirm", "deny", "praise", "give_feedback", "bot_challenge", "out_of_scope"}
)
_HUMAN = (row(Button("button-human", tap("human"))),)


async def praise(_: object, turn: Turn, customer: Customer, talk: Conversation, said: Said) -> None:
    """Thank for it, and let the team read it."""
    if talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said)
        return
    await tell_key(turn, customer, "staff-praise", name=customer.known_as, said=said.text)
    await say(turn, customer, "praise")


async def small_talk(_: object, turn: Turn, customer: Customer, talk: Conversation, said: Said, heard: Heard) -> None:
    """Greetings, thanks and goodbyes: a friendly word, and no case is opened, reopened or changed."""
    if talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said)
        return
    await say(turn, customer, f"talk-{heard.intent}", **address(turn, customer))


class TellsOfADeath(BaseFilter):
    """Somebody has died, and nothing else is wanted that has to be seen to: that would go its own way."""

    async def __call__(self, message: Message, heard: Heard) -> bool:
        return heard.intent in _WANTS_NOTHING and tells_of_a_death(message.text or "")


async def condolence(_: object, turn: Turn, customer: Customer, talk: Conversation, said: Said) -> None:
    """A word of sympathy, and a colleague reads it."""
    if talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said)
        return
    await relay(turn, customer, said)
    await say(turn, customer, "condolence", **address(turn, customer))


async def bot_challenge(_: object, turn: Turn, customer: Customer, talk: Conversation, said: Said) -> None:
    """The truth, and a person for whoever wants one."""
    if talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said)
        return
    await say(turn, customer, "bot-challenge", buttons=_HUMAN, company=turn.house.company.name)


async def out_of_scope(_: object, turn: Turn, customer: Customer, talk: Conversation, said: Said, heard: Heard) -> None:
    """Say what the bot can do, and offer a person."""
    if talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said)
        return
    await reviewing.note(turn, customer, said.text, heard.reading, ReviewWhy.out_of_scope)
    await say(turn, customer, "out-of-scope", buttons=_HUMAN)
