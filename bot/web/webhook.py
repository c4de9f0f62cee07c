import hmac
import json
from collections.abc import Awaitable, Callable

import structlog
from fastapi import APIRouter, Request, Response
from starlette.requests import ClientDisconnect

MOST = 1024 * 1024  # bytes of one update
SECRET_HEADER = "x-telegram-bot-api-secret-token"

log = structlog.get_logger(__name__)


def webhook_routes(ingest: Callable[[bytes], Awaitable[None]], secret: str) -> APIRouter:
    """Telegram is told 200 once the update is committed; told anything else, it brings the update again."""
    if not secret:
        raise ValueError("a webhook without a secret would take updates from anybody")
    expected = secret.encode()
    router = APIRouter()

    @router.post("/telegram")
    async def telegram(request: Request) -> Response:
        shown = request.headers.get(SECRET_HEADER, "").encode("latin-1")
        if not hmac.compare_digest(shown, expected):
            return Response(status_code=403)
        try:
            body = await _read(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413, headers={"connection": "close"})
        if not _is_object(body):
            return Response(status_code=400)
        return await _ingested(ingest, body)

    return router


async def _read(request: Request) -> bytes | None:
    """Return the body, or None as soon as it is too long, whatever its header promised."""
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > MOST:
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST:
            return None
    return bytes(body)


def _is_object(body: bytes) -> bool:
    try:
        return isinstance(json.loads(body), dict)
    except (ValueError, RecursionError):
        return False


async def _ingested(ingest: Callable[[bytes], Awaitable[None]], body: bytes) -> Response:
    try:
        await ingest(body)
    except Exception:  # whatever failed, the update is not ours yet
        log.exception("webhook_not_ingested", length=len(body))
        return Response(status_code=503, headers={"retry-after": "1"})
    return Response(status_code=200)
