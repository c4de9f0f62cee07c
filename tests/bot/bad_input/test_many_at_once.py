"""Newcomers in a hurry, floods, bursts: nothing lost, one answer to a flood, nobody else slowed down."""

import asyncio
from collections import Counter

import pytest

from tests.bot.bad_input.playing import (
    all_done,
    cases,
    customer,
    events,
    open_case,
    private,
    shown_to_staff,
    told,
    topics,
    works_on,
)
from tests.bot.flows.product import ASHA, GROUP, MIRA, RAMON, Product, until

FLOOD = 200
BURST, CROWD = 300, 50


@pytest.mark.parametrize("messages", [2, 3])
async def test_a_newcomers_first_messages_at_once_make_one_topic_and_one_case(product: Product, messages: int) -> None:
    for place in range(messages):
        await told(product, private(ASHA, text=f"my order 4711 never came, line {place}"))
    texts = await product.quiet(ASHA)
    assert ["I've opened case" in text for text in texts] == [True] + [False] * (messages - 1)
    assert all("I've added this to case" in text for text in texts[1:])
    assert len(await cases(product)) == len(await topics(product)) == 1
    shown = await shown_to_staff(product)
    assert all(f"my order 4711 never came, line {place}" in shown for place in range(messages))
    assert await all_done(product) == messages
    await works_on(product, ASHA)


async def test_a_flood_is_answered_once_kept_whole_and_slows_nobody_else(product: Product) -> None:
    for place in range(FLOOD):
        await told(product, private(ASHA, text=f"my order, line {place} of many"))
    await product.hears(RAMON, "hello there")
    assert "What can I do for you?" in await product.reply(RAMON)
    answered = [row for row in (await product.counts())[0].items() if row[0] == "waiting"]
    assert answered, "Ramon was answered while the flood still waited"
    await _handled(product, FLOOD + 1)
    texts = await product.quiet(ASHA)
    [case] = await cases(product)
    assert len(texts) == 11
    notice = f"Thank you, I'm keeping every message with case {case.number}, and a colleague will read them all."
    assert texts.count(notice) == 1
    kept = [case.said, *(event.why for event in await events(product, "added"))]
    assert kept == [f"my order, line {place} of many" for place in range(FLOOD)]
    shown = (await shown_to_staff(product)).splitlines()
    assert [line for line in shown if line in kept] == kept
    assert await all_done(product) == FLOOD + 1


async def test_stop_and_an_emergency_are_heard_in_a_flood_too(product: Product) -> None:
    for place in range(14):
        await told(product, private(ASHA, text=f"my order, line {place} of many"))
    await product.hears(ASHA, "STOP")
    await product.hears(ASHA, "fire under the pot")
    await product.hears(ASHA, "fire everywhere")
    texts = await product.quiet(ASHA)
    assert (await customer(product, ASHA)).stopped_at is not None
    assert len([text for text in texts if "I won't write to you first any more" in text]) == 1
    assert len([text for text in texts if "If anyone is hurt or in danger, call 112 now." in text]) == 1
    assert sorted(case.kind for case in await cases(product)) == ["complaint", "emergency"]
    assert "fire everywhere" in await shown_to_staff(product)
    await all_done(product)


async def test_a_flood_to_a_human_who_talks_is_shown_to_them_without_a_word(product: Product) -> None:
    _, topic = await open_case(product, ASHA)
    await product.control.say(MIRA, "Which colour?", chat=GROUP, topic=topic)
    await product.reply(ASHA)
    for place in range(15):
        await told(product, private(ASHA, text=f"blue, I said it {place} times"))
    assert await product.quiet(ASHA) == []
    assert "blue, I said it 14 times" in await shown_to_staff(product)


async def test_a_burst_from_many_customers_all_arrives(product: Product) -> None:
    people = range(5000, 5000 + CROWD)
    for number in people:
        await product.control.do("people", id=number, first_name=f"Person {number}")
    for place in range(BURST):
        number = people[place % CROWD]
        await told(product, private(number, sender={"first_name": f"P{number}"}, text=f"my order {place}."))
    await _handled(product, BURST)
    assert Counter(case.customer_id for case in await cases(product)).most_common(1)[0][1] == 1
    assert len(await cases(product)) == len(await topics(product)) == CROWD
    shown = (await shown_to_staff(product)).splitlines()
    assert all(f"my order {place}." in shown for place in range(BURST))
    for number in people:
        assert len(await product.quiet(number)) == BURST // CROWD
    assert await all_done(product) == BURST


async def _handled(product: Product, heard: int) -> None:
    """Wait as long as something goes on; a small machine takes its time over so many."""
    before: tuple[dict[str, int], dict[str, int]] = ({}, {})
    while (now := await product.counts()) != before or now[0].get("done", 0) < heard:
        if now[0].get("done", 0) >= heard and not now[1].get("queued") and not now[1].get("sending"):
            return
        before = now

        async def moved(last: tuple[dict[str, int], dict[str, int]] = before) -> bool:
            await asyncio.sleep(0.1)
            return await product.counts() != last

        await until(moved, "something to happen")
