"""After a case is closed: a score, its reasons, and at most one thing more."""

from datetime import timedelta

from sqlalchemy import select

from care_rules.cases import CaseState
from storage.tables import CaseEvent
from tests.bot.flows.product import ASHA, GROUP, JONAS, MIRA, MONDAY_NOON, RAMON, Product
from tests.bot.flows.test_people import all_cases, staff_say
from tests.bot.flows.test_promises import complain_from


async def _closed(product: Product) -> None:
    """Jonas takes and resolves Asha's case, and she confirms it."""
    await complain_from(product, ASHA)
    await product.tap(JONAS, GROUP, "Take")
    await product.idle()
    await product.tap(JONAS, GROUP, "Resolve")
    await product.idle()
    await product.tap(ASHA, ASHA, "Yes")
    await product.quiet(ASHA)


async def _reasons(product: Product) -> list[str]:
    return (await all_cases(product))[0].reasons


async def test_a_good_score_is_given_its_reasons_with_a_tap_each(product: Product) -> None:
    await _closed(product)
    await product.tap(ASHA, ASHA, "5")
    await product.idle()
    assert await product.tap(ASHA, ASHA, "You listened") == "Noted, thank you."
    assert await product.tap(ASHA, ASHA, "Found a way") == "Noted, thank you."
    await product.idle()
    assert await product.tap(ASHA, ASHA, "✓ You listened") == "Taken back."
    assert await _reasons(product) == ["+resourceful"]
    await product.idle()
    card = "\n".join(one.text or "" for one in product.sandbox.state.room(GROUP).messages.values())
    assert "score 5 (+resourceful)" in card


async def test_a_low_score_says_what_was_lacking_and_words_may_follow(product: Product) -> None:
    await _closed(product)
    await product.tap(ASHA, ASHA, "2")
    await product.idle()
    await product.tap(ASHA, ASHA, "Word not kept")
    assert await _reasons(product) == ["-trustworthy"]
    await product.quiet(ASHA)
    await product.hears(ASHA, "Nobody rang me back as you said")
    assert "somebody will read it today" in "\n".join(await product.quiet(ASHA))


async def test_reasons_are_for_ones_own_rated_case(product: Product) -> None:
    await _closed(product)
    await product.hears(RAMON, "/start")
    await product.idle()
    assert await product.press(ASHA, ASHA, 1, "reason:1:seamless") is not None
    await product.tap(ASHA, ASHA, "4")
    await product.idle()
    assert await product.press(RAMON, RAMON, 1, "reason:1:seamless") is not None
    assert await product.press(ASHA, ASHA, 1, "reason:1:cheap") is not None
    assert await _reasons(product) == []


async def test_one_thing_more_is_asked_and_only_one(product: Product) -> None:
    await _closed(product)
    await product.tap(ASHA, ASHA, "5")
    asked = await product.quiet(ASHA)
    assert len(asked) == 2
    assert asked[0] == "Thank you for the 5."
    assert "May I write to you" in asked[1]


async def test_who_told_us_all_is_asked_whether_there_is_anything_else(product: Product) -> None:
    await _closed(product)
    await product.write(ASHA, consent="none")
    await product.tap(ASHA, ASHA, "4")
    assert (await product.quiet(ASHA))[1:] == ["Is there anything else I can do? Just write it."]


async def test_rated_is_who_had_the_case_when_it_was_solved(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await product.tap(JONAS, GROUP, "Take")
    await product.idle()
    await product.tap(JONAS, GROUP, "Resolve")
    await product.idle()
    await staff_say(product, MIRA, "Have a good day", topic)
    await product.tap(ASHA, ASHA, "Yes")
    await product.idle()
    await product.tap(ASHA, ASHA, "5")
    await product.idle()
    async with product.app.outside.database.read() as session:
        events = (await session.execute(select(CaseEvent))).scalars()
        assert [one.why for one in events if one.what == "rated"] == ["5 · Jonas"]


async def test_a_case_that_came_back_is_rated_anew(product: Product) -> None:
    await _closed(product)
    await product.tap(ASHA, ASHA, "2")
    await product.idle()
    await product.press(ASHA, ASHA, 1, "unsolved:1")
    await product.idle()
    assert (await all_cases(product))[0].score is None
    await product.tap(JONAS, GROUP, "Resolve")
    await product.idle()
    await product.tap(ASHA, ASHA, "Yes")
    await product.idle()
    await product.tap(ASHA, ASHA, "5")
    await product.idle()
    assert (await all_cases(product))[0].score == 5


async def test_who_gave_three_is_asked_whether_the_need_was_met_and_can_bring_it_back(product: Product) -> None:
    await _closed(product)
    await product.tap(ASHA, ASHA, "3")
    asked = await product.quiet(ASHA)
    assert asked[1:] == ["Was what you needed done in the end?"]
    await product.tap(ASHA, ASHA, "Yes")
    assert (await product.quiet(ASHA))[0].startswith("Good.")
    await product.tap(ASHA, ASHA, "Not yet")
    assert "I've reopened" in await product.reply(ASHA)
    assert (await all_cases(product))[0].state == CaseState.reopened


async def test_whom_we_have_not_heard_of_for_long_is_asked_what_has_changed(product: Product) -> None:
    await _closed(product)
    product.clock.move_to(MONDAY_NOON + timedelta(days=200))
    await product.hears(ASHA, "My order 5822 never came")
    await product.idle()
    await product.tap(JONAS, GROUP, "Take")
    await product.idle()
    await product.tap(JONAS, GROUP, "Resolve")
    await product.idle()
    await product.tap(ASHA, ASHA, "Yes")
    await product.quiet(ASHA)
    await product.tap(ASHA, ASHA, "5")
    asked = await product.quiet(ASHA)
    assert asked[1:] == ["Has anything changed since we last spoke, such as your number or address? Just write it."]
