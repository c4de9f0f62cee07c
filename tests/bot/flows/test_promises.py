"""A promise that runs out: staff are warned, the customer hears of another time, it climbs until somebody is on it."""

from datetime import datetime, timedelta

from sqlalchemy import select

from storage.tables import CareCase, CaseEvent
from tests.bot.flows.product import ASHA, GROUP, JONAS, MIRA, MONDAY_NOON, Product

MINUTE = timedelta(minutes=1)
TUESDAY = MONDAY_NOON.replace(day=3, hour=0)
DUE = TUESDAY + timedelta(hours=11)  # eight hours of work after Monday noon
QUIET_OVER = (
    "Nobody has written to Asha Verma for 30 minutes, so I answer them again. "
    "“Bot silent / on” keeps me quiet for longer."
)


async def _complain(product: Product) -> int:
    """Asha complains on Monday at noon; return her topic."""
    return await complain_from(product, ASHA)


async def complain_from(product: Product, customer: int) -> int:
    """A customer complains for the first time; return their topic."""
    await product.hears(customer, "My order 4711 came with a broken lid and nobody answers the phone")
    await product.reply(customer)
    topic = int((await product.next(GROUP, method="createForumTopic"))[0]["message_id"])
    await product.quiet(GROUP)
    return topic


async def _at(product: Product, moment: datetime) -> tuple[list[str], list[str]]:
    """Live up to the moment; return what Asha and staff were told since."""
    await product.idle()
    product.clock.move_to(moment)
    await product.app.jobs.watch()
    return await product.quiet(ASHA), await product.quiet(GROUP)


async def _case(product: Product) -> CareCase:
    async with product.app.outside.database.read() as session:
        return (await session.execute(select(CareCase))).scalars().one()


async def _whats(product: Product) -> list[str]:
    async with product.app.outside.database.read() as session:
        return [event.what for event in (await session.execute(select(CaseEvent))).scalars()]


async def test_the_way_of_a_promise_that_nobody_keeps(product: Product) -> None:
    await _complain(product)
    assert await _at(product, DUE - 31 * MINUTE) == ([], [])
    asha, staff = await _at(product, DUE - 29 * MINUTE)
    assert asha == []
    assert [text.split(": ", 1)[1] for text in staff] == ["Asha Verma is to have an answer by today 11:00."]
    asha, staff = await _at(product, DUE - 9 * MINUTE)
    assert staff == []
    assert "was promised by today 11:00" in asha[0]
    assert "A colleague answers here by tomorrow 10:00." in asha[0]  # eight more hours of work, after 11:00
    asha, staff = await _at(product, DUE + MINUTE)
    assert asha == []
    assert "should have had an answer by today 11:00. They have been told tomorrow 10:00." in staff[0]
    asha, staff = await _at(product, DUE + 16 * MINUTE)
    assert asha == []
    assert len(staff) == 2  # in the topic and in General
    assert all("Everybody:" in text and "nobody has it" in text for text in staff)
    assert staff[1].splitlines()[1].startswith("https://t.me/c/")
    _, staff = await _at(product, DUE + 31 * MINUTE)
    assert [text.split("⚠")[0] for text in staff] == ["Mira: "] * 2
    _, staff = await _at(product, DUE + 61 * MINUTE)
    assert all(text.startswith("Mira: ") and "For the manager:" in text for text in staff)
    assert await _at(product, DUE + 4 * 60 * MINUTE) == ([], [])
    assert (await _whats(product)).count("missed") == 1


async def test_the_ladder_ends_when_somebody_is_on_it(product: Product) -> None:
    await _complain(product)
    await _at(product, DUE + 16 * MINUTE)
    assert await product.tap(JONAS, GROUP, "I'm on it") is not None
    assert "Jonas" in (await product.quiet(GROUP))[0]
    assert await _at(product, DUE + 3 * 60 * MINUTE) == ([], [])


