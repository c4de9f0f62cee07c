"""A shop that pushes as it sells: POST /api/purchases and its like."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from bot.web import create_web
from bot.web.shop import shop_routes
from bot.work.customers.weighing import weigh_if_due
from storage.tables import Buyer, Purchase
from tests.bot.shop.till import CUSTOMERS, NOON, Shop

KEY = "the-key-of-the-shop"
BOUGHT: dict[str, Any] = {"id": "P-1", "customer": "C-1", "at": "2026-03-01 10:30", "amount": 19.99, "currency": "INR"}


@pytest.fixture
async def till(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    await shop.brings("customers", CUSTOMERS)
    web = create_web(None, "", {}, None, shop=shop_routes(KEY, shop.database, shop.house))
    transport = httpx.ASGITransport(app=web)
    async with httpx.AsyncClient(transport=transport, base_url="http://shop") as client:
        yield client


async def _push(till: httpx.AsyncClient, body: Any, key: str = "1", kind: str = "purchases") -> httpx.Response:
    headers = {"authorization": f"Bearer {KEY}", "idempotency-key": key}
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return await till.post(f"/api/{kind}", content=content, headers=headers)


async def test_a_purchase_is_kept_exactly(till: httpx.AsyncClient, shop: Shop) -> None:
    answer = await _push(till, BOUGHT)
    assert (answer.status_code, answer.json()) == (200, {"kept": 1, "new": 1})
    (bought,) = await shop.rows(Purchase)
    assert (bought.external_id, bought.amount, bought.currency) == ("P-1", 1_999, "INR")


async def test_a_customer_and_several_rows(till: httpx.AsyncClient, shop: Shop) -> None:
    rows = [{"id": "C-3", "name": "Wei", "phone": "+8613912345678"}, {"id": "C-1", "name": "Asha V."}]
    assert (await _push(till, {"rows": rows}, kind="customers")).json() == {"kept": 2, "new": 1}
    assert (await _push(till, rows, key="2", kind="customers")).json() == {"kept": 2, "new": 0}
    assert {buyer.external_id: buyer.name for buyer in await shop.rows(Buyer)}["C-1"] == "Asha V."


async def test_the_same_call_again_is_answered_the_same_and_does_nothing(till: httpx.AsyncClient, shop: Shop) -> None:
    first, again = await _push(till, BOUGHT), await _push(till, BOUGHT)
    assert first.json() == again.json() == {"kept": 1, "new": 1}
    assert len(await shop.rows(Purchase)) == 1


async def test_two_at_once_with_one_key_are_one(till: httpx.AsyncClient, shop: Shop) -> None:
    answers = await asyncio.gather(*(_push(till, BOUGHT) for _ in range(5)))
    assert [answer.json() for answer in answers] == [{"kept": 1, "new": 1}] * 5
    assert len(await shop.rows(Purchase)) == 1


async def test_a_key_with_another_body_is_refused(till: httpx.AsyncClient, shop: Shop) -> None:
    await _push(till, BOUGHT)
    answer = await _push(till, BOUGHT | {"amount": 5})
    assert answer.status_code == 409
    assert "another body" in answer.json()["why"]
    (bought,) = await shop.rows(Purchase)
    assert bought.amount == 1_999


async def test_one_bad_row_and_none_is_kept(till: httpx.AsyncClient, shop: Shop) -> None:
    rows = [BOUGHT, BOUGHT | {"id": "P-2", "amount": -1, "currency": "XYZ"}, BOUGHT | {"id": "P-3", "customer": "C-9"}]
    answer = await _push(till, rows)
    assert answer.status_code == 422
    told = [(one["row"], one["column"]) for one in answer.json()["refused"]]
    assert told == [(1, "amount"), (1, "currency"), (2, "customer")]
    assert await shop.rows(Purchase) == []
    assert (await _push(till, BOUGHT)).json() == {"kept": 1, "new": 1}, "a refused call does not use its key up"


@pytest.mark.parametrize("shown", [None, "", "Bearer", "Bearer wrong", f"Bearer {KEY}x", KEY[:-1]])
async def test_without_the_key_nothing_is_taken(till: httpx.AsyncClient, shop: Shop, shown: str | None) -> None:
    headers = {"idempotency-key": "1"} | ({} if shown is None else {"authorization": shown})
    answer = await till.post("/api/purchases", json=BOUGHT, headers=headers)
    assert answer.status_code == 401
    assert "API_KEY" in answer.json()["why"]
    assert await shop.rows(Purchase) == []


@pytest.mark.parametrize(
    ("body", "status", "why"),
    [
        (b"{", 400, "the body is no JSON"),
        (b"\xff\xfe", 400, "the body is no JSON"),
        (b"[" * 100_000, 400, "the body is no JSON"),
        (b'{"id": NaN}', 400, "NaN is no number"),
        (b"7", 400, "write one row"),
        (b'["P-1"]', 400, "write one row"),
        (b'{"rows": 7}', 400, "write one row"),
        (b'{"id": {"deep": 1}}', 400, "row 0, id: write text or a number, nothing nested"),
        (b'{"rows": [' + b"{}," * 1000 + b"{}]}", 413, "1001 rows are too many at once"),
        (b" " * 10 * 1024 * 1024, 413, "the body is larger than 1024 kB"),
        (b"{}", 422, "no row was kept"),
    ],
)
async def test_bad_bodies(till: httpx.AsyncClient, shop: Shop, body: bytes, status: int, why: str) -> None:
    answer = await _push(till, body)
    assert answer.status_code == status
    assert why in answer.json()["why"]
    assert await shop.rows(Purchase) == []


async def test_a_call_without_an_idempotency_key_or_for_nothing(till: httpx.AsyncClient) -> None:
    bare = await till.post("/api/purchases", json=BOUGHT, headers={"authorization": f"Bearer {KEY}"})
    assert (bare.status_code, "Idempotency-Key is missing" in bare.json()["why"]) == (400, True)
    nowhere = await _push(till, BOUGHT, kind="gifts")
    assert (nowhere.status_code, "there are customers, products" in nowhere.json()["why"]) == (404, True)


def test_without_a_key_in_the_settings_there_is_no_door(shop: Shop) -> None:
    with pytest.raises(ValueError, match="would take rows from anybody"):
        shop_routes("", shop.database, shop.house)


async def test_what_somebody_is_worth_follows_within_the_hour(till: httpx.AsyncClient, shop: Shop) -> None:
    at = NOON
    shop.house.clock = lambda: at
    assert await weigh_if_due(shop.database, shop.house) == 2
    await _push(till, BOUGHT)
    await _push(till, BOUGHT | {"id": "P-2"}, key="2")
    at = NOON + timedelta(minutes=59)
    assert await weigh_if_due(shop.database, shop.house) is None
    at = NOON + timedelta(minutes=60)
    assert await weigh_if_due(shop.database, shop.house) == 2
    assert await weigh_if_due(shop.database, shop.house) is None
