"""The sandbox as a process: where it listens, and when it does not start."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys

import aiohttp
import pytest

from bot.sandbox.__main__ import main


def refusal(capsys: pytest.CaptureFixture[str]) -> str:
    """What main says when it does not start: one line, and exit code 2."""
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    return said.err


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("BOT_TOKEN", "123456:real", "unset BOT_TOKEN"),
        ("LIMITS_RATIO", "fast", "LIMITS_RATIO must be a number"),
        ("LIMITS_RATIO", "0", "LIMITS_RATIO must be more than 0"),
    ],
)
def test_it_does_not_start(
    name: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(name, value)
    assert words in refusal(capsys)


def test_a_taken_port_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        monkeypatch.setenv("SANDBOX_PORT", port)
        assert refusal(capsys) == f"Port {port} is taken: stop what listens there, or set SANDBOX_PORT to another.\n"


async def test_it_runs_until_it_is_told_to_stop() -> None:
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.sandbox",
        env={**os.environ, "SANDBOX_PORT": "0", "BOT_TOKEN": "1:sandbox"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert started.stdout is not None
    address = (await started.stdout.readline()).decode().split()[-1]
    assert address.startswith("http://127.0.0.1:")
    async with aiohttp.ClientSession() as session, session.get(f"{address}/bot1:sandbox/getMe") as answer:
        assert (await answer.json())["ok"] is True
    started.send_signal(signal.SIGINT)
    _, complaint = await asyncio.wait_for(started.communicate(), 10)
    assert complaint == b""
    assert started.returncode in (0, 130, -signal.SIGINT)
