"""The sandbox's two clocks: a wall clock that can be shifted, and the monotonic one its limits use."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


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

    def monotonic(self) -> float:
        return time.monotonic()
