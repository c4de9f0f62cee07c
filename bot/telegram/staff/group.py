"""The group itself: set up by its owner, people coming and going, General, strangers' groups."""

from aiogram.types import ChatMemberUpdated, Message, MessageReactionUpdated

from bot.telegram.introductions import GroupRole
from bot.telegram.members import as_seen
from bot.telegram.reading import reaction_in
from bot.work import groups, trouble
from bot.work.cases import pairing
from bot.work.turn import Turn
from storage import house

_IN = ("member", "administrator")


async def set_up(message: Message, turn: Turn, role: GroupRole) -> None:
    """`/setup` by the owner makes this the staff group."""
    await groups.set_up(turn, role.chat_id, is_owner=role.is_owner, is_forum=bool(message.chat.is_forum))


async def show_help(message: Message, turn: Turn, role: GroupRole) -> None:
    await groups.tell(turn, role.chat_id, "staff-help-general", topic=message.message_thread_id)


async def not_here(message: Message, turn: Turn, role: GroupRole) -> None:
    """A command for a customer's topic, sent elsewhere."""
    await groups.tell(turn, role.chat_id, "not-in-topic", topic=message.message_thread_id)


async def reply(message: Message, turn: Turn, role: GroupRole) -> None:
    """An answer in General to what the bot said there reaches no customer."""
    if message.reply_to_message is not None:
        await groups.not_to_customer(turn, role.chat_id, message.reply_to_message.message_id)


async def chatter(_: Message) -> None:
    """What staff say among themselves in General is theirs."""


async def reacted(event: MessageReactionUpdated, turn: Turn, role: GroupRole) -> None:
    """An agent's reaction to what a customer said is shown to the customer."""
    if role.is_staff_group and role.is_member:
        await pairing.agent_reacted(turn, event.message_id, reaction_in(event))


async def person_changed(event: ChatMemberUpdated, turn: Turn) -> None:
    """Somebody came, left, or was given rights: who leaves can do nothing at once."""
    if event.new_chat_member.user.is_bot:
        return
    await house.see_member(turn.session, as_seen(event.chat.id, event.new_chat_member, turn.now))


async def bot_changed(event: ChatMemberUpdated, turn: Turn, role: GroupRole) -> None:
    """The bot was added to a group, or made something else there.

    In a group that is not the staff's it says what it is for, once, and how to use it.
    """
    if role.is_staff_group:
        new = event.new_chat_member
        rights = frozenset(name for name, value in new.model_dump().items() if value is True)
        await trouble.rights_changed(turn, role.chat_id, inside=new.status in _IN, rights=rights)
    added = event.new_chat_member.status in _IN and event.old_chat_member.status not in _IN
    if added and not role.is_staff_group and event.chat.type != "channel":
        await groups.greet_stranger(turn, role.chat_id)


async def elsewhere(_: Message) -> None:
    """In a group that is not the staff's, nothing is answered: there may be many people who talk of other things."""
