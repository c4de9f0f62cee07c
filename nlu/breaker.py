import logging
from collections.abc import Callable
from dataclasses import dataclass

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attempt:
    """Leave to ask once. Hand it back with `succeeded`, `failed`, or `given_up` (cancelled: nothing was learnt)."""

    is_probe: bool


class Breaker:
    """Stops asking a server that keeps failing, and lets one request through now and then to see whether it is back.

    `timer` is monotonic, in seconds. `whose` is the server, as the log is to call it.
    """

    def __init__(
        self,
        timer: Callable[[], float],
        failures_to_open: int = 5,
        open_for: float = 2.0,
        whose: str = "the NLU server",
    ) -> None:
        self._timer = timer
        self._failures_to_open = failures_to_open
        self._open_for = open_for
        self._whose = whose
        self._failures = 0
        self._opened_at: float | None = None
        self._probing = False

    @property
    def is_open(self) -> bool:
        return self._opened_at is not None

    @property
    def allows(self) -> bool:
        """Whether `attempt` would give leave."""
        if self._opened_at is None:
            return True
        return not self._probing and self._timer() - self._opened_at >= self._open_for

    def attempt(self) -> Attempt | None:
        """Ask for leave; None means the server is to be left alone."""
        if not self.allows:
            return None
        if self.is_open:
            self._probing = True
        return Attempt(is_probe=self.is_open)

    def succeeded(self, attempt: Attempt) -> None:
        """Close. A late answer to an ordinary attempt counts as well as a probe's."""
        self.given_up(attempt)
        if self.is_open:
            log.info("%s answers again", self._whose)
        self._failures, self._opened_at = 0, None

    def failed(self, attempt: Attempt) -> None:
        self.given_up(attempt)
        if attempt.is_probe:
            self._opened_at = self._timer()
        elif not self.is_open:
            self._failures += 1
            if self._failures >= self._failures_to_open:
                log.warning("%s failed %d times running; it is left alone for a while", self._whose, self._failures)
                self._opened_at = self._timer()

    def given_up(self, attempt: Attempt) -> None:
        if attempt.is_probe:
            self._probing = False
