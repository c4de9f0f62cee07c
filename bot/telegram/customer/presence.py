"""The customer stopped the bot, came back, changed a message."""

from aiogram.types import ChatMemberUpdated, Message, MessageReactionUpdated

from bot.telegram.hearing import Heard
from bot.telegram.reading import reaction_in, said_in
from bot.work.cases import editing, pairing
from bot.work.customers import barring, knowing
from bot.work.turn import Turn
from storage.tables import Conversation, Customer


async def came_or_went(event: ChatMemberUpdated, turn: Turn, customer: Customer | None) -> None:
    """Stopping is noted and shown to staff; coming back opens the way again. A stranger's is kept and means nothing."""
    if customer is None:
        return
    if event.new_chat_member.status == "kicked":
        await knowing.left(turn, customer)
    elif customer.blocked_at is not None:
        await knowing.returned(turn, customer)


async def reacted(event: MessageReactionUpdated, turn: Turn, customer: Customer) -> None:
    await pairing.customer_reacted(turn, customer, event.message_id, reaction_in(event))


async def turned_away(_: object, turn: Turn, customer: Customer, talk: Conversation, heard: Heard) -> None:
    """Staff shut this customer out: they hear so, and in an emergency whom to call."""
    await barring.turn_away(turn, customer, talk, emergency=heard.intent == "emergency")


async def edited(message: Message, turn: Turn, customer: Customer) -> None:
    """Staff see what a message says now; the customer needs no answer to that."""
    await editing.customer_edited(turn, customer, said_in(message))
