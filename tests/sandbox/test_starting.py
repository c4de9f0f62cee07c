"""The sandbox as a process: where it listens, and when it does not start."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys

import aiohttp
import pytest


async def process(**environment: str) -> asyncio.subprocess.Process:
    kept = {name: value for name, value in os.environ.items() if name not in ("BOT_TOKEN", "LIMITS_RATIO")}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.sandbox",
        env={**kept, **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"BOT_TOKEN": "123456:real"}, "unset BOT_TOKEN"),
        ({"LIMITS_RATIO": "fast"}, "LIMITS_RATIO must be a number"),
        ({"LIMITS_RATIO": "0"}, "LIMITS_RATIO must be more than 0"),
    ],
)
async def test_it_does_not_start(environment: dict[str, str], words: str) -> None:
    started = await process(**environment)
    out, complaint = await started.communicate()
    assert (started.returncode, out) == (2, b"")
    assert complaint.decode().count("\n") == 1
    assert words in complaint.decode()


async def test_a_taken_port_is_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        started = await process(SANDBOX_PORT=port)
        _, complaint = await started.communicate()
    assert started.returncode == 2
    assert complaint.decode() == f"Port {port} is taken: stop what listens there, or set SANDBOX_PORT to another.\n"


async def test_it_runs_until_it_is_told_to_stop() -> None:
    started = await process(SANDBOX_PORT="0", BOT_TOKEN="1:sandbox")
    assert started.stdout is not None
    address = (await started.stdout.readline()).decode().split()[-1]
    assert address.startswith("http://127.0.0.1:")
    async with aiohttp.ClientSession() as session:
        for _ in range(100):
            try:
                async with session.get(f"{address}/bot1:sandbox/getMe") as answer:
                    assert (await answer.json())["ok"] is True
                break
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.05)
    started.send_signal(signal.SIGINT)
    _, complaint = await asyncio.wait_for(started.communicate(), 10)
    assert complaint == b""
    assert started.returncode in (0, 130, -signal.SIGINT)
