"""/health: the process answers. /ready: everything it needs does."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import structlog
from fastapi import APIRouter
from fastapi.responses import JSONResponse

Check = Callable[[], Awaitable[str | None]]
"""Returns None when all is well, or a line that says what is not."""

PATIENCE = 3.0  # seconds for each check

log = structlog.get_logger(__name__)


def health_routes(checks: Mapping[str, Check]) -> APIRouter:
    router = APIRouter()

    @router.get("/health")
    async def health() -> dict[str, bool]:
        return {"alive": True}

    @router.get("/ready")
    async def ready() -> JSONResponse:
        answers = await asyncio.gather(*(_asked(name, check) for name, check in checks.items()))
        told = {name: answer or "fine" for name, answer in zip(checks, answers, strict=True)}
        all_fine = not any(answers)
        return JSONResponse({"ready": all_fine, "checks": told}, 200 if all_fine else 503)

    return router


async def _asked(name: str, check: Check) -> str | None:
    try:
        return await asyncio.wait_for(check(), PATIENCE)
    except TimeoutError:
        return f"no answer within {PATIENCE:.0f} s"
    except Exception as error:  # a check that breaks is an answer too, and must not hide the others
        log.warning("check_failed", check=name, exc_info=error)
        return f"could not be checked ({type(error).__name__})"
