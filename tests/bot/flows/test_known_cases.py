"""Words about a case there is, or beside it: they go to it, close it, reopen it, or get one of their own."""

from typing import Any

import pytest

from tests.bot.bad_input.playing import all_done, cases, one_answer, open_case
from tests.bot.flows.product import ASHA, GROUP, MIRA, Product
from tests.bot.flows.readings import understood

ADDED, REOPENED, RATE = "I've added this to case", "I'm sorry. I've reopened", "how was our service with"
OPEN, RESOLVED, CLOSED, LONG_CLOSED = "acknowledged", "resolved", "closed", "closed a month ago"
ONE = "complaint"


async def in_state(product: Product, state: str) -> None:
    """Asha has one case, and it is in this state."""
    await open_case(product, ASHA)
    if state in (RESOLVED, CLOSED):
        await product.tap(MIRA, GROUP, "Resolve")
        await product.quiet(ASHA)
    if state == CLOSED:
        await product.tap(ASHA, ASHA, "Yes")
        await product.quiet(ASHA)
    if state == LONG_CLOSED:
        await product.write(ASHA, close_cases=True)


@pytest.mark.parametrize(
    ("before", "intent", "answer", "after"),
    [
        (OPEN, "complain", ADDED, [(ONE, OPEN)]),
        (OPEN, "add_to_case", ADDED, [(ONE, OPEN)]),
        (OPEN, "still_broken", ADDED, [(ONE, OPEN)]),
        (OPEN, "confirm_fixed", RATE, [(ONE, CLOSED)]),
        (OPEN, "give_feedback", "that is worth thinking about", [(ONE, OPEN), ("suggestion", OPEN)]),
        (OPEN, "track_order", "where your order is", [(ONE, OPEN), ("request", OPEN)]),
        (OPEN, "talk_to_human", "Of course. I've told the team", [(ONE, OPEN)]),
        (OPEN, "praise", "I've passed this on to the team", [(ONE, OPEN)]),
        (RESOLVED, "add_to_case", "Mira will see it", [(ONE, RESOLVED)]),
        (RESOLVED, "still_broken", REOPENED, [(ONE, "reopened")]),
        (RESOLVED, "confirm_fixed", RATE, [(ONE, CLOSED)]),
        (RESOLVED, "complain", "I've opened case", [(ONE, RESOLVED), (ONE, OPEN)]),
        (CLOSED, "still_broken", REOPENED, [(ONE, "reopened")]),
        (CLOSED, "confirm_fixed", "I'm glad it works", [(ONE, CLOSED)]),
        (LONG_CLOSED, "still_broken", "I've opened case", [(ONE, CLOSED), (ONE, OPEN)]),
    ],
)
async def test_what_words_do_to_a_case(
    product: Product, before: str, intent: str, answer: str, after: list[tuple[str, Any]]
) -> None:
    await in_state(product, before)
    product.readings.know(understood("about the pot then", intent))
    await product.hears(ASHA, "about the pot then")
    assert answer in await one_answer(product, ASHA)
    assert [(case.kind, case.state) for case in await cases(product)] == after
    await all_done(product)


async def test_a_second_request_of_one_kind_joins_the_first(product: Product) -> None:
    product.readings.know(understood("where is it", "track_order"), understood("it is order 4711", "track_order"))
    await product.hears(ASHA, "where is it")
    assert "You'd like to know where your order is. I've put it before a colleague" in await one_answer(product, ASHA)
    await product.hears(ASHA, "it is order 4711")
    assert "has what it needs" in await one_answer(product, ASHA)
    assert [case.intent for case in await cases(product)] == ["track_order"]
