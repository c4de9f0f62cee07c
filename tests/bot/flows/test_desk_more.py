"""Standing in titles, experts, a matter split off, the end of a quiet time, and what is told to a manager."""

from datetime import timedelta

from tests.bot.flows.product import ASHA, GROUP, JONAS, MIRA, MONDAY_NOON, Product
from tests.bot.flows.readings import understood
from tests.bot.flows.test_people import all_cases, staff_say
from tests.bot.flows.test_promises import complain_from


def _title(product: Product, topic: int) -> str:
    return product.sandbox.state.room(GROUP).topics[topic].name


def _icon(product: Product, topic: int) -> str | None:
    return product.sandbox.state.room(GROUP).topics[topic].icon_custom_emoji_id


async def test_a_topics_title_and_icon_show_how_it_stands(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    assert _title(product, topic) == "🟡 Asha Verma · Ordinary"
    waiting = _icon(product, topic)
    await staff_say(product, JONAS, "A new lid is on its way", topic)
    assert _title(product, topic) == "🔵 Asha Verma · Ordinary"
    assert _icon(product, topic) != waiting
    await product.hears(ASHA, "it leaks")
    await product.idle()
    assert _title(product, topic) == "🟡 Asha Verma · Ordinary"
    await product.tap(JONAS, GROUP, "Resolve")
    await product.idle()
    assert _title(product, topic) == "Asha Verma · Ordinary"


async def test_a_promise_that_was_missed_is_red(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    product.clock.move_to(MONDAY_NOON + timedelta(days=3))
    await product.app.jobs.watch()
    await product.idle()
    assert _title(product, topic) == "🔴 Asha Verma · Ordinary"
    await staff_say(product, JONAS, "Here it is", topic)
    assert _title(product, topic) == "🔵 Asha Verma · Ordinary"


async def test_a_title_that_stays_as_it_is_costs_no_call(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await product.tap(JONAS, GROUP, "Take")
    await product.idle()
    calls = await product.control.record(chat=GROUP, limit=1000)
    assert [one["method"] for one in calls].count("editForumTopic") == 0
    assert _title(product, topic) == "🟡 Asha Verma · Ordinary"


async def test_who_knows_the_product_is_brought_in_and_the_case_keeps_its_agent(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await staff_say(product, MIRA, "I look into it", topic)
    await staff_say(product, JONAS, "/mine")
    await staff_say(product, MIRA, "/skills Jonas lid")
    told = await staff_say(product, MIRA, "/expert does the seal fit?", topic)
    assert told.startswith("Jonas")
    assert "“does the seal fit?”" in told
    answered = await staff_say(product, JONAS, "The seal fits", topic)
    assert "⚠" not in answered
    assert (await all_cases(product))[0].agent_id == MIRA


async def test_where_nobody_knows_the_product_the_agent_hears_what_to_do(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    told = await staff_say(product, MIRA, "/expert", topic)
    assert "/expert Jonas asks him" in told


async def test_an_expert_can_be_named(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await staff_say(product, JONAS, "/mine")
    told = await staff_say(product, MIRA, "/expert Jonas does the seal fit?", topic)
    assert told.startswith("Jonas")


async def test_a_second_matter_is_split_off_by_staff(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await product.quiet(ASHA)
    await staff_say(product, JONAS, "/split the bill is wrong", topic)
    first, second = await all_cases(product)
    assert second.follows == first.id
    assert second.kind == first.kind
    [told] = await product.quiet(ASHA)
    assert told.startswith(f"I've made this a case of its own, {second.number}: “the bill is wrong”")
    assert "/split the bill" in await staff_say(product, JONAS, "/split", topic)


async def test_the_customers_line_is_split_off_by_answering_it(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await product.hears(ASHA, "and the bill is wrong")
    await product.idle()
    room = product.sandbox.state.room(GROUP)
    line = next(number for number, one in room.messages.items() if one.text == "Asha Verma:\nand the bill is wrong")
    await product.control.do("say", by=JONAS, chat=GROUP, topic=topic, text="/split", reply_to=line)
    await product.idle()
    assert (await all_cases(product))[1].said == "and the bill is wrong"


async def test_cases_that_say_the_same_are_pointed_out(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    first = (await all_cases(product))[0]
    await staff_say(product, JONAS, f"/split {first.said}", topic)
    cards = [one.text or "" for one in product.sandbox.state.room(GROUP).messages.values()]
    assert any(f"⚠ Perhaps the same matter as {first.number}" in text for text in cards)


async def test_after_the_quiet_time_staff_hear_that_the_bot_answers_again(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await staff_say(product, JONAS, "Which colour was it?", topic)
    product.clock.move_to(MONDAY_NOON + timedelta(minutes=29))
    await product.app.jobs.watch()
    assert await product.quiet(GROUP) == []
    product.clock.move_to(MONDAY_NOON + timedelta(minutes=32))
    await product.app.jobs.watch()
    await product.app.jobs.watch()
    assert [text.split(", so")[0] for text in await product.quiet(GROUP)] == [
        "Nobody has written to Asha Verma for 30 minutes"
    ]


async def test_a_bot_that_is_released_says_so_to_the_customer(product: Product) -> None:
    await complain_from(product, ASHA)
    await product.tap(JONAS, GROUP, "More …")
    await product.idle()
    await product.tap(JONAS, GROUP, "Bot silent / on")
    await product.idle()
    await product.quiet(ASHA)
    await product.tap(JONAS, GROUP, "Bot silent / on")
    assert await product.quiet(ASHA) == ["Jonas has finished. I am back if you need me."]


async def test_a_manager_hears_that_topics_cannot_be_made_and_words_come_to_general(product: Product) -> None:
    await staff_say(product, MIRA, "/mine")
    await product.control.do("rights", by=MIRA, chat=GROUP, rights={"can_manage_topics": False})
    told = await product.quiet(GROUP)
    assert [text for text in told if "I lack a right here: “Manage topics”" in text and text.startswith("Mira")]
    await product.hears(ASHA, "My order 4711 came broken")
    said = await product.quiet(GROUP)
    assert [text for text in said if "I could not make a topic for Asha Verma" in text]
    assert [text for text in said if "My order 4711 came broken" in text]


async def test_a_bot_put_out_of_the_group_tells_a_manager_in_private_once(product: Product) -> None:
    await staff_say(product, MIRA, "/mine")
    await product.hears(MIRA, "/start")
    await product.quiet(MIRA)
    await product.control.do("kick_bot", by=MIRA, chat=GROUP)
    await product.hears(ASHA, "My order 4711 came broken")
    told = await product.next(MIRA)
    assert "I cannot write to the staff group any more" in told[0]["params"]["text"]


async def test_the_group_hears_that_it_moved(product: Product) -> None:
    await complain_from(product, ASHA)
    moved = (await product.control.do("migrate", chat=GROUP))["chat"]
    new = int(moved["id"] if isinstance(moved, dict) else moved)
    await product.hears(ASHA, "it leaks")
    assert [text for text in await product.quiet(new) if "I have moved along" in text]


async def test_an_answer_in_general_reaches_nobody_and_staff_hear_where_to_write(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    product.clock.move_to(MONDAY_NOON + timedelta(days=3))
    await product.app.jobs.watch()
    await product.idle()
    room = product.sandbox.state.room(GROUP)
    called = max(number for number, one in room.messages.items() if one.message_thread_id is None and one.text)
    await product.quiet(ASHA)
    await product.quiet(GROUP)
    await product.control.do("say", by=JONAS, chat=GROUP, text="It comes on Monday", reply_to=called)
    [told] = await product.quiet(GROUP)
    assert told.startswith("That reached nobody but us: Asha Verma reads only what is written in their topic.")
    assert told.endswith(f"/{topic}")
    assert await product.quiet(ASHA) == []


async def test_what_staff_answer_one_another_in_general_is_theirs(product: Product) -> None:
    await complain_from(product, ASHA)
    said = await product.control.say(MIRA, "Lunch?", chat=GROUP)
    await product.quiet(GROUP)
    await product.control.do("say", by=JONAS, chat=GROUP, text="In ten minutes", reply_to=said)
    assert await product.quiet(GROUP) == []


async def test_trouble_that_is_back_after_the_window_names_the_case_before(product: Product) -> None:
    await complain_from(product, ASHA)
    await product.write(ASHA, close_cases=True)
    product.clock.move_to(MONDAY_NOON + timedelta(days=40))
    product.readings.know(understood("it leaks again", "still_broken"))
    await product.hears(ASHA, "it leaks again")
    await product.idle()
    first, second = await all_cases(product)
    assert second.follows == first.id
    shown = [one.text or "" for one in product.sandbox.state.room(GROUP).messages.values()]
    assert any(text.startswith(second.number) and f"About the same as {first.number}" in text for text in shown)
