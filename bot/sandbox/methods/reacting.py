"""Reactions and answers to taps."""

from __future__ import annotations

from aiogram.methods import AnswerCallbackQuery, SetMessageReaction
from aiogram.types import ReactionTypeEmoji

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.handler import Handlers
from bot.sandbox.reaching import message_in, reachable_room
from bot.sandbox.rooms import Room
from bot.sandbox.state import SandboxState

EMOJI = frozenset(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾"
    "💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡"
) | {"❤\u200d🔥", "👨\u200d💻", "🤷\u200d♂", "🤷\u200d♀"}
ANSWER_LENGTH = 200


def set_reaction(state: SandboxState, call: SetMessageReaction) -> bool:
    room = reachable_room(state, call.chat_id)
    message = message_in(room, call.message_id, "message to react not found")
    wanted = call.reaction or []
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for reaction in wanted:
        if not isinstance(reaction, ReactionTypeEmoji) or reaction.emoji.replace("\ufe0f", "") not in EMOJI:
            raise bad_request("REACTION_INVALID")
    note_reaction(
        state, room, message.message_id, state.bot.id, [r for r in wanted if isinstance(r, ReactionTypeEmoji)]
    )
    return True


def note_reaction(
    state: SandboxState, room: Room, message_id: int, actor_id: int, reactions: list[ReactionTypeEmoji]
) -> list[ReactionTypeEmoji]:
    """Remember who reacts how to what; return how they did before."""
    of_message = room.reactions.setdefault(message_id, {})
    before = of_message.pop(actor_id, [])
    if reactions:
        of_message[actor_id] = reactions
    state.feed.publish(
        "reaction",
        lambda: {
            "chat_id": room.id,
            "message_id": message_id,
            "actor_id": actor_id,
            "emoji": [reaction.emoji for reaction in reactions],
        },
    )
    return before


def answer_tap(state: SandboxState, call: AnswerCallbackQuery) -> bool:
    if len(call.text or "") > ANSWER_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    tap = state.queries.answer(call.callback_query_id, state.clock.now())
    if tap is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    state.feed.publish(
        "answered",
        lambda: {
            "chat_id": tap.chat_id,
            "message_id": tap.message_id,
            "person_id": tap.person_id,
            "query_id": tap.id,
            "text": call.text,
            "show_alert": bool(call.show_alert),
        },
    )
    return True


HANDLERS: Handlers = {SetMessageReaction: set_reaction, AnswerCallbackQuery: answer_tap}
