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
from bot.sandbox.limits import FASTEST, SLOWEST
from bot.sandbox.methods.sending import quote_of
from bot.sandbox.rooms import Person, Room
from bot.sandbox.state import SandboxState
from bot.sandbox.told import Told as Given
from bot.sandbox.told import is_on, measure_in, number_in, number_or_none, object_in, text_in, text_or_none

CENTURIES = 200 * 365.25 * 86_400  # seconds
Deed: TypeAlias = Callable[[SandboxState, Given], dict[str, Any]]


def _place(state: SandboxState, given: Given) -> tuple[Person, Room]:
    person = state.person(number_in(given, "as"))
    return person, acting.room_of(state, person, number_or_none(given, "chat"))


def people(state: SandboxState, given: Given) -> dict[str, Any]:
    person = state.add_person(user_from(state, given), staff=is_on(given, "staff"))
    return {**dumped(person.user), "staff": person.staff}


def say(state: SandboxState, given: Given) -> dict[str, Any]:
    person, room = _place(state, given)
    answered = number_or_none(given, "reply_to")
    replied = acting.message_of(room, answered) if answered else None
    thread_id = number_or_none(given, "topic") or (replied.message_thread_id if replied is not None else None)
    topic = acting.topic_of(room, person, thread_id)
    contents = contents_from(state, given)
    for content in contents:
        if replied is not None:
            content["reply_to_message"] = replied.model_copy(update={"reply_to_message": None})
            if given.get("quote"):
                content["quote"] = quote_of(replied, text_in(given, "quote"))
        if given.get("forward_from"):
            content["forward_origin"] = origin_of(state, given["forward_from"])
    update_ids, message_ids = acting.say(state, person, room, topic, contents)
    return {"update_ids": update_ids, "message_ids": message_ids}


def edit(state: SandboxState, given: Given) -> dict[str, Any]:
    person, room = _place(state, given)
    return {"update_id": acting.edit(state, person, room, number_in(given, "message_id"), text_in(given, "text"))}


def react(state: SandboxState, given: Given) -> dict[str, Any]:
    person, room = _place(state, given)
    return {
        "update_id": acting.react(state, person, room, number_in(given, "message_id"), text_or_none(given, "emoji"))
    }


def tap(state: SandboxState, given: Given) -> dict[str, Any]:
    person = state.person(number_in(given, "as"))
    # Whoever sees a message can press its buttons; in tests also somebody who has left the group since.
    room = state.room(number_or_none(given, "chat") or person.user.id)
    message_id, data = number_in(given, "message_id"), text_or_none(given, "data")
    if data is None:
        data = acting.button_data(room, message_id, number_in(given, "row"), number_in(given, "col"))
    update_id, query_id = acting.tap(state, person, room, message_id, data)
    return {"update_id": update_id, "query_id": query_id}


def block(state: SandboxState, given: Given) -> dict[str, Any]:
    return {"update_ids": groups.block(state, state.person(number_in(given, "as")))}


def unblock(state: SandboxState, given: Given) -> dict[str, Any]:
    return {"update_ids": groups.unblock(state, state.person(number_in(given, "as")))}


def join(state: SandboxState, given: Given) -> dict[str, Any]:
    return {
        "update_ids": groups.join(state, state.person(number_in(given, "as")), state.room(number_in(given, "chat")))
    }


def leave(state: SandboxState, given: Given) -> dict[str, Any]:
    return {
        "update_ids": groups.leave(state, state.person(number_in(given, "as")), state.room(number_in(given, "chat")))
    }


def add_bot(state: SandboxState, given: Given) -> dict[str, Any]:
    room, updates = groups.add_bot(
        state, state.person(number_in(given, "as")), text_in(given, "title"), forum=is_on(given, "forum")
    )
    return {"chat": room.id, "update_ids": updates}


def kick_bot(state: SandboxState, given: Given) -> dict[str, Any]:
    person, room = _place(state, given)
    return {"update_ids": groups.kick_bot(state, person, room)}


def rights(state: SandboxState, given: Given) -> dict[str, Any]:
    person, room = _place(state, given)
    if "rights" not in given:
        raise MisuseError("rights is missing.")
    wanted = None if given["rights"] is None else object_in(given, "rights")
    return {"update_ids": groups.set_rights(state, person, room, wanted)}


def topic(state: SandboxState, given: Given) -> dict[str, Any]:
    person, room = _place(state, given)
    return groups.create_topic(state, person, room, text_in(given, "name"))


def delete_topic(state: SandboxState, given: Given) -> dict[str, Any]:
    groups.remove_topic(state, state.room(number_in(given, "chat")), number_in(given, "topic"))
    return {}


def migrate(state: SandboxState, given: Given) -> dict[str, Any]:
    room, updates = groups.migrate(state, state.room(number_in(given, "chat")))
    return {"chat": room.id, "update_ids": updates}


def raw_update(state: SandboxState, given: Given) -> dict[str, Any]:
    update = object_in(given, "update")
    if isinstance(update.get("update_id"), int):
        number_in(update, "update_id")
    return {"update_id": state.updates.add_raw(update)}


def faults(state: SandboxState, given: Given) -> dict[str, Any]:
    state.faults.script(_fault(given))
    return {"pending": [asdict(fault) for fault in state.faults.pending()]}


def _fault(given: Given) -> Fault:
    kind = str(given.get("kind"))
    if kind not in KINDS:
        raise MisuseError(f"Unknown kind of fault {kind[:40]!r}. Kinds are {', '.join(KINDS)}.")
    numbers = {
        name: number
        for name in ("times", "retry_after", "every")
        if (number := number_or_none(given, name)) is not None
    }
    return Fault(kind, method=text_or_none(given, "method"), chat=number_or_none(given, "chat"), **numbers)


def limits(state: SandboxState, given: Given) -> dict[str, Any]:
    state.limits.ratio = measure_in(given, "ratio", SLOWEST, FASTEST)
    return {"ratio": state.limits.ratio}


def clock(state: SandboxState, given: Given) -> dict[str, Any]:
    state.clock.offset = timedelta(seconds=measure_in(given, "offset_seconds", -CENTURIES, CENTURIES))
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
