"""Bells: how a commit wakes whoever waits for what it wrote, with no polling delay between the two.

A transaction marks the bells it will ring; they ring when it commits, and never when it does not. On PostgreSQL the
mark is a NOTIFY in the same transaction, so that every replica hears it.
"""

import asyncio
from enum import StrEnum

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_TO_RING = "bells to ring"


class Bell(StrEnum):
    """Something was written to: the inbox, the outbox, the plan (or the clock that it is read by)."""

    INBOX = "rapport_inbox"
    OUTBOX = "rapport_outbox"
    PLAN = "rapport_plan"


class Bells:
    """This process's bells. Several may listen to one bell; each has its own listener."""

    def __init__(self) -> None:
        self._listeners: dict[Bell, list[asyncio.Event]] = {bell: [] for bell in Bell}

    def listen(self, bell: Bell) -> asyncio.Event:
        """Return an event that is set at every ring. The listener clears it before it looks for work."""
        event = asyncio.Event()
        self._listeners[bell].append(event)
        return event

    def ring(self, bell: Bell) -> None:
        for event in self._listeners[bell]:
            event.set()


async def ring_at_commit(session: AsyncSession, bell: Bell) -> None:
    """Ring `bell` when this session's transaction commits."""
    to_ring: set[Bell] = session.info.setdefault(_TO_RING, set())
    if bell in to_ring:
        return
    to_ring.add(bell)
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("SELECT pg_notify(:bell, '')"), {"bell": bell.value})


def marked(session: AsyncSession) -> set[Bell]:
    """Return the bells that this session's transaction asked to ring."""
    to_ring: set[Bell] = session.info.pop(_TO_RING, set())
    return to_ring
