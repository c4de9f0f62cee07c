"""Forum topics. Each change leaves a service message in the topic, as in Telegram."""

from __future__ import annotations

from typing import Any

from aiogram.methods import (
    CloseForumTopic,
    CreateForumTopic,
    DeleteForumTopic,
    EditForumTopic,
    GetForumTopicIconStickers,
    ReopenForumTopic,
)
from aiogram.types import (
    ForumTopic,
    ForumTopicClosed,
    ForumTopicCreated,
    ForumTopicEdited,
    ForumTopicReopened,
    Sticker,
    User,
)

from bot.sandbox.dumping import dumped
from bot.sandbox.errors import bad_request
from bot.sandbox.methods.handler import Handlers
from bot.sandbox.reaching import reachable_room
from bot.sandbox.rooms import Room, Topic
from bot.sandbox.state import SandboxState

LONGEST_NAME = 128
COLORS = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)
ICONS = {
    "5312536423851630001": "💡",
    "5312016608254762256": "⚡",
    "5377316857231450742": "❓",
    "5379748062124056162": "❗",
    "5237699328843200968": "✅",
    "5357315181649076022": "📁",
    "5350554349074391003": "💻",
    "5417915203100613993": "💬",
}


def forum(state: SandboxState, chat_id: int | str, doing: str) -> Room:
    room = reachable_room(state, chat_id)
    if not room.is_forum:
        raise bad_request("the chat is not a forum")
    if not room.may(state.bot.id, "can_manage_topics"):
        raise bad_request(f"not enough rights to {doing}")
    return room


def create(state: SandboxState, call: CreateForumTopic) -> ForumTopic:
    room = forum(state, call.chat_id, "create a topic")
    if call.icon_color is not None and call.icon_color not in COLORS:
        raise bad_request("invalid icon color specified")
    _check_icon(call.icon_custom_emoji_id)
    topic = open_topic(
        state, room, state.bot, _name(call.name), call.icon_color or COLORS[0], call.icon_custom_emoji_id
    )
    return ForumTopic(
        message_thread_id=topic.thread_id,
        name=topic.name,
        icon_color=topic.icon_color,
        icon_custom_emoji_id=topic.icon_custom_emoji_id,
    )


def _name(given: str) -> str:
    name = " ".join(given.split())[:LONGEST_NAME]
    if not name:
        raise bad_request("title must be non-empty")
    return name


def _check_icon(emoji_id: str | None) -> None:
    if emoji_id and emoji_id not in ICONS:
        raise bad_request("DOCUMENT_INVALID")


def open_topic(
    state: SandboxState, room: Room, by: User, name: str, icon_color: int = COLORS[0], emoji_id: str | None = None
) -> Topic:
    """A topic's id is the id of the message that opens it."""
    created = ForumTopicCreated(name=name, icon_color=icon_color, icon_custom_emoji_id=emoji_id)
    opening = state.post(room, by, None, {"forum_topic_created": created})
    topic = Topic(opening.message_id, name, icon_color, emoji_id)
    room.topics[topic.thread_id] = topic
    within = {"message_thread_id": topic.thread_id, "is_topic_message": True}
    state.replace(room, opening.model_copy(update=within))
    _tell(state, room, topic)
    return topic


def topic_in(room: Room, thread_id: int) -> Topic:
    topic = room.topics.get(thread_id)
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return topic


def edit(state: SandboxState, call: EditForumTopic) -> bool:
    room = forum(state, call.chat_id, "edit the topic")
    topic = topic_in(room, call.message_thread_id)
    changes: dict[str, Any] = {}
    if call.name and (name := _name(call.name)) != topic.name:
        topic.name = changes["name"] = name
    icon = call.icon_custom_emoji_id
    _check_icon(icon)
    if icon is not None and (icon or None) != topic.icon_custom_emoji_id:
        topic.icon_custom_emoji_id = icon or None
        changes["icon_custom_emoji_id"] = icon
    if not changes:
        raise bad_request("TOPIC_NOT_MODIFIED")
    state.post(room, state.bot, topic, {"forum_topic_edited": ForumTopicEdited(**changes)})
    _tell(state, room, topic)
    return True


def close(state: SandboxState, call: CloseForumTopic) -> bool:
    room = forum(state, call.chat_id, "close the topic")
    return set_closed(state, room, topic_in(room, call.message_thread_id), closed=True)


def reopen(state: SandboxState, call: ReopenForumTopic) -> bool:
    room = forum(state, call.chat_id, "reopen the topic")
    return set_closed(state, room, topic_in(room, call.message_thread_id), closed=False)


def set_closed(state: SandboxState, room: Room, topic: Topic, *, closed: bool) -> bool:
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    content = {"forum_topic_closed": ForumTopicClosed()} if closed else {"forum_topic_reopened": ForumTopicReopened()}
    state.post(room, state.bot, topic, content)
    _tell(state, room, topic)
    return True


def delete(state: SandboxState, call: DeleteForumTopic) -> bool:
    room = reachable_room(state, call.chat_id)
    if not room.is_forum:
        raise bad_request("the chat is not a forum")
    if not room.may(state.bot.id, "can_delete_messages"):
        raise bad_request("not enough rights to delete the topic")
    delete_topic(state, room, topic_in(room, call.message_thread_id))
    return True


def delete_topic(state: SandboxState, room: Room, topic: Topic) -> None:
    """The topic goes with all that was written in it; nobody is told."""
    del room.topics[topic.thread_id]
    state.remove(room, [m.message_id for m in room.messages.values() if m.message_thread_id == topic.thread_id])
    state.feed.publish("topic", lambda: {"chat_id": room.id, "thread_id": topic.thread_id, "deleted": True})


def icon_stickers(_: SandboxState, __: GetForumTopicIconStickers) -> list[Sticker]:
    return [
        Sticker(
            file_id=f"icon-{emoji_id}",
            file_unique_id=emoji_id,
            type="custom_emoji",
            width=100,
            height=100,
            is_animated=False,
            is_video=False,
            emoji=emoji,
            custom_emoji_id=emoji_id,
        )
        for emoji_id, emoji in ICONS.items()
    ]


def _tell(state: SandboxState, room: Room, topic: Topic) -> None:
    state.feed.publish("topic", lambda: {"chat_id": room.id, "topic": topic_json(topic), "chat": dumped(room.card)})


def topic_json(topic: Topic) -> dict[str, Any]:
    return {
        "message_thread_id": topic.thread_id,
        "name": topic.name,
        "icon_color": topic.icon_color,
        "icon_custom_emoji_id": topic.icon_custom_emoji_id,
        "icon": ICONS.get(topic.icon_custom_emoji_id or ""),
        "closed": topic.closed,
    }


HANDLERS: Handlers = {
    CreateForumTopic: create,
    EditForumTopic: edit,
    CloseForumTopic: close,
    ReopenForumTopic: reopen,
    DeleteForumTopic: delete,
    GetForumTopicIconStickers: icon_stickers,
}
