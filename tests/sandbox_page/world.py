from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from scripts.chromium import Page


@dataclass
class Product:
    """The product's web edge as far as the page knows it: a clock. `next_in` is how far off the next plan is."""

    url: str = ""
    offset: int = 0
    next_in: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)

    async def clock(self, request: web.Request) -> web.Response:
        if request.method == "POST":
            self.asked.append(await request.json())
            self.offset += self.asked[-1].get("forward_seconds", self.next_in)
        allowed = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "content-type"}
        return web.json_response({"now": "", "offset_seconds": self.offset}, headers=allowed)


@dataclass
class World:
    """A sandbox with the bot on one side and people on the other."""

    url: str
    http: aiohttp.ClientSession
    page: Page
    product: Product

    async def bot(self, method: str, **params: Any) -> Any:
        async with self.http.post(f"{self.url}/bot1:sandbox/{method}", json=params) as answer:
            body = await answer.json()
        assert body["ok"], body
        return body["result"]

    async def person(self, what: str, **given: Any) -> Any:
        async with self.http.post(f"{self.url}/sandbox/{what}", json=given) as answer:
            body = await answer.json()
        assert answer.status == 200, body
        return body

    async def state(self) -> Any:
        async with self.http.get(f"{self.url}/sandbox/state") as answer:
            return await answer.json()

    async def heard(self) -> dict[str, Any]:
        """The next update the bot gets."""
        updates = await self.bot("getUpdates", timeout=10, limit=1)
        await self.bot("getUpdates", offset=updates[0]["update_id"] + 1, limit=1)
        update: dict[str, Any] = updates[0]
        return update
