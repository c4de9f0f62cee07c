"""The sandbox as a process of its own."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import aiohttp

from tests.sandbox.control import Control


@dataclass
class Started:
    process: asyncio.subprocess.Process
    control: Control

    async def ended(self, number: int, within: float = 10) -> str:
        """Send the signal, and return what the process complained of until its end."""
        self.process.send_signal(number)
        _, complaint = await asyncio.wait_for(self.process.communicate(), within)
        return complaint.decode()


@asynccontextmanager
async def started(**settings: str) -> AsyncIterator[Started]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.sandbox",
        env={**os.environ, "SANDBOX_PORT": "0", "BOT_TOKEN": "1:sandbox", **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        address = (await process.stdout.readline()).decode().split()[-1]
        async with aiohttp.ClientSession() as session:
            yield Started(process, Control(address, session))
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.communicate()
