import asyncio
from collections.abc import Awaitable, Callable

import httpx
import pytest

Checks = dict[str, Callable[[], Awaitable[str | None]]]


async def fine() -> None:
    return None


async def away() -> str:
    return "the database does not answer"


async def broken() -> None:
    raise RuntimeError("a password is in here")


async def silent() -> None:
    await asyncio.Event().wait()


async def test_alive_says_nothing_of_the_rest(client: httpx.AsyncClient, checks: Checks) -> None:
    checks["database"] = away

    answer = await client.get("/health")

    assert (answer.status_code, answer.json()) == (200, {"alive": True})


async def test_ready_when_everything_is_fine(client: httpx.AsyncClient, checks: Checks) -> None:
    checks["database"] = fine

    answer = await client.get("/ready")

    assert (answer.status_code, answer.json()) == (200, {"ready": True, "checks": {"database": "fine"}})


async def test_not_ready_says_what_is_wrong_and_hides_no_other_check(
    client: httpx.AsyncClient, checks: Checks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.health.PATIENCE", 0.01)
    checks.update(database=away, telegram=fine, courier=broken, nlu=silent)

    answer = await client.get("/ready")

    assert answer.status_code == 503
    assert answer.json() == {
        "ready": False,
        "checks": {
            "database": "the database does not answer",
            "telegram": "fine",
            "courier": "could not be checked (RuntimeError)",
            "nlu": "no answer within 0 s",
        },
    }


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/", "/unknown"])
async def test_nothing_else_is_shown(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404
