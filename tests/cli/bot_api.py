"""A Bot API server with prepared answers, for what the command line asks before there is a bot."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

ME = {"id": 42, "is_bot": True, "first_name": "Rapport", "username": "rapport_bot"}
FORUM = {"id": -1001, "type": "supergroup", "title": "Care team", "is_forum": True}
ADMIN = {"status": "administrator", "can_manage_topics": True, "can_pin_messages": True, "can_delete_messages": True}


@asynccontextmanager
async def bot_api(**answers: Any) -> AsyncIterator[str]:
    """Yield its address. An answer is a method's result, or (code, description)."""

    async def answered(request: web.Request) -> web.Response:
        answer = answers.get(request.match_info["method"], (404, "Not Found"))
        if isinstance(answer, tuple):
            code, description = answer
            return web.json_response({"ok": False, "error_code": code, "description": description}, status=code)
        return web.json_response({"ok": True, "result": answer})

    app = web.Application()
    app.router.add_post("/bot{token}/{method}", answered)
    async with TestServer(app, host="127.0.0.1") as server:
        yield f"http://127.0.0.1:{server.port}"
