"""Bodies that are too long are read to their end, so that the answer is heard, and refused."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.sandbox.errors import MisuseError, RefusedError

LONGEST_BODY = 72 << 20  # bytes: an upload of 50 MB, also in base64


class BoundedBodies:
    def __init__(self, app: ASGIApp, longest: int = LONGEST_BODY) -> None:
        self.app = app
        self.longest = longest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        read = 0

        async def bounded() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self.longest:
                while message.get("more_body"):
                    message = await receive()
                raise self._refusal(scope)
            return message

        await self.app(scope, bounded, send)

    def _refusal(self, scope: Scope) -> Exception:
        if scope["path"].startswith("/bot"):
            return RefusedError(413, "Request Entity Too Large")
        return MisuseError(f"The body is longer than {self.longest >> 20} MB.")
