"""Kill the product in a gap of one's choice, and say which gaps it was found in."""

import asyncio
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any

from storage.database import Database
from tests.e2e.parts import Part
from tests.e2e.soak import gaps
from tests.e2e.soak.gaps import DECIDED, DELIVERED, GAPS, KEPT, MARKED, TAKEN, TOLD, Rows
from tests.e2e.soak.world import World
from tests.e2e.waiting import until

ANY, STARTING, GREETING = "any moment", "while starting", "a greeting on its way"
AIMS = (TAKEN, MARKED, DECIDED, DELIVERED, KEPT, GREETING, ANY, TOLD, STARTING)
_PATIENCE = 8.0  # seconds to wait for a gap; then it is killed wherever it is
_LOOK_EVERY = 0.003


@dataclass
class Killer:
    """Kills `product` and starts it again; `found` counts in how many kills each gap held something."""

    world: World
    database: Database
    product: Part
    lot: Random
    kills: int = 0
    found: Counter[str] = field(default_factory=Counter)
    aimed: Counter[str] = field(default_factory=Counter)
    deaths: Counter[int] = field(default_factory=Counter)

    async def kill_and_restart(self, aim: str) -> None:
        self.kills += 1
        self.aimed[aim] += 1
        await self._no_third_death()
        if aim == STARTING:
            await asyncio.sleep(self.lot.uniform(0.2, 4.0))
            await self.product.kill()
        else:
            await self.product.until_up()
            await asyncio.sleep(self.lot.uniform(0.0, 0.5))
            await self._aimed(aim)
        async with self.world.still:
            await self._count()
        await self.product.start()

    async def _no_third_death(self) -> None:
        """A unit in hand at three deaths running is set aside by law; no unit is to meet a third one of ours."""

        async def handled() -> bool:
            async with self.database.read() as session:
                return not twice & await gaps.pending(session)

        twice = {number for number, deaths in self.deaths.items() if deaths >= 2}
        await until(handled, "units that were in hand at two deaths", within=60)

    async def _aimed(self, aim: str) -> None:
        if aim == ANY:
            await asyncio.sleep(self.lot.uniform(0.0, 1.0))
            await self.product.kill()
            return
        if aim == MARKED:  # the call leaves and is never carried out
            await self.world.control.do("faults", kind="timeout_before", times=3)
        loop = asyncio.get_running_loop()
        give_up_at = loop.time() + _PATIENCE

        async def killed() -> bool:
            try:
                return await self._killed_in(aim, impatient=loop.time() > give_up_at)
            except gaps.InTheMiddle:
                return False

        await until(killed, "the product to be killed", within=60, look_every=_LOOK_EVERY)
        async with self.world.control.session.delete(f"{self.world.control.url}/sandbox/faults") as answer:
            assert answer.status == 200

    async def _killed_in(self, aim: str, *, impatient: bool) -> bool:
        async with gaps.standing_still(self.database) as session:
            now = await gaps.rows(session)
            if aim == TOLD:
                await asyncio.sleep(self.lot.uniform(0.1, 0.3))  # it hears of something, and cannot keep it
            if not (impatient or _is_in(aim, now)):
                return False
            if aim in (MARKED, DELIVERED, GREETING):
                await asyncio.sleep(self.lot.uniform(0.0, 0.05))  # a send that was begun goes on
            await self.product.kill()
        return True

    async def _count(self) -> None:
        """Read from the rows where it was killed."""
        await asyncio.sleep(0.1)  # what had left reaches the sandbox
        async with self.database.read() as session:
            now, sending = await gaps.rows(session), await gaps.sending(session)
            self.deaths.update(await gaps.in_hand(session))
        record = await self._record_since(sending)
        delivered = [row for row in sending if any(_is_of(entry, row) for entry in record)]
        held = {
            TOLD: await self.world.unheard() and self.world.updates > now.kept,
            KEPT: now.waiting,
            TAKEN: now.taken,
            DECIDED: now.decided,
            MARKED: len(sending) - len(delivered),
            DELIVERED: len(delivered),
            GREETING: now.greetings_sending,
        }
        self.found.update(gap for gap in (*GAPS, GREETING) if held[gap])

    async def _record_since(self, sending: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        if not sending:
            return []
        last = (await self.world.control.get("record", limit=1))["last_seq"]
        return await self.world.control.record(after=max(0, last - 300))


def _is_in(aim: str, now: Rows) -> bool:
    return {
        TOLD: True,
        KEPT: now.waiting > 0,
        TAKEN: now.taken > 0,
        DECIDED: now.decided > 0,
        MARKED: now.sending > 0,
        DELIVERED: now.sending > 0,
        GREETING: now.greetings_sending > 0,
    }[aim]


def _is_of(entry: dict[str, Any], row: dict[str, Any]) -> bool:
    """Whether this delivered call is the row's: it says what the row says, and not before the row was written."""
    if not entry["delivered"] or entry["chat_id"] != row["chat_id"] or entry["method"] != row["method"]:
        return False
    payload = row["payload"] if isinstance(row["payload"], dict) else json.loads(row["payload"])
    same = all(str(entry["params"].get(name, "")) == str(value) for name, value in payload.items() if _plain(value))
    return same and datetime.fromisoformat(entry["at"]) >= _moment(row["created_at"])


def _plain(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _moment(given: object) -> datetime:
    """SQLite keeps moments as text, in UTC."""
    if isinstance(given, datetime):
        return given
    moment = datetime.fromisoformat(str(given))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
