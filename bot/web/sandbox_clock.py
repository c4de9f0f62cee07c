"""Moving the wall clock forward, in sandbox mode alone."""

from datetime import datetime, timedelta
from typing import Protocol, Self

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, model_validator

FURTHEST = timedelta(days=3660)


class SandboxClock(Protocol):
    """Each answer is the moment it is now, in UTC, and the whole offset in seconds."""

    def now(self) -> tuple[datetime, int]: ...

    async def forward(self, seconds: int) -> tuple[datetime, int]: ...

    async def to_next(self) -> tuple[datetime, int]:
        """Go to the next moment when something is due; stay when nothing is."""


class Forward(BaseModel):
    model_config = ConfigDict(extra="forbid")

    forward_seconds: int | None = Field(None, ge=0, le=int(FURTHEST.total_seconds()))
    to_next: bool = False

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.forward_seconds is None) is not self.to_next:
            raise ValueError('write {"forward_seconds": 3600} or {"to_next": true}')
        return self


def clock_routes(clock: SandboxClock) -> APIRouter:
    router = APIRouter(prefix="/sandbox/clock")

    @router.get("")
    async def now() -> dict[str, object]:
        return _told(*clock.now())

    @router.post("")
    async def move(how: Forward) -> dict[str, object]:
        if how.forward_seconds is None:
            return _told(*await clock.to_next())
        return _told(*await clock.forward(how.forward_seconds))

    return router


def _told(now: datetime, offset_seconds: int) -> dict[str, object]:
    return {"now": now.isoformat(), "offset_seconds": offset_seconds}
