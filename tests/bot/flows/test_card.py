"""What the card of a case can do: wait, rest, weigh, merge, look back, hush the bot; and what closes by itself."""

from datetime import timedelta

from sqlalchemy import select
from sqlmodel import col

from storage.tables import CareCase, CaseEvent
from tests.bot.flows.product import ASHA, GROUP, JONAS, MIRA, MONDAY_NOON, Product
from tests.bot.flows.test_people import all_cases, staff_say
from tests.bot.flows.test_promises import complain_from


async def _whats(product: Product) -> list[str]:
    async with product.app.outside.database.read() as session:
        return [one.what for one in (await session.execute(select(CaseEvent).order_by(col(CaseEvent.id)))).scalars()]


async def _case(product: Product) -> CareCase:
    return (await all_cases(product))[0]


async def _press(product: Product, label: str) -> str:
    """Jonas presses a button of the card once it is there."""
    await product.idle()
    toast = await product.tap(JONAS, GROUP, label)
    await product.idle()
    return toast or ""


async def _second_case(product: Product) -> CareCase:
    """Asha says that what she added is another matter."""
    await product.hears(ASHA, "And the kettle never came, I want to complain about that too")
    await product.idle()
    await product.tap(ASHA, ASHA, "It's another matter")
    await product.idle()
    return (await all_cases(product))[1]


