"""Histories of cases: what may happen to one, in an order that the law allows."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from care_rules.cases import Actor, CaseState, Move, after, moves_from
from care_rules.promises import OPENED, Happening

BEGIN = datetime(2026, 3, 26, 7, 0, tzinfo=UTC)  # a Thursday; on Sunday the clocks of Berlin go forward
_gaps = st.integers(0, 3 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


def history(*told: tuple[str, datetime]) -> list[Happening]:
    """Return what happened, told as move and moment, each with the state it led to; keys count from 1."""
    state, story = CaseState.new, []
    for key, (what, at) in enumerate(told, start=1):
        state = CaseState.acknowledged if what == OPENED else after(state, Move(what))
        story.append(Happening(key, at, what, state))
    return story


@st.composite
def histories(draw: st.DrawFn) -> list[Happening]:
    """A case that is opened, and up to a dozen lawful moves of anybody, minutes to days apart."""
    at, state = BEGIN, CaseState.acknowledged
    story = [Happening(1, at, OPENED, state)]
    for key in range(2, 2 + draw(st.integers(0, 12))):
        at += draw(_gaps)
        possible = sorted({move for actor in Actor for move in moves_from(state, actor)})
        move = draw(st.sampled_from(possible))
        state = after(state, move)
        story.append(Happening(key, at, move.value, state))
    return story
