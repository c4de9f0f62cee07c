"""The control API: act as a person, script faults, read the record."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.acting import answered, new_user, room_of, say, topic_of, words
from bot.sandbox.errors import Misuse
from bot.sandbox.record import as_json
from bot.sandbox.state import SandboxState

Given: TypeAlias = dict[str, Any]
Deed: TypeAlias = Callable[[SandboxState, Given], Any]


def add_person(state: SandboxState, given: Given) -> Any:
    person = state.add_person(new_user(state, given), staff=bool(given.get("staff")))
    return {"id": person.user.id, "first_name": person.user.first_name}


def say_something(state: SandboxState, given: Given) -> Any:
    person = state.person(given["as"])
    room = room_of(state, person, given.get("chat"))
    topic = topic_of(room, person, given.get("topic"))
    content = words(given["text"])
    if given.get("reply_to"):
        content["reply_to_message"] = answered(room, given["reply_to"])
    update_ids, message_ids = say(state, person, room, topic, [content])
    return {"update_ids": update_ids, "message_ids": message_ids}


DEEDS: dict[str, Deed] = {"people": add_person, "say": say_something}


def deed_route(state: SandboxState, name: str, deed: Deed) -> Route:
    async def endpoint(request: Request) -> Response:
        try:
            given = json.loads(await request.body() or b"{}")
            return JSONResponse(deed(state, given))
        except Misuse as misuse:
            return JSONResponse({"error": str(misuse)}, misuse.status)
        except (KeyError, TypeError, ValueError) as error:
            return JSONResponse({"error": f"{type(error).__name__}: {error}"}, 400)

    return Route(f"/sandbox/{name}", endpoint, methods=["POST"])


def record_endpoint(state: SandboxState) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        asked = request.query_params
        chat = int(asked["chat"]) if asked.get("chat") else None
        entries = state.record.entries(int(asked.get("after") or 0), chat, int(asked.get("limit") or 1_000))
        return JSONResponse({"entries": [as_json(entry) for entry in entries], "last_seq": state.record.last_seq})

    return endpoint


def control_routes(state: SandboxState) -> list[Route]:
    return [
        *(deed_route(state, name, deed) for name, deed in DEEDS.items()),
        Route("/sandbox/record", record_endpoint(state)),
    ]
