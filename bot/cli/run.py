"""`care run`: everything in the foreground, until it is told to stop."""

import asyncio
import signal
from collections.abc import Awaitable, Callable

from bot.cli.parts import CannotStart, Part, migrated, parts_beside, say, why_not_startable
from bot.cli.reading import NLU, WITHOUT
from bot.nursery import Nursery
from bot.settings import Settings
from nlu.addresses import Addresses

Serve = Callable[[Settings, Callable[[], None], Addresses], Awaitable[None]]
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
    except BaseExceptionGroup as group:
        raise _first(group) from None


def _first(fault: BaseException) -> BaseException:
    """Return what failed first, out of the nurseries' groups."""
    return _first(fault.exceptions[0]) if isinstance(fault, BaseExceptionGroup) else fault


async def _run(settings: Settings, serve: Serve) -> None:
    if problem := await why_not_startable(settings):
        raise CannotStart(problem)
    say("Starting Rapport …")
    await migrated(settings)
    addresses = Addresses(*(() if settings.own_nlu else settings.nlu_addresses))
    parts = await parts_beside(settings, addresses)
    async with Nursery() as nursery:
        for part in parts:
            nursery.start(part.keep(), part.name)
        for part in parts:
            await _awaited(part, addresses)
        await serve(settings, lambda: _say_ready(settings), addresses)
        nursery.cancel_all()


async def _awaited(part: Part, addresses: Addresses) -> None:
    try:
        await asyncio.wait_for(part.ready.wait(), PATIENCE[part.name])
    except TimeoutError:
        if part.name != NLU:
            raise CannotStart(f"The {part.name} does not start; {part.log} says why.") from None
        if not addresses.in_force:
            say(f"Rasa is not ready yet ({part.log} says why). {WITHOUT}")


def _say_ready(settings: Settings) -> None:
    if settings.own_sandbox:
        say(f"Sandbox: {settings.telegram_api_url}  (no BOT_TOKEN is set; open it in a browser)")
    say("Rapport is ready. Ctrl-C stops it.")
