import httpx
import pytest

from bot.web import create_web
from tests.web.conftest import PAGE, Clock, Inbox

AT = "/sandbox/clock"


async def test_it_tells_the_time(client: httpx.AsyncClient) -> None:
    assert (await client.get(AT)).json() == {"now": "2026-05-02T12:00:00+00:00", "offset_seconds": 0}


async def test_it_goes_forward(client: httpx.AsyncClient) -> None:
    await client.post(AT, json={"forward_seconds": 3600})
    answer = await client.post(AT, json={"forward_seconds": 60})

    assert answer.json() == {"now": "2026-05-02T13:01:00+00:00", "offset_seconds": 3660}


async def test_it_goes_to_what_is_due_next(client: httpx.AsyncClient) -> None:
    answer = await client.post(AT, json={"to_next": True})

    assert answer.json() == {"now": "2026-05-03T09:00:00+00:00", "offset_seconds": 75600}


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"forward_seconds": -1},
        {"forward_seconds": 10**12},
        {"forward_seconds": 1, "to_next": True},
        {"back": 3},
        {"forward_seconds": "soon"},
        [],
    ],
    ids=str,
)
async def test_anything_else_is_refused_and_moves_nothing(
    client: httpx.AsyncClient, clock: Clock, asked: object
) -> None:
    assert (await client.post(AT, json=asked)).status_code == 422
    assert clock.offset == 0


async def test_a_text_that_pretends_to_be_a_form_moves_nothing(client: httpx.AsyncClient, clock: Clock) -> None:
    """Such a request needs no leave of the browser, so any page could send it."""
    answer = await client.post(AT, content='{"to_next": true}', headers={"content-type": "text/plain"})

    assert answer.status_code == 422
    assert clock.offset == 0


@pytest.mark.parametrize(("origin", "allowed"), [(PAGE, PAGE), ("http://127.0.0.1:9999", None), ("null", None)])
async def test_only_the_sandbox_page_may_ask(client: httpx.AsyncClient, origin: str, allowed: str | None) -> None:
    asked = {
        "origin": origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }

    answer = await client.options(AT, headers=asked)

    assert answer.headers.get("access-control-allow-origin") == allowed
    assert (answer.status_code == 200) is (allowed is not None)


async def test_beside_the_real_telegram_the_clock_does_not_move(inbox: Inbox) -> None:
    web = create_web(inbox, "a-secret", {}, None)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(web), base_url="http://127.0.0.1") as client:
        assert (await client.post(AT, json={"to_next": True})).status_code == 404
