"""From a row of the outbox to the call it stands for."""

from typing import Any

from aiogram import methods
from aiogram.methods import TelegramMethod

from bot.courier.outcomes import Outcome, Refused, TryAgain
from bot.courier.queue import Waiting
from storage.tables import OutboxRow, OutboxState, SendKind

AGAIN_MARK = "↻ "
_ENDED_BADLY = (OutboxState.FAILED, OutboxState.EXPIRED, OutboxState.UNKNOWN)


def waiting_of(row: OutboxRow) -> Waiting:
    assert row.id is not None
    return Waiting(row.id, row.chat_id, row.priority, row.method, row.not_before, row.needs_id)


def call_for(row: OutboxRow, needed: OutboxRow | None) -> TelegramMethod[Any] | Outcome:
    """Return the call to make, or what became of the row without one.

    A message whose topic could not be made goes to the group's General topic: staff must see it all the same.
    """
    parameters = {"chat_id": row.chat_id, **row.payload}
    if row.needs_id is not None and row.needs_field is not None:
        if needed is not None and needed.state == OutboxState.SENT and needed.result_id is not None:
            parameters[row.needs_field] = needed.result_id
        elif needed is not None and needed.state not in (*_ENDED_BADLY, OutboxState.SENT):
            return TryAgain("waits for another call's answer", 1.0)
        elif row.needs_field != "message_thread_id":
            return Refused("the message it changes was never sent")
    if row.in_doubt and row.kind == SendKind.REPLY:
        parameters = _marked_again(parameters)
    kind: type[TelegramMethod[Any]] = getattr(methods, row.method[0].upper() + row.method[1:])
    return kind.model_validate(parameters)


def _marked_again(parameters: dict[str, Any]) -> dict[str, Any]:
    """Mark a text that may reach the person a second time; entities move along with it."""
    if "text" not in parameters:
        return parameters
    shift = len(AGAIN_MARK.encode("utf-16-le")) // 2
    moved = [entity | {"offset": entity["offset"] + shift} for entity in parameters.get("entities") or ()]
    marked = parameters | {"text": AGAIN_MARK + str(parameters["text"])}
    return marked | {"entities": moved} if moved else marked
