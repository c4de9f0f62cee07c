"""The sandbox's two clocks: a wall clock that can be shifted, and the monotonic one its limits use."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


class SandboxClock:
    def __init__(self) -> None:
        self.offset = timedelta()

    def now(self) -> datetime:
        """The moment messages are dated with, in UTC, in whole seconds as Telegram has them."""
        return self._moment().replace(microsecond=0)

    def stamp(self) -> str:
        return self._moment().isoformat(timespec="milliseconds")

    def _moment(self) -> datetime:
        # The product's clock is out of reach: the sandbox is a process of its own and imports none of ours.
        return datetime.now(UTC) + self.offset  # noqa: TID251

    def first_number(self) -> int:
        """Where the numbers of a fresh sandbox begin: higher than those of any before it.

        Whoever remembers an earlier sandbox would take a number given out once more for the one it knows: an update
        for a repeated one, somebody's topic for somebody else's. Telegram's numbers never begin again either.
        """
        return max(1, int((self._moment() - EPOCH).total_seconds()))

    def monotonic(self) -> float:
        return time.monotonic()
