"""Delete what was kept long enough, a kind at a time, in pieces that hold no lock for long."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, cast, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import (
    ApiCall,
    ImportRun,
    InboxRow,
    InboxState,
    Invitation,
    OutboxRow,
    OutboxState,
    ProfileLook,
    ReviewItem,
    ReviewState,
    StaffTask,
)

_ENDED = (OutboxState.SENT, OutboxState.UNKNOWN, OutboxState.FAILED, OutboxState.EXPIRED)
_NOTHING = "{}"


def _old(before: datetime) -> Mapping[str, tuple[Any, ColumnElement[bool]]]:
    """Return, by the kind's name, the column its rows are known by and what makes one old."""
    ended = func.coalesce(Invitation.used_at, Invitation.expires_at)
    done = (col(InboxRow.state) == InboxState.DONE) & (col(InboxRow.done_at) < before)
    unlearnt = col(ReviewItem.state) != ReviewState.accepted
    return {
        "heard": (col(InboxRow.id), done),
        "calls": (col(ApiCall.key), col(ApiCall.at) < before),
        "looks": (col(ProfileLook.id), col(ProfileLook.at) < before),
        "tasks": (col(StaffTask.id), col(StaffTask.done_at) < before),
        "invitations": (col(Invitation.id), ended < before),
        "imports": (col(ImportRun.id), col(ImportRun.started_at) < before),
        "reviews": (col(ReviewItem.id), unlearnt & (col(ReviewItem.decided_at) < before)),
    }


async def forget(session: AsyncSession, kind: str, before: datetime, limit: int) -> int:
    """Delete up to `limit` rows of a kind that were done with before then; return how many went."""
    key, is_old = _old(before)[kind]
    found = list((await session.execute(select(key).where(is_old).limit(limit))).scalars())
    if found:
        await session.execute(delete(key.class_).where(key.in_(found)))
    return len(found)


async def forget_words(session: AsyncSession, before: datetime, after: int, limit: int) -> int | None:
    """Empty up to `limit` messages that ended before then, with an id above `after`; return the last one's id.

    The rows stay: they say that something was sent, and which message of Telegram's it became.
    """
    old = select(col(OutboxRow.id)).where(
        col(OutboxRow.id) > after,
        col(OutboxRow.state).in_(_ENDED),
        col(OutboxRow.ended_at) < before,
        cast(col(OutboxRow.payload), String) != _NOTHING,
    )
    found = list((await session.execute(old.order_by(col(OutboxRow.id)).limit(limit))).scalars())
    if not found:
        return None
    await session.execute(update(OutboxRow).where(col(OutboxRow.id).in_(found)).values(payload={}))
    return found[-1]
