"""One Bot API call: scripted fault, limits, effect, record, answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiogram.methods.base import TelegramMethod
from aiogram.types import BufferedInputFile, ForumTopic, Message, MessageId

from bot.sandbox.dumping import dumped
from bot.sandbox.errors import RefusedError, too_many_requests
from bot.sandbox.faults import AFTER_DELIVERY, Fault
from bot.sandbox.methods import HANDLERS, METHODS
from bot.sandbox.parsing import NUMBER, Parameters, method_call
from bot.sandbox.record import Entry
from bot.sandbox.state import SandboxState

UNRECORDED = ("get", "sendchataction", "logout", "close")


@dataclass(frozen=True)
class Answer:
    """`fault` tells the server to spoil the answer on its way out: `timeout`, `drop`, or None."""

    status: int
    body: dict[str, Any] | None
    spoiled: str | None = None


def changes_something(method: str) -> bool:
    return not method.startswith(UNRECORDED) or method in ("closeforumtopic", "closegeneralforumtopic")


def answer_call(state: SandboxState, name: str, given: Parameters) -> Answer:
    method = name.lower()
    method_class = METHODS.get(method)
    if method_class is None:
        return refused(RefusedError(404, "Not Found"))
    changes = changes_something(method)
    chat_id = _number(given.get("chat_id"))
    entry = _open_entry(state, method_class, given, chat_id) if changes else None
    fault = state.faults.take(method, chat_id, changes=changes)
    try:
        if fault is not None and fault.kind not in AFTER_DELIVERY:
            return _spoiled_before(fault)
        result = _carried_out(state, method_class, given, chat_id, entry)
    except RefusedError as refusal:
        if entry is not None:
            entry.error_code, entry.description = refusal.code, refusal.description
        return refused(refusal)
    finally:
        if entry is not None and fault is not None:
            entry.fault = fault.kind
    if fault is not None:
        return Answer(200, None, "timeout" if fault.kind.startswith("timeout") else "drop")
    return Answer(200, {"ok": True, "result": dumped(result)})


def _carried_out(
    state: SandboxState,
    method_class: type[TelegramMethod[Any]],
    given: Parameters,
    chat_id: int | str | None,
    entry: Entry | None,
) -> Any:
    method = method_class.__api_method__.lower()
    call = method_call(method_class, given)
    wait = state.limits.retry_after(method, _chat_of(state, chat_id), state.clock.monotonic())
    if wait is not None:
        raise too_many_requests(wait)
    result = HANDLERS[method](state, call)
    if entry is not None:
        _note(entry, call, result)
    return result


def refused(refusal: RefusedError) -> Answer:
    return Answer(refusal.code, refusal.body())


def _spoiled_before(fault: Fault) -> Answer:
    if fault.kind == "429":
        raise too_many_requests(fault.retry_after)
    if fault.kind == "500":
        raise RefusedError(500, "Internal Server Error")
    if fault.kind == "502":
        return Answer(502, None)
    return Answer(200, None, "timeout" if fault.kind == "timeout_before" else "drop")


def _number(chat_id: Any) -> int | str | None:
    if isinstance(chat_id, str) and NUMBER.fullmatch(chat_id):
        return int(chat_id)
    return chat_id if isinstance(chat_id, int | str) else None


def _chat_of(state: SandboxState, chat_id: int | str | None) -> int | None:
    return chat_id if isinstance(chat_id, int) and chat_id in state.rooms else None


def _open_entry(
    state: SandboxState, method_class: type[TelegramMethod[Any]], given: Parameters, chat_id: int | str | None
) -> Entry:
    shown = {name: _shown(value) for name, value in given.items()}
    entry = state.record.open(state.clock.stamp(), state.clock.monotonic(), method_class.__api_method__, shown)
    entry.chat_id = chat_id
    return entry


def _shown(value: Any) -> Any:
    if isinstance(value, BufferedInputFile):
        return {"file_name": value.filename, "size": len(value.data)}
    return value


def _note(entry: Entry, call: TelegramMethod[Any], result: Any) -> None:
    entry.ok = entry.delivered = True
    entry.thread_id = getattr(call, "message_thread_id", None)
    entry.message_id = getattr(call, "message_id", None)
    if isinstance(result, Message | MessageId):
        entry.message_id = result.message_id
    if isinstance(result, Message):
        entry.thread_id = result.message_thread_id
    if isinstance(result, ForumTopic):
        entry.thread_id = entry.message_id = result.message_thread_id
    if isinstance(result, list):
        entry.message_ids = [item.message_id for item in result]
        entry.message_id = entry.message_ids[0] if entry.message_ids else None
        entry.thread_id = getattr(result[0], "message_thread_id", entry.thread_id) if result else None
