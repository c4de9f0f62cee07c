from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from pathlib import Path
from typing import NoReturn

from bot.sandbox.clock import SandboxClock
from bot.sandbox.kept_file import InUseError, UnreadableError
from bot.sandbox.limits import FASTEST, SLOWEST
from bot.sandbox.running import SandboxServer, address_of, listening_socket, sandbox_server, serve
from bot.sandbox.state import TOKEN, SandboxState


def main() -> None:
    token = os.environ.get("BOT_TOKEN", "").strip()
    if token and token != TOKEN:
        _refuse(f"The sandbox does not start beside a real bot: unset BOT_TOKEN, or set it to {TOKEN}.")
    port = int(_number("SANDBOX_PORT", "8081"))
    ratio = _number("LIMITS_RATIO", "1")
    if not SLOWEST <= ratio <= FASTEST:
        _refuse("LIMITS_RATIO must be more than 0, at least 0.001; 1 is Telegram's own pace, 10 is ten times as fast.")
    product_url = os.environ.get("SANDBOX_PRODUCT_URL") or "http://127.0.0.1:8080"
    state = SandboxState(ratio, product_url, first_number=SandboxClock().first_number())
    try:
        listener = listening_socket(port)
    except OSError:
        _refuse(f"Port {port} is taken: stop what listens there, or set SANDBOX_PORT to another.")
    server = _server(state)
    sys.stdout.write(f"The sandbox is at {address_of(listener)}\n")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(server, listener))


def _server(state: SandboxState) -> SandboxServer:
    kept = os.environ.get("SANDBOX_STATE", "").strip()
    try:
        return sandbox_server(state, Path(kept) if kept else None, signals=True)
    except InUseError:
        _refuse(f"Another sandbox keeps its state in {kept}: stop it, or set SANDBOX_STATE to another file.")
    except (OSError, UnreadableError) as why:
        _refuse(f"The sandbox cannot keep its state in {kept} ({why}): set SANDBOX_STATE to another file.")


def _number(name: str, default: str) -> float:
    given = os.environ.get(name, "").strip() or default
    try:
        return float(given)
    except ValueError:
        _refuse(f"{name} must be a number, not {given!r}.")


def _refuse(words: str) -> NoReturn:
    sys.stderr.write(f"{words}\n")
    raise SystemExit(2)


if __name__ == "__main__":
    main()
