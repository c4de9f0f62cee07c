"""Wait for what another process does: it cannot set an event of ours, so we look again and again."""

import asyncio
from collections.abc import Awaitable, Callable

LOOK_EVERY = 0.05  # seconds


async def until(so: Callable[[], Awaitable[bool]], what: str, *, within: float, look_every: float = LOOK_EVERY) -> None:
    """Return as soon as it is so.

    Raises:
        TimeoutError: if it is not within so many seconds.
    """
    try:
        async with asyncio.timeout(within):
            while not await so():  # noqa: ASYNC110
                await asyncio.sleep(look_every)
    except TimeoutError:
        raise TimeoutError(f"waited in vain for {what}") from None
