"""The clock that can be moved forward, in sandbox mode alone (law 9).

Moments that fall due on the way are lived through.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from storage import cases, house, outbox, plans
from storage.bells import Bell
from storage.database import Database

_PATIENCE = 20.0  # seconds that one moment's messages may take to leave
_LOOK_EVERY = 0.02
_A_MOMENT = timedelta(seconds=1)  # a promise is kept until its second is over


class MovableClock:
    """The wall clock and an offset, which is kept in a row."""

    def __init__(self, real: Callable[[], datetime], database: Database, tick: Callable[[], Awaitable[None]]) -> None:
        self._real, self._database, self._tick = real, database, tick
        self._offset = timedelta()
        self._one_at_a_time = asyncio.Lock()

    async def recall(self) -> None:
        """Take up the offset of the last run."""
        async with self._database.read() as session:
            noted = await house.note(session, house.CLOCK)
        self._offset = timedelta(seconds=noted["offset_seconds"]) if noted else timedelta()

    def utc(self) -> datetime:
        return self._real() + self._offset

    def now(self) -> tuple[datetime, int]:
        return self.utc(), int(self._offset.total_seconds())

    async def forward(self, seconds: int) -> tuple[datetime, int]:
        """Move forward, stopping at each planned moment until what is due in it has left."""
        async with self._one_at_a_time:
            await self._through(self.utc() + timedelta(seconds=seconds))
            return self.now()

    async def to_next(self) -> tuple[datetime, int]:
        """Move to the next planned moment; stay if there is none."""
        async with self._one_at_a_time:
            due_at = await self._next_due()
            if due_at is not None:
                await self._through(max(due_at, self.utc()))
            return self.now()

    async def _through(self, target: datetime) -> None:
        due_at = await self._next_due()
        while due_at is not None and due_at <= target:
            await self._stand_at(max(due_at, self.utc()))
            following = await self._next_due()
            if following == due_at:
                break
            due_at = following
        await self._stand_at(target)

    async def _stand_at(self, moment: datetime) -> None:
        self._offset = max(self._offset, timedelta(seconds=_whole_seconds(moment - self._real())))
        async with self._database.write() as session:
            await house.write_note(session, house.CLOCK, {"offset_seconds": int(self._offset.total_seconds())})
        await self._tick()
        for bell in Bell:
            self._database.bells.ring(bell)
        await self._all_sent()

    async def _all_sent(self) -> None:
        """Wait until the courier has sent what is queued: what expires later must not expire by our haste."""
        loop = asyncio.get_running_loop()
        give_up_at = loop.time() + _PATIENCE
        while loop.time() < give_up_at:
            async with self._database.read() as session:
                if not await outbox.has_pending_to_customers(session, self.utc()):
                    return
            await asyncio.sleep(_LOOK_EVERY)

    async def _next_due(self) -> datetime | None:
        async with self._database.read() as session:
            touch_at, step_at = await plans.next_due_at(session), await cases.next_step_at(session)
        after_it = step_at + _A_MOMENT if step_at is not None else None
        return min((at for at in (touch_at, after_it) if at is not None), default=None)


def _whole_seconds(span: timedelta) -> int:
    """Round up, so that the moment asked for is reached."""
    return -int(-span.total_seconds() // 1)
