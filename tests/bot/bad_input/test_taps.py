"""Buttons: too old, pressed twice, by the wrong person, with data nobody made."""

from typing import Any

import pytest

from tests.bot.bad_input.playing import (
    all_done,
    cases,
    customer,
    events,
    one_answer,
    open_case,
    told,
    works_on,
)
from tests.bot.flows.product import ASHA, GROUP, JONAS, MIRA, RAMON, Product

TOO_OLD = "This button is too old. Write what you need, and I'll take it from there."
GONE = "I can't find that case any more. /cases shows the ones you have."
NO_SUCH_DAY = "I couldn't find that day in a calendar. Could you write it like “3 May”?"
GARBAGE = (
    "",
    ":",
    "solved",
    "solved:",
    "solved:x",
    "solved:1:2:3",
    "solved:-1",
    "solved:９",
    "solved:99999999999999999999999999",
    "claim:1",
    "resolve:1",
    "rate:1:x",
    "birthday:13:99",
    "birthday:2:3:99999999999",
    "zone:../../etc/passwd",
    "zone:Atlantis/Centre",
    "consent:everything",
    "skip:everything",
    "skip:None",
    "why:999999",
    "other:999999",
    "'; DROP TABLE customer; --",
    "🌸" * 16,
)


async def _newest(product: Product, chat: int) -> int:
    await product.idle()
    return max(product.sandbox.state.room(chat).messages)


async def test_buttons_with_garbage_are_answered_kindly_and_change_nothing(product: Product) -> None:
    await open_case(product, ASHA)
    before = await customer(product, ASHA)
    message = await _newest(product, ASHA)
    for data in GARBAGE:
        answer = await product.press(ASHA, ASHA, message, data)
        assert answer in (TOO_OLD, GONE, "I couldn't find that day in a calendar. Could you write it like “3 May”?"), (
            data
        )
    assert await product.quiet(ASHA) == []
    assert (await customer(product, ASHA)).model_dump() == before.model_dump()
    assert [case.state for case in await cases(product)] == ["acknowledged"]
    assert await all_done(product) == 1 + len(GARBAGE)
    await works_on(product, ASHA)


async def test_a_button_of_an_earlier_version_on_a_message_long_gone(product: Product) -> None:
    await product.hears(ASHA, "/start")
    assert await product.press(ASHA, ASHA, 4711, "old_menu:3") == TOO_OLD
    await all_done(product)
    await works_on(product, ASHA)


async def test_claim_and_resolve_twice(product: Product) -> None:
    number, _ = await open_case(product, ASHA)
    card = await _newest(product, GROUP)
    [case] = await cases(product)
    assert await product.press(MIRA, GROUP, card, f"claim:{case.id}") == f"{number} is yours."
    assert await product.press(MIRA, GROUP, card, f"claim:{case.id}") == f"{number} is yours already."
    assert await product.press(JONAS, GROUP, card, f"claim:{case.id}") == f"Mira took {number} already."
    resolved = f"{number} is resolved. Asha Verma is asked whether it is."
    assert await product.press(MIRA, GROUP, card, f"resolve:{case.id}") == resolved
    again = "It is resolved already; the customer has been asked."
    assert await product.press(MIRA, GROUP, card, f"resolve:{case.id}") == again
    assert await product.press(JONAS, GROUP, card, f"claim:{case.id}") == again
    assert len([text for text in await product.quiet(ASHA) if "is solved. Is it" in text]) == 1
    assert [len(await events(product, move)) for move in ("claim", "resolve")] == [1, 1]
    await all_done(product)
    await works_on(product, ASHA)


async def test_solved_and_rated_twice(product: Product) -> None:
    await open_case(product, ASHA)
    [case] = await cases(product)
    message = await _newest(product, ASHA)
    assert await product.press(ASHA, ASHA, message, f"rate:{case.id}:1") == TOO_OLD  # not while it is open
    await product.tap(MIRA, GROUP, "Resolve")
    await product.quiet(ASHA)
    assert await product.press(ASHA, ASHA, message, f"solved:{case.id}") is None
    assert "from 1 (poor) to 5 (great)" in await one_answer(product, ASHA)
    moved_on = "That case has moved on since. /cases shows where it stands."
    assert await product.press(ASHA, ASHA, message, f"solved:{case.id}") == moved_on
    assert await product.press(ASHA, ASHA, message, f"rate:{case.id}:9") == GONE
    assert await product.press(ASHA, ASHA, message, f"rate:{case.id}:5") is None
    assert len(await product.quiet(ASHA)) == 2  # thanks, and the next question
    assert await product.press(ASHA, ASHA, message, f"rate:{case.id}:1") == "You gave 5 already. Thank you."
    assert await product.quiet(ASHA) == []
    assert [case.score for case in await cases(product)] == [5]
    await all_done(product)
    await works_on(product, ASHA)