async def test_a_case_waits_for_the_customer_only_after_something_was_asked(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await _press(product, "Take")
    await _press(product, "More …")
    assert "Ask them here first" in await _press(product, "Wait for them")
    assert (await _case(product)).state == "in_progress"
    await product.control.say(JONAS, "Which lid is it, please?", chat=GROUP, topic=topic)
    await product.idle()
    await _press(product, "More …")
    assert "waits for Asha Verma" in await _press(product, "Wait for them")
    assert (await _case(product)).state == "waiting_for_customer"
    assert (await _case(product)).resolution_due_at is None
    await product.hears(ASHA, "The green one")
    await product.idle()
    case = await _case(product)
    assert case.state == "in_progress"
    assert case.resolution_due_at is not None


async def test_a_case_rests_and_comes_back_by_itself(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await _press(product, "Take")
    await _press(product, "More …")
    assert "rests until today 14:00" in await _press(product, "Rest 2 h")
    await product.quiet(GROUP)
    product.clock.move_to(MONDAY_NOON + timedelta(hours=2, minutes=1))
    await product.app.jobs.watch()
    told = "\n".join(await product.quiet(GROUP))
    assert told.startswith("Jonas: ⏰")
    assert (await _case(product)).snoozed_until is None
    await product.app.jobs.watch()
    assert await product.quiet(GROUP) == []
    assert "no time ahead" in await staff_say(product, JONAS, "/snooze yesterday", topic)
    assert (await _case(product)).snoozed_until is None


async def test_the_customers_word_ends_the_rest(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await staff_say(product, JONAS, "/snooze 3d", topic)
    assert (await _case(product)).snoozed_until is not None
    await product.hears(ASHA, "Any news about my broken lid? It is order 4711")
    await product.idle()
    assert (await _case(product)).snoozed_until is None


async def test_another_priority_moves_no_promise(product: Product) -> None:
    await complain_from(product, ASHA)
    before = await _case(product)
    await _press(product, "More …")
    assert "is urgent now" in await _press(product, "🔴 urgent")
    now = await _case(product)
    assert now.priority == "urgent"
    assert (now.answer_due_at, now.resolution_due_at) == (before.answer_due_at, before.resolution_due_at)
    assert now.terms == before.terms


async def test_a_merged_case_lives_on_in_the_other(product: Product) -> None:
    await complain_from(product, ASHA)
    first, second = await _case(product), await _second_case(product)
    await product.quiet(ASHA)
    await _press(product, "More …")
    assert f"{second.number} lives on in {first.number}" in await _press(product, f"Merge into {first.number}")
    assert "go on as one" in "\n".join(await product.quiet(ASHA))
    assert [case.merged_into for case in await all_cases(product)] == [None, first.id]
    assert [case.state for case in await all_cases(product)] == ["acknowledged", "closed"]
    await product.hears(ASHA, "The lid was the green one by the way, order 4711")
    await product.idle()
    async with product.app.outside.database.read() as session:
        last = (await session.execute(select(CaseEvent).where(col(CaseEvent.what) == "added"))).scalars().all()[-1]
    assert last.case_id == first.id
    answer = await product.press(ASHA, ASHA, 1, f"unsolved:{second.id}")
    assert answer is not None
    assert [case.state for case in await all_cases(product)] == ["acknowledged", "closed"]
    toast = await product.press(JONAS, GROUP, 1, f"claim:{second.id}")
    assert toast == f"{second.number} lives on in {first.number}. Go on there."


async def test_a_case_is_merged_with_none_of_another_customer(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    assert "has no case ZZZZ" in await staff_say(product, JONAS, "/merge ZZZZ", topic)
    number = (await _case(product)).number
    assert f"has no case {number}" in await staff_say(product, JONAS, f"/merge {number}", topic)
    assert f"has no case {number}" in await staff_say(product, JONAS, f"/link {number}", topic)
    assert (await _case(product)).merged_into is None


async def test_linked_cases_name_each_other(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    first, second = await _case(product), await _second_case(product)
    await staff_say(product, JONAS, f"/link {first.number}", topic)
    assert [case.follows for case in await all_cases(product)] == [None, first.id]
    assert second.id != first.id


async def test_the_history_shows_notes_that_the_customer_never_sees(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await product.quiet(ASHA)
    await staff_say(product, JONAS, "// she has rung twice already", topic)
    told = await staff_say(product, JONAS, "/history", topic)
    assert "Jonas: note · she has rung twice already" in told
    assert "Asha Verma" in told or "Asha" in told
    assert await product.quiet(ASHA) == []


async def test_the_bot_is_silent_until_it_is_released(product: Product) -> None:
    await complain_from(product, ASHA)
    await product.quiet(ASHA)
    await _press(product, "More …")
    await _press(product, "Bot silent / on")
    product.clock.move_to(MONDAY_NOON + timedelta(days=2))
    await product.hears(ASHA, "When do you open on Sunday?")
    assert await product.quiet(ASHA) == []
    await _press(product, "Bot silent / on")
    await product.hears(ASHA, "hello")
    assert await product.quiet(ASHA) != []


async def test_a_resolved_case_is_closed_when_nobody_says_otherwise(product: Product) -> None:
    await complain_from(product, ASHA)
    await _press(product, "Take")
    await _press(product, "Resolve")
    await product.quiet(ASHA)
    product.clock.move_to(MONDAY_NOON + timedelta(days=3, minutes=-1))
    await product.app.jobs.watch()
    assert (await _case(product)).state == "resolved"
    product.clock.move_to(MONDAY_NOON + timedelta(days=3, minutes=1))
    await product.app.jobs.watch()
    case = await _case(product)
    assert (case.state, case.next_step_at) == ("closed", None)
    assert await product.quiet(ASHA) == []
    await product.tap(ASHA, ASHA, "Not yet")
    await product.idle()
    assert (await _case(product)).state == "reopened"
    assert (await _whats(product)).count("close") == 1


async def test_buttons_of_a_closed_case_do_nothing(product: Product) -> None:
    await complain_from(product, ASHA)
    await _press(product, "Take")
    await _press(product, "Resolve")
    await product.tap(ASHA, ASHA, "Yes")
    await product.idle()
    case = await _case(product)
    before = await _whats(product)
    for data in (
        "ask:1",
        "snooze:1:soon",
        "priority:1:urgent",
        "merge:1:1",
        "history:1",
        "silent:1",
        "note:1",
        "more:1",
    ):
        assert await product.press(MIRA, GROUP, 1, data) == "It is closed already."
    assert await product.press(MIRA, GROUP, 1, "snooze:1:never") == "It is closed already."
    assert (await _case(product)).model_dump() == case.model_dump()
    assert await _whats(product) == before


async def test_what_was_told_elsewhere_is_a_case_or_a_note_of_the_contact(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await product.quiet(ASHA)
    assert "Written down" in await staff_say(product, JONAS, "/open phone asked for our hours", topic)
    assert await product.quiet(ASHA) == []
    await staff_say(product, JONAS, "/open shop complaint the kettle leaks", topic)
    case = (await all_cases(product))[1]
    assert (case.kind, case.channel, case.said) == ("complaint", "shop", "the kettle leaks")
    assert case.number in "\n".join(await product.quiet(ASHA))
    assert "contact by phone · asked for our hours" in await staff_say(product, JONAS, "/history", topic)
    for words in ("/open", "/open phone", "/open pigeon complaint it bites", "/open phone complaint"):
        assert "Write where" in await staff_say(product, JONAS, words, topic)
    assert len(await all_cases(product)) == 2


async def test_a_second_agent_is_warned_of_the_first(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await staff_say(product, JONAS, "I am looking into it", topic)
    told = await staff_say(product, MIRA, "A new lid is on its way", topic)
    assert "is Jonas's. What you wrote was sent" in told
    assert (await _case(product)).agent_id == JONAS
    assert "is Jonas's" not in await staff_say(product, JONAS, "It leaves today", topic)


async def test_the_card_is_pinned_without_a_sound(product: Product) -> None:
    await product.hears(ASHA, "My order 4711 came with a broken lid and nobody answers the phone")
    [pinned] = await product.next(GROUP, method="pinChatMessage")
    assert pinned["params"]["disable_notification"] == "true"
