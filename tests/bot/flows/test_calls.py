"""Staff telephone a customer whom a rule names: why, what to propose, and what came of it, for all to read."""

from datetime import timedelta

from sqlalchemy import update
from sqlmodel import col

from care_rules.calls import NO_CALLS
from care_rules.consent import Consent
from storage.tables import Customer, ProfileLook, Purchase, StaffTask, TouchOutcome, TouchPoint
from tests.bot.flows.product import ASHA, GROUP, JONAS, MIRA, MONDAY_NOON, Product
from tests.bot.flows.shopping import plan_anew
from tests.bot.flows.test_linking import PHONE, customer_of, everything, in_the_books

DAY = timedelta(days=1)
DUE = MONDAY_NOON.replace(day=27, hour=10, minute=0)  # a Friday


async def _missed(product: Product) -> None:
    """A gold customer who came every ten days stays away for 25: staff are to telephone."""
    await product.hears(ASHA, "/start")
    await product.quiet(ASHA)
    own = await in_the_books(product, "C-1", phone=PHONE, tier_pinned="gold")
    async with product.app.outside.database.write() as session:
        known = {"buyer_id": own, "tier": "gold", "consent": Consent.all, "name": "Asha", "time_zone": "UTC"}
        await session.execute(update(Customer).where(col(Customer.telegram_id) == ASHA).values(**known))
        for back in range(4):
            at = MONDAY_NOON - 10 * back * DAY
            session.add(Purchase(buyer_id=own, external_id=f"P-{back}", at=at, amount=100_00, currency="USD"))
    await product.app.jobs.weigh()
    await plan_anew(product)
    product.clock.move_to(DUE + timedelta(minutes=1))
    await product.app.jobs.tick()


async def _card(product: Product) -> tuple[int, str, list[str]]:
    """The card as it stands: its message's id, its words and its buttons."""
    await product.idle()
    messages = product.sandbox.state.room(GROUP).messages
    (found,) = [
        (number, one) for number, one in messages.items() if (one.text or "").startswith("☎ Telephone Asha Verma")
    ]
    keyboard = found[1].reply_markup.inline_keyboard if found[1].reply_markup else []
    return found[0], found[1].text or "", [button.text for line in keyboard for button in line]


async def _task(product: Product) -> StaffTask:
    (found,) = [one for one in await everything(product, StaffTask) if one.what == "call"]
    assert isinstance(found, StaffTask)
    return found


async def _topic(product: Product) -> int:
    return (await customer_of(product, ASHA)).topic_id or 0


async def test_the_card_says_why_and_what_to_propose_and_hides_the_number(product: Product) -> None:
    await _missed(product)
    _, card, buttons = await _card(product)
    assert 'Why: rule "missed_gold"' in card
    assert "agreed to offers" in card
    assert "Who: Gold · " in card
    assert "Propose: They have not been here for far longer than usual." in card
    assert "+91…78" in card
    assert PHONE not in card
    touch_points = card.partition("Last touch points:\n")[2].splitlines()
    assert len(touch_points) == 3
    assert "bought" in touch_points[0]
    assert buttons == ["Reached", "No answer", "Call back later", "Wants no calls", "Number"]


async def test_the_number_is_told_to_a_lead_alone_and_the_look_is_noted(product: Product) -> None:
    await _missed(product)
    await product.idle()
    assert await product.tap(JONAS, GROUP, "Number") == "+91…78 – leads see it in full."
    assert await product.tap(MIRA, GROUP, "Number") == PHONE
    assert [one.what for one in await everything(product, ProfileLook)] == ["phone", "phone"]
    assert not any(PHONE in text for text in await product.quiet(GROUP))


