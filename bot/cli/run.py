"""`care run`: everything in the foreground, until it is told to stop."""

import asyncio
import signal
from collections.abc import Awaitable, Callable

from bot.cli.parts import CannotStart, migrated, parts_beside, say, why_not_startable
from bot.cli.processes import Kept
from bot.cli.reading import NLU, WITHOUT
from bot.nursery import Nursery
from bot.settings import Settings

Serve = Callable[[Settings, Callable[[], None]], Awaitable[None]]
"""bot.app.serve: runs the product until it is cancelled, and calls back when it is ready."""

PATIENCE = {NLU: 60.0, "sandbox": 30.0}  # seconds until each must be ready; the bot starts without a late NLU


async def run(settings: Settings, serve: Serve) -> None:
    """Start everything, and return when a signal has stopped it.

    Raises:
        CannotStart
    """
    this = asyncio.current_task()
    if this is not None:
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, this.cancel)
    try:
        await _run(settings, serve)
    except asyncio.CancelledError:
        say("Stopped.")
    except BaseExceptionGroup as group:  # of the nursery: what failed first is what matters
        raise group.exceptions[0] from None


async def _run(settings: Settings, serve: Serve) -> None:
    if problem := await why_not_startable(settings):
        raise CannotStart(problem)
    say("Starting Rapport …")
    await migrated(settings)
    parts = await parts_beside(settings)
    async with Nursery() as nursery:
        for part in parts:
            nursery.start(part.keep(), part.plan.name)
        for part in parts:
            await _awaited(part)
        await serve(settings, lambda: _say_ready(settings))
        nursery.cancel_all()


async def _awaited(part: Kept) -> None:
    try:
        await asyncio.wait_for(part.ready.wait(), PATIENCE[part.plan.name])
    except TimeoutError:
        if part.plan.name != NLU:
            raise CannotStart(f"The {part.plan.name} does not start; {part.plan.log} says why.") from None
        say(f"Rasa is not ready yet ({part.plan.log} says why). {WITHOUT}")


def _say_ready(settings: Settings) -> None:
    if settings.own_sandbox:
        say(f"Sandbox: {settings.telegram_api_url}  (no BOT_TOKEN is set; open it in a browser)")
    say("Rapport is ready. Ctrl-C stops it.")
