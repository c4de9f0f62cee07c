"""Words that ask for a friendly word and no more."""

from bot.telegram.hearing import Heard
from bot.work.buttons import Button, row, tap
from bot.work.cases import asking, talking
from bot.work.customers.knowing import address
from bot.work.improving import reviewing
from bot.work.said import Said
from bot.work.saying import say
from bot.work.staffroom import tell_key
from bot.work.turn import Turn
from storage.tables import Conversation, Customer, ReviewWhy

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
