"""What a customer agreed to, kind by kind: changed in one place, each change noted with when and how."""

from collections.abc import Collection
from datetime import timedelta

from bot.work.outreach import planning
from bot.work.outreach.withdrawing import withdraw
from bot.work.turn import Turn
from care_rules.calls import NO_CALLS
from care_rules.consent import CareKind, Consent, kinds_granted, narrowed
from storage.tables import ConsentNote, Customer

PAUSE = timedelta(days=7)  # what "not now" means


def granted(customer: Customer) -> frozenset[CareKind]:
    """Return the kinds that we may write about first; none while they have stopped us."""
    if customer.stopped_at is not None:
        return frozenset()
    return kinds_granted(customer.consent, customer.declined)


async def agree(turn: Turn, customer: Customer, consent: Consent, how: str) -> None:
    """Keep the level they chose; what they had stopped, paused or declined before is over, but for telephone calls."""
    before = granted(customer)
    customer.consent, customer.consent_at = consent, turn.now
    customer.stopped_at, customer.paused_until, customer.declined = None, None, _no_calls(customer)
    await _changed(turn, customer, before, how)


async def choose_kinds(turn: Turn, customer: Customer, kinds: Collection[CareKind], how: str) -> None:
    """Keep exactly these kinds; a stop or a pause before is over."""
    before = granted(customer)
    customer.consent, declined = narrowed(kinds)
    customer.consent_at, customer.declined = turn.now, [*(kind.value for kind in declined), *_no_calls(customer)]
    customer.stopped_at, customer.paused_until = None, None
    if before - set(kinds):
        await withdraw(turn, customer)
    await _changed(turn, customer, before, how)


async def stop(turn: Turn, customer: Customer) -> None:
    """Never write first, from now on; what waits to leave is taken back."""
    before = granted(customer)
    customer.stopped_at = customer.stopped_at or turn.now
    await withdraw(turn, customer)
    await _changed(turn, customer, before, "stop")


async def resume(turn: Turn, customer: Customer) -> None:
    """Take a stop or a pause back: what they agreed to before holds again."""
    before = granted(customer)
    customer.stopped_at = customer.paused_until = None
    await _changed(turn, customer, before, "undo")


async def pause(turn: Turn, customer: Customer, span: timedelta) -> None:
    """Write nothing first for so long; what waits to leave is taken back."""
    customer.paused_until = turn.now + span
    await withdraw(turn, customer)
    await planning.replan(turn, customer)


async def let_call(turn: Turn, customer: Customer, *, yes: bool) -> None:
    """Telephone them of our own accord, or never again. It stands apart from what we may write about."""
    kept = [one for one in customer.declined if one != NO_CALLS]
    customer.declined = kept if yes else [*kept, NO_CALLS]
    await planning.replan(turn, customer)


def _no_calls(customer: Customer) -> list[str]:
    return [one for one in customer.declined if one == NO_CALLS]


async def _changed(turn: Turn, customer: Customer, before: frozenset[CareKind], how: str) -> None:
    now = granted(customer)
    for kind in CareKind:
        if (kind in now) != (kind in before):
            note = ConsentNote(customer_id=customer.id or 0, at=turn.now, kind=kind, granted=kind in now, how=how)
            turn.session.add(note)
    await planning.replan(turn, customer)
