"""The control API from a test's side."""

from __future__ import annotations

from typing import Any

import aiohttp


class Control:
    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url = url
        self.session = session

    async def do(self, deed: str, **body: Any) -> Any:
        status, answer = await self.tried(deed, **body)
        assert status == 200, answer
        return answer

    async def tried(self, deed: str, **body: Any) -> tuple[int, Any]:
        """`by` stands for `as`, which Python keeps for itself."""
        given = {"as" if name == "by" else name: value for name, value in body.items()}
        async with self.session.post(f"{self.url}/sandbox/{deed}", json=given) as answer:
            return answer.status, await answer.json()

    async def say(self, by: int, text: str, **more: Any) -> int:
        """Say it and return the id of the message."""
        said = await self.do("say", by=by, text=text, **more)
        return int(said["message_ids"][0])

    async def get(self, what: str, **query: Any) -> Any:
        async with self.session.get(f"{self.url}/sandbox/{what}", params=query) as answer:
            return await answer.json()

    async def record(self, **query: Any) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = (await self.get("record", **query))["entries"]
        return entries

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """A Bot API call as plain JSON, without any library."""
        async with self.session.post(f"{self.url}/bot1:sandbox/{method}", json=parameters) as answer:
            body: dict[str, Any] = await answer.json()
            return body

    async def updates(self, **parameters: Any) -> list[dict[str, Any]]:
        answer = await self.call("getUpdates", **parameters)
        assert answer["ok"], answer
        found: list[dict[str, Any]] = answer["result"]
        return found
