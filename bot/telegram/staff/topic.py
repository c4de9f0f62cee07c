"""In a customer's topic: plain text goes to the customer, `//…` stays, commands change the record."""

from collections.abc import Sequence

from aiogram.filters import CommandObject
from aiogram.types import Message

from bot.telegram.reading import said_in
from bot.work import staffroom
from bot.work.cases import (
    answering,
    canned,
    editing,
    elsewhere,
    experts,
    gestures,
    handing,
    in_topic,
    merging,
    pairing,
    snoozing,
    splitting,
    steering,
)
from bot.work.customers import barring, bereavement, page, tiers
from bot.work.outreach import calls, explaining
from bot.work.said import Agent
from bot.work.turn import Turn
from storage.tables import Customer


async def answer(message: Message, turn: Turn, customer: Customer, agent: Agent, album: Sequence[Message]) -> None:
    """What an agent writes reaches the customer."""
    said = said_in(message, album)
    if not said.text and not said.attached:
        return  # a service message: the topic was closed, renamed, something was pinned
    if await calls.take_note(turn, customer, agent, said.text, _replied_to(message)):
        return  # what came of a telephone call is for us
    await answering.answer(turn, customer, agent, said, _replied_to(message))


async def edited(message: Message, turn: Turn, customer: Customer, agent: Agent) -> None:
    await editing.agent_edited(turn, customer, agent, said_in(message))


async def note(
    message: Message, turn: Turn, agent: Agent, album: Sequence[Message], customer: Customer | None = None
) -> None:
    """It stays here, and with the case."""
    words = said_in(message, album).text.removeprefix("//").strip()
    if customer is not None and not await calls.take_note(turn, customer, agent, words, _replied_to(message)):
        await steering.write_down(turn, customer, agent, words)


async def snooze(message: Message, turn: Turn, customer: Customer, agent: Agent, command: CommandObject) -> None:
    case = await in_topic.meant_open(turn, customer, _replied_to(message))
    await snoozing.snooze(turn, customer, agent, case, command.args or "")


async def merge(message: Message, turn: Turn, customer: Customer, agent: Agent, command: CommandObject) -> None:
    """`/merge K7F2`: the newest open case, or the one whose card is answered, lives on in that one."""
    case = await in_topic.meant_open(turn, customer, _replied_to(message))
    await merging.merge(turn, customer, agent, case, await merging.theirs(turn, customer, command.args or ""))


async def link(message: Message, turn: Turn, customer: Customer, agent: Agent, command: CommandObject) -> None:
    case = await in_topic.meant_open(turn, customer, _replied_to(message))
    await merging.link(turn, customer, agent, case, command.args or "")


async def open_elsewhere(_: Message, turn: Turn, customer: Customer, agent: Agent, command: CommandObject) -> None:
    """`/open phone complaint the lid is broken`: what this customer told us elsewhere."""
    await elsewhere.record(turn, customer, agent, command.args or "")


async def say(_: Message, turn: Turn, customer: Customer, command: CommandObject) -> None:
    """`/say hours` finds an answer that is written already."""
    await canned.find(turn, customer, command.args or "")


async def gesture(message: Message, turn: Turn, customer: Customer) -> None:
    case = await in_topic.meant_open(turn, customer, _replied_to(message))
    await gestures.offer(turn, customer, case)


async def history(message: Message, turn: Turn, customer: Customer) -> None:
    case = await in_topic.meant_open(turn, customer, _replied_to(message))
    await steering.look_back(turn, customer, case)


async def tier(_: Message, turn: Turn, customer: Customer, agent: Agent, command: CommandObject) -> None:
    """Set the tier by hand; without a word, show it and the ones there are."""
    if command.args:
        await tiers.set_tier(turn, customer, agent, command.args)
        return
    known = ", ".join([*turn.house.book.tiers, tiers.BY_ITSELF])
    await staffroom.tell_key(turn, customer, "staff-tier-is", name=customer.known_as, tier=customer.tier, tiers=known)


async def customer_page(_: Message, turn: Turn, customer: Customer, agent: Agent) -> None:
    """`/customer`: who this is."""
    await page.show(turn, customer, agent)


async def why(_: Message, turn: Turn, customer: Customer) -> None:
    """`/why`: what we wrote of our own accord, or did not."""
    await explaining.why(turn, customer)


async def hand_over(message: Message, turn: Turn, customer: Customer, agent: Agent, command: CommandObject) -> None:
    """`/handover Jonas please call her` gives him the case; the words stay with staff."""
    case = await in_topic.meant_open(turn, customer, _replied_to(message))
    await handing.hand_over(turn, customer, agent, case, command.args or "")


async def expert(message: Message, turn: Turn, customer: Customer, agent: Agent, command: CommandObject) -> None:
    """`/expert does the seal fit?` brings in who knows the product; `/expert Jonas …` brings in Jonas."""
    case = await in_topic.meant_open(turn, customer, _replied_to(message))
    await experts.bring_in(turn, customer, agent, case, command.args or "")


async def split(message: Message, turn: Turn, customer: Customer, agent: Agent, command: CommandObject) -> None:
    """`/split the bill is wrong`, or `/split` in answer to the customer's line: a case of its own."""
    case = await in_topic.meant_open(turn, customer, _replied_to(message))
    words = command.args or await pairing.words_of(turn, customer, _replied_to(message)) or ""
    await splitting.split(turn, customer, agent, case, words)


async def block(_: Message, turn: Turn, customer: Customer, agent: Agent, command: CommandObject) -> None:
    await barring.bar(turn, customer, agent, (command.args or "").strip())


async def mourning(_: Message, turn: Turn, customer: Customer, agent: Agent, command: CommandObject) -> None:
    """`/mourning`, `/mourning 30d`, `/mourning off`"""
    await bereavement.leave_in_peace(turn, customer, agent, command.args or "")


async def unblock(_: Message, turn: Turn, customer: Customer, agent: Agent) -> None:
    await barring.let_in(turn, customer, agent)


async def show_help(_: Message, turn: Turn, customer: Customer) -> None:
    await staffroom.tell_key(turn, customer, "staff-help")


async def unknown_command(message: Message, turn: Turn, customer: Customer) -> None:
    """An unknown command is no answer to the customer; the agent is told what there is."""
    command = (message.text or "").split()[0][:32]
    await staffroom.tell_key(turn, customer, "staff-unknown-command", command=command, reply_to=message.message_id)


def _replied_to(message: Message) -> int | None:
    return message.reply_to_message.message_id if message.reply_to_message is not None else None
