"""Faults that other bots have and that no other test of ours is about: docs/faults.md names them all."""

import asyncio

from tests.bot.flows.product import ASHA, GROUP, JONAS, RAMON, Product
from tests.bot.flows.test_people import all_cases
from tests.bot.flows.test_promises import complain_from


async def test_an_agents_quick_messages_all_arrive_in_order(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await product.quiet(ASHA)
    lines = [f"line {number}" for number in range(12)]
    for line in lines:
        await product.control.say(JONAS, line, chat=GROUP, topic=topic)
    assert await product.quiet(ASHA) == [f"Jonas: {line}" for line in lines]


async def test_two_who_write_at_once_are_never_mixed_up(product: Product) -> None:
    topics = {ASHA: await complain_from(product, ASHA), RAMON: await complain_from(product, RAMON)}
    marks = {ASHA: "mango", RAMON: "papaya"}
    await product.quiet(GROUP)

    async def writes(customer: int) -> None:
        for number in range(6):
            await product.hears(customer, f"My order of {marks[customer]} number {number} is broken too")

    await asyncio.gather(writes(ASHA), writes(RAMON))
    await product.idle()
    posts = await product.control.record(chat=GROUP, limit=1000)
    for customer, mark in marks.items():
        seen = [post["params"] for post in posts if mark in str(post["params"].get("text"))]
        assert seen
        assert {int(params["message_thread_id"]) for params in seen} == {topics[customer]}
        said = "\n".join(str(params["text"]) for params in seen)
        assert [said.count(f"{mark} number {number}") for number in range(6)] == [1] * 6


async def test_a_changed_caption_is_shown_once_and_takes_nothing_away(product: Product) -> None:
    await complain_from(product, ASHA)
    await product.quiet(GROUP)
    photo = await product.hears(ASHA, photo=True, caption="the lid")
    await product.idle()
    copies = len(await product.control.record(chat=GROUP, limit=1000))
    await product.quiet(GROUP)
    await product.control.do("edit", by=ASHA, message_id=photo, text="the green lid")
    told = await product.quiet(GROUP)
    assert len(told) == 1
    assert "the green lid" in told[0]
    entries = (await product.control.record(chat=GROUP, limit=1000))[copies:]
    assert {entry["method"] for entry in entries} == {"sendMessage"}


async def test_what_happens_to_a_case_is_told_to_its_customer_alone(product: Product) -> None:
    await complain_from(product, ASHA)
    await complain_from(product, RAMON)
    await product.quiet(ASHA)
    await product.quiet(RAMON)
    [_, ramons] = await all_cases(product)
    await product.press(JONAS, GROUP, 1, f"claim:{ramons.id}")
    await product.press(JONAS, GROUP, 1, f"resolve:{ramons.id}")
    assert ramons.number in "\n".join(await product.quiet(RAMON))
    await product.tap(RAMON, RAMON, "Yes")
    assert await product.quiet(RAMON) != []
    assert await product.quiet(ASHA) == []
    assert [case.state for case in await all_cases(product)] == ["acknowledged", "closed"]
