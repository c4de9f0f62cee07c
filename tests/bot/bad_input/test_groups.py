"""Groups that are not the staff's, and what does not belong into the staff's."""

from sqlalchemy import delete
from sqlmodel import col

from storage import house
from storage.tables import HouseNote
from tests.bot.bad_input.playing import all_done, cases, open_case, works_on
from tests.bot.flows.product import ASHA, GROUP, JONAS, MIRA, RAMON, Product


async def _staff_group(product: Product) -> int | None:
    async with product.app.outside.database.read() as session:
        return await house.staff_group(session)


async def test_a_strangers_group_is_greeted_once_and_left_in_peace(product: Product) -> None:
    group = int((await product.control.do("add_bot", by=RAMON, title="Ramon's friends", forum=True))["chat"])
    [greeting] = await product.quiet(group)
    assert greeting.startswith("Hello. I am customer care at Lotus Pots and answer in private")
    await product.control.do("rights", by=RAMON, chat=group, rights={})
    for text in ("my order never came", "/help", "/tier gold", "STOP"):
        await product.control.say(RAMON, text, chat=group)
    assert await product.quiet(group) == []
    assert await cases(product) == []
    await all_done(product)
    await works_on(product, RAMON)


async def test_nobody_moves_the_staff_group_to_their_own(product: Product) -> None:
    group = int((await product.control.do("add_bot", by=RAMON, title="Ramon's friends", forum=True))["chat"])
    await product.quiet(group)
    await product.control.do("join", by=ASHA, chat=group)
    for by in (RAMON, ASHA):
        await product.control.say(by, "/setup", chat=group)
        [answer] = await product.quiet(group)
        assert answer.startswith("Another group is the staff group already.")
    assert await _staff_group(product) == GROUP
    await all_done(product)
    await open_case(product, ASHA)


async def test_only_the_owner_of_a_forum_sets_up_the_staff_group(product: Product) -> None:
    async with product.app.outside.database.write() as session:
        await session.execute(delete(HouseNote).where(col(HouseNote.key) == house.STAFF_GROUP))
    basic = int((await product.control.do("add_bot", by=MIRA, title="Old care team"))["chat"])
    await product.quiet(basic)
    await product.control.say(MIRA, "/setup", chat=basic)
    [answer] = await product.quiet(basic)
    assert answer.startswith("This group has no topics yet. Group settings → Topics → on")
    await product.control.say(JONAS, "/setup", chat=GROUP)
    assert await product.quiet(GROUP) == ["Only the group's owner can set it up. Ask them to send /setup here."]
    assert await _staff_group(product) is None
    await all_done(product)
    await product.hears(ASHA, "my order never came")
    assert "I've opened case" in await product.reply(ASHA)
    await product.control.say(MIRA, "/setup", chat=GROUP)
    assert "This is the staff group now." in await product.reply(GROUP)
    assert any("my order never came" in text for text in await product.quiet(GROUP))
    assert await _staff_group(product) == GROUP
    await all_done(product)


async def test_what_staff_send_that_is_no_answer_reaches_nobody(product: Product) -> None:
    _, topic = await open_case(product, ASHA)
    await product.control.say(MIRA, "/teir gold", chat=GROUP, topic=topic)
    [answer] = await product.quiet(GROUP)
    assert answer.startswith("I don't know /teir, and it was not sent to the customer.")
    await product.control.say(MIRA, "/tier platinum", chat=GROUP, topic=topic)
    assert "There is no tier “platinum”. Tiers are gold, silver, ordinary, auto." in await product.quiet(GROUP)
    await product.control.say(MIRA, "/tier gold", chat=GROUP)
    assert await product.quiet(GROUP) == ["That belongs in a customer's topic: send it there."]
    await product.control.say(MIRA, "who takes the early shift?", chat=GROUP)
    assert await product.quiet(GROUP) == []
    assert await product.quiet(ASHA) == []
    await all_done(product)
    await works_on(product, ASHA)


async def test_a_strangers_buttons_in_their_own_group_do_nothing(product: Product) -> None:
    await open_case(product, ASHA)
    [case] = await cases(product)
    group = int((await product.control.do("add_bot", by=RAMON, title="Ramon's friends"))["chat"])
    await product.quiet(group)
    refused = "Only people of the staff group can do that."
    assert await product.press(RAMON, group, 1, f"resolve:{case.id}") == refused
    assert [case.state for case in await cases(product)] == ["acknowledged"]
    await all_done(product)
