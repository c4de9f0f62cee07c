from collections.abc import Awaitable, Callable, Collection, Mapping

from fastapi import APIRouter, FastAPI
from starlette.middleware.cors import CORSMiddleware

from bot.web.health import Check, health_routes
from bot.web.sandbox_clock import SandboxClock, clock_routes
from bot.web.webhook import webhook_routes


def create_web(
    ingest: Callable[[bytes], Awaitable[None]] | None,
    secret: str,
    checks: Mapping[str, Check],
    sandbox_clock: SandboxClock | None,
    sandbox_origins: Collection[str] = (),
    shop: APIRouter | None = None,
) -> FastAPI:
    """The one HTTP stack.

    `ingest` returns when the update is committed; without it there is no webhook. The clock can be moved from pages of
    `sandbox_origins` only. `shop` is what a shop may call, if it may.
    """
    web = FastAPI(title="Rapport", docs_url=None, redoc_url=None, openapi_url=None)
    web.include_router(health_routes(checks))
    if ingest is not None:
        web.include_router(webhook_routes(ingest, secret))
    if shop is not None:
        web.include_router(shop)
    if sandbox_clock is not None:
        web.include_router(clock_routes(sandbox_clock))
        web.add_middleware(
            CORSMiddleware,
            allow_origins=list(sandbox_origins),
            allow_methods=["GET", "POST"],
            allow_headers=["content-type"],
        )
    return web