async def test_a_tap_that_is_delivered_again_under_a_new_number_counts_once(product: Product) -> None:
    await open_case(product, ASHA)
    await product.tap(ASHA, ASHA, "Talk to a person")
    assert "I've told the team" in await one_answer(product, ASHA)
    heard = await all_done(product)
    query = {"id": "4711", "from": {"id": ASHA, "is_bot": False, "first_name": "Asha"}, "chat_instance": "1"}
    message = {"message_id": 1, "date": 0, "chat": {"id": ASHA, "type": "private"}}
    for _ in range(3):
        await told(product, {"callback_query": query | {"message": message, "data": "human"}})
    assert "I've told the team" in await one_answer(product, ASHA)
    assert await all_done(product) == heard + 1


@pytest.mark.parametrize("data", ["solved:{}", "unsolved:{}", "rate:{}:1", "other:{}"])
async def test_nobody_can_press_the_buttons_of_somebody_elses_case(product: Product, data: str) -> None:
    await open_case(product, ASHA)
    await product.hears(ASHA, "The lid is the blue one")
    await product.quiet(ASHA)
    await product.hears(RAMON, "/start")
    await product.quiet(RAMON)
    before = [case.model_dump() for case in await cases(product)]
    number = (await events(product, "added"))[0].id if data.startswith("other") else before[0]["id"]
    answer = await product.press(RAMON, RAMON, await _newest(product, RAMON), data.format(number))
    assert answer in (GONE, TOO_OLD)
    assert [case.model_dump() for case in await cases(product)] == before
    assert await product.quiet(ASHA) == await product.quiet(RAMON) == []
    await works_on(product, RAMON)


async def test_staffs_buttons_are_for_people_of_the_staff_group(product: Product) -> None:
    await open_case(product, ASHA)
    [case] = await cases(product)
    card = await _newest(product, GROUP)
    refused = "Only people of the staff group can do that."
    assert await product.press(RAMON, GROUP, card, f"claim:{case.id}") == refused
    await product.control.do("leave", by=JONAS, chat=GROUP)
    await product.idle()  # the group's lane and the topic's go side by side
    assert await product.press(JONAS, GROUP, card, f"resolve:{case.id}") == refused
    await product.hears(JONAS, "/start")
    assert await product.press(JONAS, JONAS, card, f"resolve:{case.id}") == TOO_OLD
    assert [case.state for case in await cases(product)] == ["acknowledged"]
    await product.control.do("join", by=JONAS, chat=GROUP)
    await product.idle()
    assert "is yours." in (await product.press(JONAS, GROUP, card, f"claim:{case.id}") or "")
    await all_done(product)
    await works_on(product, ASHA)


@pytest.mark.parametrize("fault", [{"kind": "429", "retry_after": 1}, {"kind": "500"}, {"kind": "drop"}])
async def test_telegrams_trouble_in_saying_who_is_staff_costs_nobody_their_tap(
    product: Product, fault: dict[str, Any]
) -> None:
    await open_case(product, ASHA)
    await product.control.do("faults", method="getChatMember", times=2, **fault)
    [case] = await cases(product)
    assert "is yours." in (await product.press(MIRA, GROUP, await _newest(product, GROUP), f"claim:{case.id}") or "")
    assert await all_done(product) == 2


async def test_a_tap_on_an_inline_message_has_no_message(product: Product) -> None:
    who = {"id": ASHA, "is_bot": False, "first_name": "Asha"}
    query = {"id": "4712", "from": who, "chat_instance": "1", "inline_message_id": "abc", "data": "cases:1"}
    await told(product, {"callback_query": query})
    game = {"id": "4713", "from": who, "chat_instance": "1", "inline_message_id": "abc", "game_short_name": "chess"}
    await told(product, {"callback_query": game})
    assert await all_done(product) == 2
    await works_on(product, ASHA)
