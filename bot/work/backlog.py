"""How much waits for the staff group, which Telegram takes 20 calls a minute for: said there, in one message."""

from datetime import datetime, timedelta
from math import ceil

from bot.work import groups, staffroom
from bot.work.turn import Turn
from storage import house, outbox
from storage.tables import OutboxRow, Priority, SendKind

A_MINUTE = 20  # calls, Telegram's limit for a group
WORTH_TELLING = 20  # calls that wait: the last of them is more than a minute off
_OVER = 5
_EDIT_EVERY = timedelta(minutes=1)
_NOTE = "backlog"


async def show(turn: Turn) -> None:
    """Say in General how long staff will wait for what customers wrote; keep it up to date; say when it is over.

    The note of what was said is held meanwhile: of two replicas that look at once, one says it.
    """
    group = await house.staff_group(turn.session)
    if group is None:
        return
    told = await house.held_note(turn.session, _NOTE)
    waiting = await outbox.waiting_for(turn.session, group, turn.now)
    if not told:
        if waiting >= WORTH_TELLING:
            row = await groups.post(turn, group, {"text": line(turn, waiting)})
            await _note(turn, row.id)
        return
    over = waiting < _OVER
    if not over and turn.now - datetime.fromisoformat(told["at"]) < _EDIT_EVERY:
        return
    key = turn.house.words.text("staff-backlog-over", staffroom.LANGUAGE) if over else line(turn, waiting)
    await _edit(turn, group, int(told["row"]), key)
    await (house.write_note(turn.session, _NOTE, {}) if over else _note(turn, int(told["row"])))


async def present(turn: Turn, group: int) -> str | None:
    """Return the sentence about what waits now; None if it is not worth telling."""
    waiting = await outbox.waiting_for(turn.session, group, turn.now)
    return line(turn, waiting) if waiting >= WORTH_TELLING else None


def line(turn: Turn, waiting: int) -> str:
    delay = timedelta(minutes=ceil(waiting / A_MINUTE))
    return turn.house.words.text("staff-backlog", staffroom.LANGUAGE, waiting=waiting, delay=delay)


async def _note(turn: Turn, row_id: int | None) -> None:
    await house.write_note(turn.session, _NOTE, {"row": row_id, "at": turn.now.isoformat()})


async def _edit(turn: Turn, group: int, row_id: int, text: str) -> None:
    """Change the message that the row sent, or is going to send; before everything else that waits."""
    change = OutboxRow(
        chat_id=group,
        method="editMessageText",
        payload={"text": text},
        kind=SendKind.REPEATABLE,
        priority=Priority.REPLY,
        needs_id=row_id,
        needs_field="message_id",
        edits=f"backlog {row_id}",
        created_at=turn.now,
        not_before=turn.now,
    )
    await outbox.put(turn.session, change)
