import json
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.web import create_web
from tests.web.conftest import SECRET, Inbox

UPDATE = json.dumps({"update_id": 7, "message": {"text": "грüße\u0000"}}).encode()
SHOWN = {"x-telegram-bot-api-secret-token": SECRET}


async def test_an_update_is_kept_as_it_came_before_telegram_is_told(client: httpx.AsyncClient, inbox: Inbox) -> None:
    answer = await client.post("/telegram", content=UPDATE, headers=SHOWN)

    assert answer.status_code == 200
    assert inbox.kept == [UPDATE]


async def test_what_was_not_kept_is_brought_again(client: httpx.AsyncClient, inbox: Inbox) -> None:
    inbox.failure = ConnectionError("the database is away")

    refused = await client.post("/telegram", content=UPDATE, headers=SHOWN)
    inbox.failure = None
    again = await client.post("/telegram", content=UPDATE, headers=SHOWN)

    assert (refused.status_code, again.status_code) == (503, 200)
    assert inbox.kept == [UPDATE]


@pytest.mark.parametrize("shown", [None, "", "wrong", SECRET + "x", SECRET[:-1], "ünï"])
async def test_without_the_secret_nothing_is_taken(client: httpx.AsyncClient, inbox: Inbox, shown: str | None) -> None:
    headers = {} if shown is None else {b"x-telegram-bot-api-secret-token": shown.encode("latin-1")}

    answer = await client.post("/telegram", content=UPDATE, headers=headers)

    assert answer.status_code == 403
    assert inbox.kept == []


@pytest.mark.parametrize(
    "body", [b"", b"{", b"hello", b"\xff\xfe", b"[]", b"7", b"null", b"[" * 100_000], ids=lambda body: repr(body[:8])
)
async def test_what_is_no_update_is_refused(client: httpx.AsyncClient, inbox: Inbox, body: bytes) -> None:
    answer = await client.post("/telegram", content=body, headers=SHOWN)

    assert answer.status_code == 400
    assert inbox.kept == []


async def test_one_mebibyte_is_taken_and_a_byte_more_is_not(client: httpx.AsyncClient, inbox: Inbox) -> None:
    fits = b'{"a":"' + b"x" * (1024 * 1024 - 8) + b'"}'

    assert (await client.post("/telegram", content=fits, headers=SHOWN)).status_code == 200
    assert (await client.post("/telegram", content=fits + b" ", headers=SHOWN)).status_code == 413
    assert inbox.kept == [fits]


async def test_length_is_counted_while_reading_when_no_header_tells_it(client: httpx.AsyncClient, inbox: Inbox) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 100_000

    answer = await client.post("/telegram", content=endless(), headers=SHOWN)

    assert answer.request.headers.get("content-length") is None
    assert answer.status_code == 413
    assert inbox.kept == []


async def test_while_polling_there_is_no_webhook() -> None:
    web = create_web(None, "", {}, None)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(web), base_url="http://127.0.0.1") as client:
        assert (await client.post("/telegram", content=UPDATE, headers=SHOWN)).status_code == 404


def test_a_webhook_without_a_secret_is_not_built(inbox: Inbox) -> None:
    with pytest.raises(ValueError, match="without a secret"):
        create_web(inbox, "", {}, None)
