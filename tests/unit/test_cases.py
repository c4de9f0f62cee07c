import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_rules.cases import MOVES, OPEN_STATES, Actor, CaseState, Move, after, moves_from
from care_rules.errors import CareError, IllegalMove, NotTheirMove

Walk = list[tuple[CaseState, Move, CaseState]]


def walked(moves: list[Move]) -> Walk:
    """The steps that the law let through, from a new case on."""
    state = CaseState.new
    steps: Walk = []
    for move in moves:
        try:
            reached = after(state, move)
        except IllegalMove:
            continue
        steps.append((state, move, reached))
        state = reached
    return steps


walks = st.lists(st.sampled_from(Move), max_size=40).map(walked)


@given(walks)
def test_a_walk_never_leaves_the_table(walk: Walk) -> None:
    assert all(MOVES[move].leads[state] is reached for state, move, reached in walk)


@given(walks)
def test_a_closed_case_only_reopens(walk: Walk) -> None:
    left_closed = [reached for state, _, reached in walk if state is CaseState.closed]
    assert all(reached is CaseState.reopened for reached in left_closed)


@given(walks)
def test_a_case_is_new_only_once(walk: Walk) -> None:
    assert all(reached is not CaseState.new or state is CaseState.new for state, _, reached in walk)


@given(walks)
def test_a_case_waits_for_the_customer_only_because_staff_asked(walk: Walk) -> None:
    began_waiting = [
        move for state, move, reached in walk if reached is CaseState.waiting_for_customer and state != reached
    ]
    assert all(move is Move.ask for move in began_waiting)


@given(st.sampled_from(CaseState), st.sampled_from(Move), st.sampled_from(Actor))
def test_moves_offered_are_the_moves_allowed(state: CaseState, move: Move, actor: Actor) -> None:
    if move in moves_from(state, actor):
        assert after(state, move, actor) is after(state, move)
    else:
        with pytest.raises(IllegalMove):
            after(state, move, actor)


def test_from_every_state_somebody_can_go_on() -> None:
    assert all(any(moves_from(state, actor) for actor in Actor) for state in CaseState)


def test_every_open_case_can_be_resolved_then_confirmed_or_rejected() -> None:
    assert {after(state, Move.resolve, Actor.staff) for state in OPEN_STATES} == {CaseState.resolved}
    assert after(CaseState.resolved, Move.confirm, Actor.customer) is CaseState.closed
    assert after(CaseState.resolved, Move.reject, Actor.customer) is CaseState.reopened


def test_the_customers_words_end_the_waiting_and_change_nothing_else() -> None:
    reached = {state: after(state, Move.customer_wrote) for state in OPEN_STATES | {CaseState.resolved}}
    assert reached.pop(CaseState.waiting_for_customer) is CaseState.in_progress
    assert all(state is same for state, same in reached.items())


def test_a_closed_case_takes_no_words() -> None:
    with pytest.raises(IllegalMove):
        after(CaseState.closed, Move.customer_wrote)


def test_staff_cannot_confirm_for_the_customer() -> None:
    with pytest.raises(NotTheirMove) as refused:
        after(CaseState.resolved, Move.confirm, Actor.staff)
    assert refused.value.key == "not-their-move"
    assert refused.value.facts == {"state": "resolved", "move": "confirm", "by": "staff"}


def test_a_refusal_says_what_was_refused() -> None:
    with pytest.raises(CareError, match="illegal-move: state=closed, move=resolve"):
        after(CaseState.closed, Move.resolve)
