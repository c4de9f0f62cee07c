"""What a shop's till pushes as it sells: the same rows as in its files, all of a call or none, and once."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bot.work.customers import weighing
from bot.work.outreach import planning
from bot.work.shop.columns import Problem, Ways
from bot.work.shop.kinds import Kind
from bot.work.shop.taking import Checked, Row, check, keep
from bot.work.turn import Turn
from storage import customers, shop

_TELLING = "purchases"  # what changes how much somebody is worth


@dataclass(frozen=True)
class Call:
    """One call: its idempotency key and its body, as they came."""

    key: str
    body: bytes

    @property
    def digest(self) -> str:
        return sha256(self.body).hexdigest()


class KeyUsedOtherwise(Exception):
    """This idempotency key came before, with another body."""


class RowsRefused(Exception):
    """Some rows cannot be taken, so that none was. `rows`: place in the call, from 0, and all that is wrong."""

    def __init__(self, rows: Sequence[tuple[int, list[Problem]]]) -> None:
        super().__init__(f"{len(rows)} rows refused")
        self.rows = rows


async def ring_up(turn: Turn, kind: Kind, rows: Sequence[Row], call: Call) -> dict[str, Any]:
    """Keep the rows and return what came of it: {"kept": 2, "new": 1}. The same call again returns the same.

    Raises:
        KeyUsedOtherwise
        RowsRefused: with the first of them alone or with all, nothing is kept.
    """
    key = f"{kind.name} {call.key}"
    earlier = await shop.begin_call(turn.session, key, call.digest, turn.now)
    if earlier is not None:
        if earlier.digest != call.digest:
            raise KeyUsedOtherwise
        return earlier.answer
    checked = await check(turn, kind, rows, usual_ways(turn))
    if checked.refused:
        raise RowsRefused(checked.refused)
    answer = {"kept": len(checked.good), "new": await keep(turn, kind, checked)}
    await shop.end_call(turn.session, key, answer)
    await _replan(turn, checked)
    if kind.name == _TELLING:
        await weighing.ask_for_within_the_hour(turn)
    return answer


async def _replan(turn: Turn, checked: Checked) -> None:
    """What was bought, booked or is due may be an occasion to write."""
    buyer_ids = {values["buyer_id"] for _, values in checked.good if values.get("buyer_id") is not None}
    here = await customers.of_buyers(turn.session, buyer_ids, lock=True) if buyer_ids else []
    if here:
        await planning.replan(turn, *here)


def usual_ways(turn: Turn) -> Ways:
    """Return how rows are read where nobody says otherwise."""
    company = turn.house.company
    return Ways(company.zone, turn.house.book.value.currency, company.country)
