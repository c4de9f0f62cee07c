"""The control API's routes: act as a person, script faults, read the record and the state."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox.deeds import DEEDS, Deed
from bot.sandbox.errors import MisuseError
from bot.sandbox.picture import whole_state
from bot.sandbox.record import as_json
from bot.sandbox.state import SandboxState
from bot.sandbox.told import body_told

Endpoint: TypeAlias = Callable[[Request], Awaitable[Response]]
NUMBER = re.compile(r"-?[0-9]{1,18}")
MOST_MESSAGES = 300
LONGEST_WAIT = 60  # seconds


def as_answer(body: Any, status: int = 200) -> Response:
    # Escaped to ASCII, as Telegram does: half a surrogate pair, sent on purpose, travels so too.
    return Response(json.dumps(body, separators=(",", ":")), status, media_type="application/json")


def deed_endpoint(state: SandboxState, deed: Deed) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        try:
            return as_answer(deed(state, body_told(await request.body())))
        except MisuseError as misuse:
            return as_answer({"error": str(misuse)}, misuse.status)
        except ValidationError as invalid:
            first = invalid.errors(include_url=False)[0]
            return as_answer({"error": f"{'.'.join(map(str, first['loc']))}: {first['msg']}."}, 400)

    return endpoint


def record_endpoint(state: SandboxState) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        asked = request.query_params
        after, chat = _number(asked.get("after")) or 0, _number(asked.get("chat"))
        limit = _number(asked.get("limit")) or 1_000
        loop = asyncio.get_running_loop()
        until = loop.time() + min(_number(asked.get("wait")) or 0, LONGEST_WAIT)
        while not (entries := state.record.entries(after, chat, limit)):
            if state.closing.is_set or loop.time() >= until:
                break
            watched = {state.record.changes.watch(), state.closing.watch()}
            await asyncio.wait(watched, timeout=until - loop.time(), return_when=asyncio.FIRST_COMPLETED)
            for future in watched:
                future.cancel()
        return as_answer({"entries": [as_json(entry) for entry in entries], "last_seq": state.record.last_seq})

    return endpoint


def state_endpoint(state: SandboxState) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        asked = request.query_params
        most = _number(asked.get("messages"))
        most = None if most is None else max(most, 0)
        return as_answer(whole_state(state, MOST_MESSAGES if most is None else most, _number(asked.get("chat"))))

    return endpoint


def clear_faults_endpoint(state: SandboxState) -> Endpoint:
    async def endpoint(_: Request) -> Response:
        state.faults.clear()
        return as_answer({"pending": []})

    return endpoint


def file_endpoint(state: SandboxState) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        stored = state.files.found(request.path_params["file_id"])
        if stored is None:
            return as_answer({"error": "There is no such file."}, 404)
        # What somebody uploaded is shown as a picture or saved, never run in the page's origin.
        kind = "image/png" if stored.content.startswith(b"\x89PNG") else stored.mime_type
        safe = {"Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff"}
        return Response(stored.content, media_type=kind or "application/octet-stream", headers=safe)

    return endpoint


def _number(given: str | None) -> int | None:
    return int(given) if given and NUMBER.fullmatch(given) else None


def control_routes(state: SandboxState) -> list[Route]:
    deeds = [Route(f"/sandbox/{name}", deed_endpoint(state, deed), methods=["POST"]) for name, deed in DEEDS.items()]
    return [
        *deeds,
        Route("/sandbox/faults", clear_faults_endpoint(state), methods=["DELETE"]),
        Route("/sandbox/record", record_endpoint(state)),
        Route("/sandbox/state", state_endpoint(state)),
        Route("/sandbox/files/{file_id}", file_endpoint(state)),
    ]