async def test_an_outcome_is_for_all_to_read(product: Product) -> None:
    await _missed(product)
    await product.idle()
    await product.tap(JONAS, GROUP, "Reached")
    told = "\n".join(await product.quiet(GROUP))
    assert "Jonas telephoned Asha Verma: reached." in told
    number, card, buttons = await _card(product)
    assert card.startswith("☎ Telephone Asha Verma: done")
    assert "Jonas: reached, " in card
    assert buttons == []
    topic = await _topic(product)
    note = await product.control.say(MIRA, "Likes the blue lid", chat=GROUP, topic=topic, reply_to=number)
    assert note
    assert "Kept with the call" in "\n".join(await product.quiet(GROUP))
    assert not any("blue lid" in text for text in await product.quiet(ASHA)), "it stays with us"
    assert "Note by Mira: Likes the blue lid" in (await _card(product))[1]
    await product.control.say(MIRA, "/tasks", chat=GROUP, topic=topic)
    (listed,) = await product.quiet(GROUP)
    assert "Telephoned lately:\n• Asha Verma – Jonas: reached" in listed
    await product.control.say(MIRA, "/customer", chat=GROUP, topic=topic)
    story = "\n".join(await product.quiet(GROUP))
    assert "phone: we telephoned (missed_gold): reached" in story
    assert "phone: we telephoned (missed_gold): Likes the blue lid" in story


async def test_nobody_answers_and_two_colleagues_say_so_at_once(product: Product) -> None:
    await _missed(product)
    number, _, _ = await _card(product)
    task = await _task(product)
    data = f"call:{task.id}:no_answer:0"
    assert "no answer. Due again tomorrow 10:00." in (await product.press(MIRA, GROUP, number, data) or "")
    assert await product.press(JONAS, GROUP, number, data) == "Mira noted that call already: no answer."
    task = await _task(product)
    assert (task.done_at, len(task.facts["tried"])) == (None, 1)
    assert len(await everything(product, TouchPoint)) == 1
    await product.control.say(MIRA, "/tasks", chat=GROUP, topic=await _topic(product))
    assert "(by tomorrow 10:00) – Mira: no answer" in (await product.quiet(GROUP))[-1]
    for _ in range(2):
        await product.idle()
        await product.tap(MIRA, GROUP, "No answer")
    task = await _task(product)
    assert (task.outcome, task.done_by) == ("no_answer", "Mira"), "three times in vain are enough"
    assert "That was the last try." in "\n".join(await product.quiet(GROUP))
    assert await product.press(MIRA, GROUP, number, data) == "Mira has done that already."


async def test_who_wants_no_calls_gets_none_any_more_until_they_say_so(product: Product) -> None:
    await _missed(product)
    await product.idle()
    assert "Nobody is to telephone them any more." in (await product.tap(MIRA, GROUP, "Wants no calls") or "")
    assert (await customer_of(product, ASHA)).declined == [NO_CALLS]
    async with product.app.outside.database.write() as session:
        buyer_id = (await customer_of(product, ASHA)).buyer_id or 0
        at = product.clock()
        session.add(Purchase(buyer_id=buyer_id, external_id="P-9", at=at, amount=100_00, currency="USD"))
    await product.app.jobs.weigh()
    await plan_anew(product)
    (planned,) = [one for one in await product.plan() if one.rule == "missed_gold"]
    product.clock.move_to(planned.due_at + timedelta(minutes=1))
    await product.app.jobs.tick()
    again = [one for one in await product.touches() if one.rule == "missed_gold"][-1]
    assert (again.outcome, [one["key"] for one in again.reasons]) == (TouchOutcome.WITHHELD, ["no-calls"])
    await product.quiet(ASHA)
    await product.hears(ASHA, "/care")
    await product.idle()
    await product.tap(ASHA, ASHA, "You may telephone me again")
    assert (await customer_of(product, ASHA)).declined == []


async def test_who_stops_us_is_not_telephoned_either(product: Product) -> None:
    await _missed(product)
    await product.idle()
    await product.hears(ASHA, "/stop")
    await product.idle()
    assert (await _task(product)).outcome == "stopped"
    _, card, buttons = await _card(product)
    assert card.startswith("☎ Telephone Asha Verma: done")
    assert buttons == []
