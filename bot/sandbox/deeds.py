"""The control API's deeds: JSON in, JSON out, one function each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any, TypeAlias

from bot.sandbox import acting, groups
from bot.sandbox.contents import contents_from, origin_of, user_from
from bot.sandbox.dumping import dumped
from bot.sandbox.errors import MisuseError
from bot.sandbox.faults import KINDS, Fault
from bot.sandbox.rooms import Person, Room
from bot.sandbox.state import SandboxState

Given: TypeAlias = dict[str, Any]
Deed: TypeAlias = Callable[[SandboxState, Given], dict[str, Any]]


def _place(state: SandboxState, given: Given) -> tuple[Person, Room]:
    person = state.person(given["as"])
    return person, acting.room_of(state, person, given.get("chat"))


def people(state: SandboxState, given: Given) -> dict[str, Any]:
    person = state.add_person(user_from(state, given), staff=bool(given.get("staff")))
    return {**dumped(person.user), "staff": person.staff}


def say(state: SandboxState, given: Given) -> dict[str, Any]:
    person, room = _place(state, given)
    replied = acting.message_of(room, given["reply_to"]) if given.get("reply_to") else None
    thread_id = given.get("topic") or (replied.message_thread_id if replied is not None else None)
    topic = acting.topic_of(room, person, thread_id)
    contents = contents_from(state, given)
    for content in contents:
        if replied is not None:
            content["reply_to_message"] = replied.model_copy(update={"reply_to_message": None})
        if given.get("forward_from"):
            content["forward_origin"] = origin_of(state, given["forward_from"])
    update_ids, message_ids = acting.say(state, person, room, topic, contents)
    return {"update_ids": update_ids, "message_ids": message_ids}


def edit(state: SandboxState, given: Given) -> dict[str, Any]:
    person, room = _place(state, given)
    return {"update_id": acting.edit(state, person, room, given["message_id"], given["text"])}


def react(state: SandboxState, given: Given) -> dict[str, Any]:
    person, room = _place(state, given)
    return {"update_id": acting.react(state, person, room, given["message_id"], given.get("emoji"))}


def tap(state: SandboxState, given: Given) -> dict[str, Any]:
    person = state.person(given["as"])
    # Whoever sees a message can press its buttons; in tests also somebody who has left the group since.
    room = state.room(given.get("chat") or person.user.id)
    data = given.get("data")
    if data is None:
        data = acting.button_data(room, given["message_id"], given["row"], given["col"])
    update_id, query_id = acting.tap(state, person, room, given["message_id"], data)
    return {"update_id": update_id, "query_id": query_id}


def block(state: SandboxState, given: Given) -> dict[str, Any]:
    return {"update_ids": groups.block(state, state.person(given["as"]))}


def unblock(state: SandboxState, given: Given) -> dict[str, Any]:
    return {"update_ids": groups.unblock(state, state.person(given["as"]))}


def join(state: SandboxState, given: Given) -> dict[str, Any]:
    return {"update_ids": groups.join(state, state.person(given["as"]), state.room(given["chat"]))}


def leave(state: SandboxState, given: Given) -> dict[str, Any]:
    return {"update_ids": groups.leave(state, state.person(given["as"]), state.room(given["chat"]))}


def add_bot(state: SandboxState, given: Given) -> dict[str, Any]:
    room, updates = groups.add_bot(state, state.person(given["as"]), given["title"], forum=bool(given.get("forum")))
    return {"chat": room.id, "update_ids": updates}


def kick_bot(state: SandboxState, given: Given) -> dict[str, Any]:
    person, room = _place(state, given)
    return {"update_ids": groups.kick_bot(state, person, room)}


def rights(state: SandboxState, given: Given) -> dict[str, Any]:
    person, room = _place(state, given)
    return {"update_ids": groups.set_rights(state, person, room, given["rights"])}


def topic(state: SandboxState, given: Given) -> dict[str, Any]:
    person, room = _place(state, given)
    return groups.create_topic(state, person, room, given["name"])


def delete_topic(state: SandboxState, given: Given) -> dict[str, Any]:
    groups.remove_topic(state, state.room(given["chat"]), given["topic"])
    return {}


def migrate(state: SandboxState, given: Given) -> dict[str, Any]:
    room, updates = groups.migrate(state, state.room(given["chat"]))
    return {"chat": room.id, "update_ids": updates}


def raw_update(state: SandboxState, given: Given) -> dict[str, Any]:
    if not isinstance(given["update"], dict):
        raise MisuseError("An update is a JSON object.")
    return {"update_id": state.updates.add_raw(given["update"])}


def faults(state: SandboxState, given: Given) -> dict[str, Any]:
    if str(given["kind"]) not in KINDS:
        raise MisuseError(f"Unknown kind of fault {given['kind']!r}. Kinds are {', '.join(KINDS)}.")
    state.faults.script(Fault(**{name: value for name, value in given.items() if value is not None}))
    return {"pending": [asdict(fault) for fault in state.faults.pending()]}


def limits(state: SandboxState, given: Given) -> dict[str, Any]:
    ratio = float(given["ratio"])
    if ratio <= 0:
        raise MisuseError("The ratio must be more than 0.")
    state.limits.ratio = ratio
    return {"ratio": ratio}


def clock(state: SandboxState, given: Given) -> dict[str, Any]:
    state.clock.offset = timedelta(seconds=float(given["offset_seconds"]))
    state.feed.publish("clock", lambda: {"offset_seconds": state.clock.offset.total_seconds()})
    return {"now": state.clock.stamp(), "offset_seconds": state.clock.offset.total_seconds()}


DEEDS: dict[str, Deed] = {
    deed.__name__: deed
    for deed in (
        people,
        say,
        edit,
        react,
        tap,
        block,
        unblock,
        join,
        leave,
        add_bot,
        kick_bot,
        rights,
        topic,
        delete_topic,
        migrate,
        raw_update,
        faults,
        limits,
        clock,
    )
}
