"""Albums arrive as separate messages; they are one thing to whoever sent them."""

from tests.bot.bad_input.playing import (
    all_done,
    cases,
    copied_to_staff,
    events,
    one_answer,
    open_case,
    shown_to_staff,
    topics,
    works_on,
)
from tests.bot.flows.product import ASHA, GROUP, MIRA, Product


async def test_ten_photos_are_answered_once_and_shown_together(product: Product) -> None:
    number, _ = await open_case(product, ASHA)
    await product.hears(ASHA, album=[{"photo": True}] * 10)
    assert (await product.reply(ASHA)).startswith(f"Thank you, all 10 are with case {number}.")
    assert await product.quiet(ASHA) == []
    assert await copied_to_staff(product) == 10
    [event] = await events(product, "added")
    assert len(event.attached) == 10
    assert await all_done(product) == 11
    await works_on(product, ASHA)


async def test_a_first_contact_that_is_an_album_makes_one_topic_and_one_case(product: Product) -> None:
    album = [{"photo": True}, {"video": True}, {"photo": True, "text": "my order arrived like this"}]
    await product.hears(ASHA, album=album)
    assert "I'm sorry about this. I've opened case" in await product.reply(ASHA)
    assert await product.quiet(ASHA) == []
    [case] = await cases(product)
    assert (case.kind, case.said) == ("complaint", "my order arrived like this")
    assert len(await topics(product)) == 1
    assert await copied_to_staff(product) == 3
    assert await all_done(product) == 3
    await works_on(product, ASHA)


async def test_pictures_without_words_are_taken_and_asked_about(product: Product) -> None:
    await product.hears(ASHA, photo=True)
    assert "A few words on what it is about would help." in await one_answer(product, ASHA)
    assert await copied_to_staff(product) == 1
    await works_on(product, ASHA)


async def test_a_part_that_comes_late_is_kept_without_a_second_answer(product: Product) -> None:
    number, _ = await open_case(product, ASHA)
    await product.hears(ASHA, album=[{"photo": True}] * 2)
    assert (await product.reply(ASHA)).startswith(f"Thank you, all 2 are with case {number}.")
    room = product.sandbox.state.room(ASHA)
    part = room.messages[max(number for number in room.messages if room.messages[number].photo)]
    late = part.model_copy(update={"message_id": next(room.numbering)})
    room.messages[late.message_id] = late
    product.sandbox.state.hear(room, "message", late)
    assert await product.quiet(ASHA) == []
    assert await copied_to_staff(product) == 3
    assert await all_done(product) == 4
    await works_on(product, ASHA)


async def test_an_emergency_under_a_photo_is_an_emergency(product: Product) -> None:
    await product.hears(ASHA, album=[{"photo": True}, {"photo": True, "text": "fire under the pot"}])
    assert (await product.reply(ASHA)).startswith("If anyone is hurt or in danger, call 112 now.")
    assert [case.kind for case in await cases(product)] == ["emergency"]
    assert await copied_to_staff(product) == 2


async def test_a_note_under_any_picture_of_an_album_stays_with_staff(product: Product) -> None:
    _, topic = await open_case(product, ASHA)
    album = [{"photo": True}, {"photo": True, "text": "// look at her photo, the seal is gone"}]
    await product.control.do("say", by=MIRA, chat=GROUP, topic=topic, album=album)
    assert await product.quiet(ASHA) == []
    await product.control.do("say", by=MIRA, chat=GROUP, topic=topic, album=[{"photo": True}] * 2)
    assert len(await product.next(ASHA, method="copyMessages")) == 1
    await all_done(product)


async def test_words_between_the_parts_of_an_album_lose_nothing(product: Product) -> None:
    await open_case(product, ASHA)
    first = await product.control.do("say", by=ASHA, album=[{"photo": True}] * 2)
    await product.hears(ASHA, "The lid is the blue one")
    assert first["message_ids"]
    texts = await product.quiet(ASHA)
    assert [text.split(" case ")[0] for text in texts] == ["Thank you, all 2 are with", "I've added this to"]
    assert "The lid is the blue one" in await shown_to_staff(product)
    assert await all_done(product) == 4
