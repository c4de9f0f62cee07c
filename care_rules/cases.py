from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from care_rules.errors import IllegalMove, NotTheirMove


class CaseKind(StrEnum):
    complaint = "complaint"
    request = "request"
    question = "question"
    suggestion = "suggestion"
    emergency = "emergency"


class Channel(StrEnum):
    """Where a matter was brought to us."""

    telegram = "telegram"
    phone = "phone"
    email = "email"
    shop = "shop"
    social = "social"


class CaseState(StrEnum):
    new = "new"
    acknowledged = "acknowledged"
    in_progress = "in_progress"
    waiting_for_customer = "waiting_for_customer"
    resolved = "resolved"
    closed = "closed"
    reopened = "reopened"


class Actor(StrEnum):
    customer = "customer"
    staff = "staff"
    bot = "bot"


class Move(StrEnum):
    acknowledge = "acknowledge"  # the customer was told the number and the promise
    claim = "claim"  # a colleague takes it, also from another colleague
    answer = "answer"  # a colleague wrote to the customer
    ask = "ask"  # a colleague needs something from the customer
    customer_wrote = "customer_wrote"  # words, a photo, a tap that adds to the case
    resolve = "resolve"  # a colleague holds it for solved
    confirm = "confirm"  # the customer says it is solved
    reject = "reject"  # the customer says it is not solved
    close = "close"  # nothing more was heard after it was resolved
    merge = "merge"  # it is the same matter as another case, which lives on
    reopen = "reopen"  # it came back after it was resolved or closed


@dataclass(frozen=True)
class Law:
    by: frozenset[Actor]
    leads: Mapping[CaseState, CaseState]


def _law(by: set[Actor], leads: dict[CaseState, CaseState]) -> Law:
    return Law(frozenset(by), MappingProxyType(leads))


_S = CaseState
_customer, _staff, _bot = Actor.customer, Actor.staff, Actor.bot

OPEN_STATES = frozenset({_S.new, _S.acknowledged, _S.in_progress, _S.waiting_for_customer, _S.reopened})

# The lifecycle law: all of it. A state that a move does not list does not allow the move.
MOVES: Mapping[Move, Law] = MappingProxyType(
    {
        Move.acknowledge: _law({_bot, _staff}, {_S.new: _S.acknowledged}),
        Move.claim: _law(
            {_staff},
            {
                _S.new: _S.in_progress,
                _S.acknowledged: _S.in_progress,
                _S.in_progress: _S.in_progress,
                _S.waiting_for_customer: _S.waiting_for_customer,
                _S.reopened: _S.in_progress,
            },
        ),
        Move.answer: _law(
            {_staff},
            {
                _S.new: _S.in_progress,
                _S.acknowledged: _S.in_progress,
                _S.in_progress: _S.in_progress,
                _S.waiting_for_customer: _S.waiting_for_customer,
                _S.resolved: _S.resolved,  # a last friendly line does not undo the resolution
                _S.reopened: _S.in_progress,
            },
        ),
        Move.ask: _law({_staff}, dict.fromkeys(OPEN_STATES, _S.waiting_for_customer)),
        Move.customer_wrote: _law(
            {_customer},
            {
                _S.new: _S.new,
                _S.acknowledged: _S.acknowledged,
                _S.in_progress: _S.in_progress,
                _S.waiting_for_customer: _S.in_progress,
                _S.resolved: _S.resolved,  # "thanks" reopens nothing; a complaint is `reject`
                _S.reopened: _S.reopened,
            },
        ),
        Move.resolve: _law({_staff}, dict.fromkeys(OPEN_STATES, _S.resolved)),
        Move.confirm: _law({_customer}, dict.fromkeys(OPEN_STATES | {_S.resolved}, _S.closed)),
        # From closed too: a "Not yet" tapped after the case was closed for silence still means it.
        Move.reject: _law({_customer}, {_S.resolved: _S.reopened, _S.closed: _S.reopened}),
        Move.close: _law({_bot, _staff}, {_S.resolved: _S.closed}),
        Move.merge: _law({_staff}, dict.fromkeys(OPEN_STATES | {_S.resolved}, _S.closed)),
        Move.reopen: _law({_customer, _staff}, {_S.resolved: _S.reopened, _S.closed: _S.reopened}),
    }
)


def after(state: CaseState, move: Move, by: Actor | None = None) -> CaseState:
    """Return the state that `move` leads to; without `by`, whoever makes it.

    Raises:
        IllegalMove: if the state does not allow the move.
        NotTheirMove: if it does, but not to this actor.
    """
    law = MOVES[move]
    if state not in law.leads:
        raise IllegalMove(state=state, move=move)
    if by is not None and by not in law.by:
        raise NotTheirMove(state=state, move=move, by=by)
    return law.leads[state]


def moves_from(state: CaseState, by: Actor) -> list[Move]:
    return [move for move, law in MOVES.items() if state in law.leads and by in law.by]
