"""Answers that are written already, and gestures of goodwill within what a role may grant."""

from sqlalchemy import select
from sqlmodel import col

from storage.tables import Gesture
from tests.bot.flows.product import ASHA, GROUP, JONAS, MIRA, Product
from tests.bot.flows.test_people import all_cases, staff_say
from tests.bot.flows.test_promises import complain_from


async def _gestures(product: Product) -> list[tuple[str, str, str | None]]:
    async with product.app.outside.database.read() as session:
        found = (await session.execute(select(Gesture).order_by(col(Gesture.id)))).scalars()
        return [(one.name, one.state.value, one.decided_by) for one in found]


async def test_an_answer_is_found_by_a_word_and_sent_by_a_tap(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await product.quiet(ASHA)
    assert "photo: Asha, could you" in await staff_say(product, JONAS, "/say photo", topic)
    assert await product.quiet(ASHA) == []
    assert await product.tap(JONAS, GROUP, "Send") == "Sent to Asha Verma."
    assert "Jonas: Asha, could you send a photo" in "\n".join(await product.quiet(ASHA))
    case = (await all_cases(product))[0]
    assert (case.agent_id, case.answer_due_at) == (JONAS, None)


async def test_an_answer_goes_in_the_customers_language(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await product.write(ASHA, language="hi", language_chosen=True)
    assert "सोमवार" in await staff_say(product, JONAS, "/say hours", topic)
    assert "hours, photo" in await staff_say(product, JONAS, "/say", topic)
    assert "No answer holds “pigeons”" in await staff_say(product, JONAS, "/say pigeons", topic)


async def test_a_gesture_within_the_role_is_granted_once(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await product.quiet(ASHA)
    await staff_say(product, JONAS, "/gesture", topic)
    await product.tap(JONAS, GROUP, "Refund of delivery")
    assert "We refund what it cost you" in "\n".join(await product.quiet(ASHA))
    again = await product.tap(MIRA, GROUP, "Refund of delivery")
    assert again == "Refund of delivery was granted already, by Jonas."
    assert await _gestures(product) == [("free_delivery", "granted", "Jonas")]
    assert await product.quiet(ASHA) == []


async def test_above_the_role_one_tap_asks_who_may(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await product.control.say(MIRA, "good morning", chat=GROUP)
    await product.quiet(ASHA)
    await staff_say(product, JONAS, "/gesture", topic)
    assert "I have asked" in (await product.tap(JONAS, GROUP, "Voucher of 10") or "")
    assert any(text.startswith("Mira: Jonas asks") for text in await product.quiet(GROUP))
    assert await product.quiet(ASHA) == []
    assert "takes a lead" in (await product.tap(JONAS, GROUP, "Grant") or "")
    assert await _gestures(product) == [("voucher", "asked", None)]
    await product.tap(MIRA, GROUP, "Grant")
    assert "voucher of 10" in "\n".join(await product.quiet(ASHA))
    assert "granted already, by Mira" in (await product.tap(MIRA, GROUP, "Not this time") or "")
    assert await _gestures(product) == [("voucher", "granted", "Mira")]


async def test_a_refused_gesture_says_nothing_to_the_customer(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await product.control.say(MIRA, "good morning", chat=GROUP)
    await product.quiet(ASHA)
    await staff_say(product, JONAS, "/gesture", topic)
    await product.tap(JONAS, GROUP, "Free service")
    await product.idle()
    await product.tap(MIRA, GROUP, "Not this time")
    assert await product.quiet(ASHA) == []
    assert await _gestures(product) == [("free_service", "refused", "Mira")]
    assert await product.press(JONAS, GROUP, 1, "grant:1:castle") is not None
    assert len(await _gestures(product)) == 1
