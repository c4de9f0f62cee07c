"""A bar for a step that takes long; calm lines where there is no terminal. Standard library only."""

import sys
import time
from types import TracebackType

WIDTH = 28


class Bar:
    """`step` is what people read, in a few words."""

    def __init__(self, step: str) -> None:
        self._step = step
        self._drawn = sys.stdout.isatty()
        self._began = time.monotonic()

    def __enter__(self) -> "Bar":
        if not self._drawn:
            print(f"{self._step} …", flush=True)
        return self

    def show(self, share: float) -> None:
        """Draw `share`, between 0 and 1."""
        if self._drawn:
            full = round(WIDTH * min(share, 1.0))
            line = f"\r\x1b[K{self._step}  {'━' * full}{'╌' * (WIDTH - full)} {share:4.0%}  {self._seconds()}"
            print(line, end="", flush=True)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._drawn:
            print("\r\x1b[K", end="")
        if kind is None:
            print(f"{self._step}: done in {self._seconds()}.", flush=True)

    def _seconds(self) -> str:
        minutes, seconds = divmod(round(time.monotonic() - self._began), 60)
        return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
