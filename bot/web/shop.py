"""POST /api/purchases and its like: what a shop pushes as it sells."""

import hmac
import json
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from starlette.requests import ClientDisconnect

from bot.work.shop.kinds import KINDS, Kind
from bot.work.shop.till import Call, KeyUsedOtherwise, RowsRefused, ring_up
from bot.work.turn import House, Turn
from storage.database import Database

MOST = 1024 * 1024  # bytes of one call
MOST_ROWS = 1000
_LONGEST_KEY = 80


class _No(Exception):
    """The call is refused: with this status, for this reason."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


def shop_routes(api_key: str, database: Database, house: House) -> APIRouter:
    """Return a route a kind of rows. Callers show `api_key` as "Authorization: Bearer …" and an Idempotency-Key."""
    if not api_key:
        raise ValueError("an API without a key would take rows from anybody")
    router = APIRouter(prefix="/api")

    @router.post("/{name}")
    async def take(name: str, request: Request) -> JSONResponse:
        try:
            _check_key(request, api_key)
            kind = _kind(name)
            call = Call(_idempotency_key(request), await _body(request))
            rows = _rows(call.body)
            async with database.write() as session:
                answer = await ring_up(Turn(session, house.clock(), house), kind, rows, call)
        except _No as no:
            return JSONResponse({"why": str(no)}, no.status)
        except KeyUsedOtherwise:
            why = "this Idempotency-Key came with another body before; give each call a key of its own"
            return JSONResponse({"why": why}, 409)
        except RowsRefused as refusal:
            return JSONResponse(
                {"why": "no row was kept; mend these and send all of them again", **_told(refusal)}, 422
            )
        return JSONResponse(answer)

    return router


def _kind(name: str) -> Kind:
    kind = KINDS.get(name)
    if kind is None:
        raise _No(404, f"there is no /api/{name[:40]}; there are {', '.join(KINDS)}")
    return kind


def _check_key(request: Request, api_key: str) -> None:
    shown = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    if not hmac.compare_digest(shown.encode("latin-1", "replace"), api_key.encode()):
        raise _No(401, "the API key is wrong or missing; send “Authorization: Bearer” and the API_KEY of the settings")


def _idempotency_key(request: Request) -> str:
    key = request.headers.get("idempotency-key", "").strip()
    if not 1 <= len(key) <= _LONGEST_KEY:
        why = f"an Idempotency-Key is missing; send one of your own for each call, at most {_LONGEST_KEY} characters"
        raise _No(400, why)
    return key


async def _body(request: Request) -> bytes:
    body = b""
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > MOST:
                raise _No(413, f"the body is larger than {MOST // 1024} kB; send fewer rows at once")
    except ClientDisconnect:
        raise _No(400, "the body broke off") from None
    return body


def _rows(body: bytes) -> list[dict[str, str]]:
    """Return the rows as text, numbers as they are written: a sum goes through no binary fraction."""
    try:
        told = json.loads(body, parse_float=str, parse_int=str, parse_constant=_no_number)
    except (ValueError, RecursionError) as trouble:
        raise _No(400, f"the body is no JSON ({str(trouble)[:100]})") from None
    rows = told if isinstance(told, list) else told.get("rows", [told]) if isinstance(told, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _No(400, 'write one row, {"id": …}, or several, {"rows": [{"id": …}, …]}')
    if len(rows) > MOST_ROWS:
        raise _No(413, f"{len(rows)} rows are too many at once; send at most {MOST_ROWS}")
    return [{str(name): _text(name, value, at) for name, value in row.items()} for at, row in enumerate(rows)]


def _no_number(written: str) -> str:
    raise ValueError(f"{written} is no number")


def _text(name: str, value: Any, row: int) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    raise _No(400, f"row {row}, {name}: write text or a number, nothing nested")


def _told(refusal: RowsRefused) -> dict[str, Any]:
    return {
        "refused": [
            {"row": row, "column": problem.column, "why": problem.why}
            for row, problems in refusal.rows
            for problem in problems
        ]
    }