async def test_a_promise_kept_is_silent(product: Product) -> None:
    topic = await _complain(product)
    product.clock.move_to(DUE - 40 * MINUTE)
    await product.control.say(MIRA, "A new lid is on its way", chat=GROUP, topic=topic)
    await product.quiet(ASHA)
    await product.quiet(GROUP)
    assert await _at(product, DUE + MINUTE) == ([], [QUIET_OVER])
    case = await _case(product)
    assert case.answer_due_at is None
    assert case.resolution_due_at is not None
    assert case.next_step_at is not None
    assert case.next_step_at > DUE


async def test_an_answer_that_comes_late_was_missed_though_nobody_looked(product: Product) -> None:
    topic = await _complain(product)
    product.clock.move_to(DUE + 5 * MINUTE)
    await product.control.say(MIRA, "A new lid is on its way", chat=GROUP, topic=topic)
    await product.quiet(ASHA)
    await product.quiet(GROUP)
    assert await _at(product, DUE + 2 * 60 * MINUTE) == ([], [QUIET_OVER])
    assert (await _whats(product)).count("missed") == 1


async def test_the_next_answer_is_owed_from_the_first_word_without_one(product: Product) -> None:
    topic = await _complain(product)
    await product.control.say(MIRA, "Which colour is it?", chat=GROUP, topic=topic)
    await product.quiet(ASHA)
    product.clock.move_to(MONDAY_NOON + timedelta(hours=1))
    await product.hears(ASHA, "It is blue")
    await product.idle()
    first = (await _case(product)).answer_due_at
    product.clock.move_to(MONDAY_NOON + timedelta(hours=2))
    await product.hears(ASHA, "No, green")
    await product.idle()
    assert (await _case(product)).answer_due_at == first
    assert first is not None
    assert timedelta(0) <= first - (TUESDAY + timedelta(hours=12)) < MINUTE


async def test_a_tier_changed_later_moves_no_deadline(product: Product) -> None:
    topic = await _complain(product)
    before = await _case(product)
    await product.control.say(MIRA, "/tier gold", chat=GROUP, topic=topic)
    await product.hears(ASHA, "The lid has a crack on the left")
    await product.idle()
    case = await _case(product)
    assert (case.answer_due_at, case.resolution_due_at) == (before.answer_due_at, before.resolution_due_at)
    assert case.tier == "ordinary"


async def test_who_stopped_the_bot_is_not_written_to_but_staff_still_are(product: Product) -> None:
    await _complain(product)
    await product.control.do("block", by=ASHA)
    await product.quiet(GROUP)
    asha, staff = await _at(product, DUE + MINUTE)
    assert asha == []
    assert len(staff) == 1
    assert "should have had an answer" in staff[0]


async def test_an_emergency_climbs_at_night_from_its_opening(product: Product) -> None:
    night = MONDAY_NOON + timedelta(hours=10)
    product.clock.move_to(night)
    product.readings.down = True
    await product.hears(ASHA, "My lid is broken")
    await product.quiet(ASHA)
    await product.tap(ASHA, ASHA, "Emergency")
    await product.quiet(ASHA)
    await product.quiet(GROUP)
    _, staff = await _at(product, night + 16 * MINUTE)
    assert any("Everybody:" in text for text in staff)
    _, staff = await _at(product, night + 31 * MINUTE)
    assert any("For the lead:" in text for text in staff)
    await product.tap(MIRA, GROUP, "I'm on it")
    await product.quiet(GROUP)
    _, staff = await _at(product, night + 62 * MINUTE)
    assert staff == []


async def test_on_it_is_refused_when_there_is_nothing_left_to_do(product: Product) -> None:
    await _complain(product)
    await _at(product, DUE + 16 * MINUTE)
    await product.tap(MIRA, GROUP, "Resolve")
    await product.quiet(GROUP)
    assert await product.tap(JONAS, GROUP, "I'm on it") == "It is resolved already; the customer has been asked."


async def test_a_person_reads_by_when_it_is_to_be_solved(product: Product) -> None:
    await _complain(product)
    await product.hears(ASHA, "/cases")
    assert "It is to be solved by" in await product.reply(ASHA)
