"""Was every message answered, and once? The record of one chat is laid beside what was asked in it."""

from collections.abc import Sequence

from tests.e2e.soak.asked import AGAIN, NODDED, UNASKED, Ask
from tests.e2e.soak.record import Entry, core, is_again, text_of


def unanswered_or_twice(
    asks: Sequence[Ask], told: Sequence[Entry], nods: set[tuple[int, int]]
) -> tuple[list[str], list[str]]:
    """Return what was not answered, and what was answered that nobody asked or that was answered before.

    A customer's messages are answered in their order. A message again, marked as such, is no second answer.
    """
    replies = [entry for entry in told if not UNASKED.match(text_of(entry).removeprefix(AGAIN))]
    answered = {-1}  # how far the asks may be answered by the replies so far: there may be more than one reading
    said_before: set[str] = set()
    for entry in replies:
        text, before = text_of(entry).removeprefix(AGAIN), answered
        answered = {place for at in before for place in _after(asks, at, text, nods)}
        if is_again(entry) and core(entry) in said_before:
            answered |= before
        if not answered:
            if core(entry) in said_before:
                return [], [f"told again, unmarked, after {asks[max(before)]}: “{text[:80]}”"]
            return _as_findings(asks, max(before), text, nods)
        said_before.add(core(entry))
    last = max(answered)
    missing = [ask for ask in asks[last + 1 :] if not _nodded(ask, nods)]
    return [f"not answered: {ask}" for ask in missing], []


def _after(asks: Sequence[Ask], at: int, text: str, nods: set[tuple[int, int]]) -> list[int]:
    """Return which ask the text may belong to when the asks up to `at` were answered."""
    places = [at] if at >= 0 and asks[at].goes_on_with(text) else []
    for place in range(at + 1, len(asks)):
        if asks[place].begins_with(text):
            places.append(place)
        if not _nodded(asks[place], nods):
            break
    return places


def _nodded(ask: Ask, nods: set[tuple[int, int]]) -> bool:
    return ask.kind in NODDED and any((ask.customer, number) in nods for number in ask.message_ids)


def _as_findings(asks: Sequence[Ask], at: int, text: str, nods: set[tuple[int, int]]) -> tuple[list[str], list[str]]:
    """A reply that fits nowhere: either it is one too many, or what it would follow was never answered."""
    due = next((ask for ask in asks[at + 1 :] if not _nodded(ask, nods)), None)
    later = any(ask.begins_with(text) for ask in asks[at + 1 :])
    if due is not None and later:
        return [f"not answered: {due}; next came “{text[:80]}”"], []
    return [], [f"one too many, after {asks[at] if at >= 0 else 'nothing'}: “{text[:80]}”"]
