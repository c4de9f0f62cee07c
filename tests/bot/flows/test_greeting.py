"""The birthday greeting: once, at nine on the customer's own clock, in the words of their tier, never over a wound."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from care_rules.consent import Consent
from storage import customers
from storage.tables import Customer
from tests.bot.flows.product import ASHA, GROUP, MIRA, Product

THE_DAY_BEFORE = datetime(2026, 5, 2, 12, 0, tzinfo=UTC)
NINE_IN_KOLKATA = datetime(2026, 5, 3, 3, 30, tzinfo=UTC)


async def _known(product: Product, **facts: Any) -> None:
    """Asha has said hello, agreed to greetings, and given her birthday and her city."""
    product.clock.move_to(THE_DAY_BEFORE)
    await product.hears(ASHA, "/start")
    await product.reply(ASHA)
    await product.write(ASHA, consent=Consent.all, name="Asha", birth_month=5, birth_day=3, **facts)


@pytest.fixture
async def known(product: Product) -> Product:
    await _known(product, time_zone="Asia/Kolkata")
    return product


async def test_once_at_nine_in_the_customers_zone(known: Product) -> None:
    known.clock.move_to(NINE_IN_KOLKATA - timedelta(seconds=30))
    await known.app.jobs.tick()
    assert await known.quiet(ASHA) == []
    known.clock.move_to(NINE_IN_KOLKATA)
    for _ in range(3):
        await known.app.jobs.tick()
    greetings = await known.quiet(ASHA)
    assert len(greetings) == 1
    assert greetings[0].startswith("Happy birthday, Asha. We at Lotus Pots")


async def test_the_tier_chooses_the_words(known: Product) -> None:
    await known.hears(ASHA, "My order 4711 is late")
    await known.reply(ASHA)
    topic = (await known.next(GROUP, method="createForumTopic"))[0]["message_id"]
    await known.next(GROUP)
    await known.control.say(MIRA, "/tier gold", chat=GROUP, topic=topic)
    assert await known.reply(GROUP) == (
        "Asha Verma is Gold now, until somebody sets it otherwise; /tier auto lets it follow from what they buy."
        " Open cases keep the promise they were opened with."
    )
    await known.write(ASHA, close_cases=True)
    known.clock.move_to(NINE_IN_KOLKATA)
    await known.quiet(ASHA)
    await known.app.jobs.tick()
    assert "today it is our turn to say thank you" in (await known.quiet(ASHA))[0]


async def test_an_unknown_tier_is_refused_with_the_ones_there_are(known: Product) -> None:
    await known.hears(ASHA, "My order 4711 is late")
    topic = (await known.next(GROUP, method="createForumTopic"))[0]["message_id"]
    await known.next(GROUP)
    await known.control.say(MIRA, "/tier platinum", chat=GROUP, topic=topic)
    assert await known.reply(GROUP) == "There is no tier “platinum”. Tiers are gold, silver, ordinary, auto."


async def test_never_over_an_open_complaint(known: Product) -> None:
    await known.hears(ASHA, "My order 4711 is late")
    await known.reply(ASHA)
    await known.idle()
    known.clock.move_to(NINE_IN_KOLKATA)
    await known.app.jobs.tick()
    assert await known.quiet(ASHA) == []
    touch = (await known.touches())[0]
    assert touch.outcome.value == "withheld"
    assert [reason["key"] for reason in touch.reasons] == ["open-case"]


async def test_a_complaint_that_comes_before_the_greeting_left_withdraws_it(known: Product) -> None:
    await known.control.do("faults", kind="429", method="sendMessage", chat=ASHA, times=1, retry_after=4)
    known.clock.move_to(NINE_IN_KOLKATA)
    await known.app.jobs.tick()
    await known.hears(ASHA, "My order 4711 is late")
    told = await known.quiet(ASHA)
    assert len(told) == 1
    assert "I've opened case" in told[0]
    touch = (await known.touches())[0]
    assert touch.outcome.value == "withheld"
    assert [reason["key"] for reason in touch.reasons] == ["expired"]


async def test_the_stop_button_stops_and_can_be_undone(known: Product) -> None:
    known.clock.move_to(NINE_IN_KOLKATA)
    await known.app.jobs.tick()
    await known.reply(ASHA)
    await known.tap(ASHA, ASHA, "Stop these")
    assert (await known.reply(ASHA)).startswith("Done. I won't write to you first any more.")
    known.clock.move_to(NINE_IN_KOLKATA.replace(year=2027))
    await known.app.jobs.tick()
    assert await known.quiet(ASHA) == []
    await known.tap(ASHA, ASHA, "Undo")
    assert await known.reply(ASHA) == "Good, as before then."
    known.clock.move_to(NINE_IN_KOLKATA.replace(year=2028))
    await known.app.jobs.tick()
    assert len(await known.quiet(ASHA)) == 1


@pytest.mark.parametrize("words", [False, True])
async def test_why_this(known: Product, words: bool) -> None:
    known.clock.move_to(NINE_IN_KOLKATA)
    await known.app.jobs.tick()
    await known.reply(ASHA)
    if words:
        known.readings.table["how do you know"] = "why_this_message"
        await known.hears(ASHA, "how do you know my birthday")
    else:
        await known.tap(ASHA, ASHA, "Why this?")
    told = await known.reply(ASHA)
    assert "rule “birthday”" in told
    assert "You agreed to greetings" in told
    assert "It is 1 of at most 2 a week." in told


async def test_the_sandbox_clock_lives_through_the_moments_on_its_way(known: Product) -> None:
    assert known.app.clock is not None
    await known.app.clock.forward(3 * 365 * 24 * 3600)
    assert len([text for text in await known.quiet(ASHA) if text.startswith("Happy birthday")]) == 3


async def test_to_the_next_planned_moment(known: Product) -> None:
    assert known.app.clock is not None
    moment, _ = await known.app.clock.to_next()
    assert timedelta() <= moment - NINE_IN_KOLKATA < timedelta(minutes=1)
    assert len(await known.quiet(ASHA)) == 1


async def test_a_blocked_customer_is_left_in_peace_and_greeted_again_after_returning(known: Product) -> None:
    await known.control.do("block", by=ASHA)
    await known.idle()
    known.clock.move_to(NINE_IN_KOLKATA)
    await known.app.jobs.tick()
    assert await known.quiet(ASHA) == []
    await known.control.do("unblock", by=ASHA)
    await known.idle()
    known.clock.move_to(NINE_IN_KOLKATA.replace(year=2027))
    await known.app.jobs.tick()
    assert len(await known.quiet(ASHA)) == 1


async def test_a_birthday_told_on_the_day_is_still_greeted(product: Product) -> None:
    await product.hears(ASHA, "/start")
    await product.reply(ASHA)
    product.clock.move_to(NINE_IN_KOLKATA + timedelta(hours=3))
    await product.write(ASHA, consent=Consent.all, birth_month=5, birth_day=3, time_zone="Asia/Kolkata")
    await product.app.jobs.tick()
    greeting = (await product.quiet(ASHA))[0]
    assert greeting.startswith("Happy birthday. We at Lotus Pots")


async def test_the_plan_is_in_the_database(known: Product) -> None:
    async with known.app.outside.database.read() as session:
        customer = await customers.by_telegram_id(session, ASHA)
    assert isinstance(customer, Customer)
    planned = {row.rule: row.due_at for row in await known.plan()}
    assert planned["birthday"] == NINE_IN_KOLKATA
