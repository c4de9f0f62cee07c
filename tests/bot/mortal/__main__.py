"""Live when told: read lines of JSON (database, Telegram's file, last step or null), answer each with how it ended.

The first life is lived here, undisturbed. Every other is a process of its own, forked from this one: it then finds
imported and built what takes much longer than to live.
"""

import asyncio
import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import structlog

from tests.bot.mortal.life import Step, immortal, live, mortal


def main() -> None:
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    living: Callable[[str, Path, Step], int] = here
    for line in sys.stdin:
        url, telegram, last = json.loads(line)
        code = living(url, Path(telegram), immortal if last is None else mortal(last))
        living = apart
        sys.stdout.write(f"{code}\n")
        sys.stdout.flush()


def here(url: str, telegram: Path, step: Step) -> int:
    asyncio.run(live(url, telegram, step))
    return 0


def apart(url: str, telegram: Path, step: Step) -> int:
    """Return how a life ended: 0, or the number of the signal below zero."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = here(url, telegram, step)
        finally:
            if code:
                traceback.print_exc()
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    main()
