"""What Telegram carries besides words."""

from typing import Any

import pytest

from tests.bot.bad_input.playing import (
    all_done,
    cases,
    copied_to_staff,
    customer,
    events,
    one_answer,
    open_case,
    private,
    shown_to_staff,
    told,
    topics,
    works_on,
)
from tests.bot.flows.product import ASHA, GROUP, MIRA, RAMON, Product

NUMBER = "+91 98765 43210"


async def test_a_sticker_gets_a_friendly_word_and_opens_nothing(product: Product) -> None:
    await product.hears(ASHA, sticker=True)
    assert await one_answer(product, ASHA) == "Nice one. If you need something, tell me in a few words."
    assert await cases(product) == []
    assert await all_done(product) == 1
    await works_on(product, ASHA)


async def test_a_location_alone_is_asked_about_and_with_a_case_it_belongs_to_it(product: Product) -> None:
    place = {"latitude": 28.6, "longitude": 77.2}
    await product.hears(ASHA, location=place)
    assert await one_answer(product, ASHA) == "Thank you for the place. What should we know about it, or do there?"
    number, _ = await open_case(product, ASHA)
    await product.hears(ASHA, location=place)
    assert (await one_answer(product, ASHA)).startswith(f"Thank you, it is with case {number}.")
    assert await copied_to_staff(product) == 1
    assert (await events(product, "added"))[0].attached == [{"kind": "location", **place}]
    await works_on(product, ASHA)


@pytest.mark.parametrize("more", [{}, {"forward_from": RAMON}])
@pytest.mark.parametrize("owner", [RAMON, None])
async def test_somebody_elses_contact_is_passed_to_nobody(
    product: Product, owner: int | None, more: dict[str, Any]
) -> None:
    await product.hears(ASHA, contact={"phone_number": NUMBER, "first_name": "Ramon", "user_id": owner}, **more)
    answer = await one_answer(product, ASHA)
    assert answer.startswith("That is somebody else's number, so I won't pass it on.")
    assert await copied_to_staff(product) == 0
    assert NUMBER not in await shown_to_staff(product)
    assert await cases(product) == []
    await works_on(product, ASHA)


async def test_somebody_elses_contact_is_passed_to_nobody_in_a_flood_either(product: Product) -> None:
    for _ in range(14):
        await product.hears(ASHA, contact={"phone_number": NUMBER, "first_name": "Ramon", "user_id": RAMON})
    texts = await product.quiet(ASHA)
    assert len(texts) == 10
    assert await copied_to_staff(product) == 0
    assert await all_done(product) == 14


async def test_ones_own_contact_goes_to_staff(product: Product) -> None:
    await product.hears(ASHA, contact={"phone_number": NUMBER, "first_name": "Asha", "user_id": ASHA})
    assert await one_answer(product, ASHA) == "Thank you, I've passed your number on to the colleagues who help you."
    assert await copied_to_staff(product) == 1
    await works_on(product, ASHA)


@pytest.mark.parametrize("words", ["STOP", "/stop", "my order never came", "fire in the workshop"])
async def test_forwarded_words_are_nobodys_command_and_a_human_reads_them(product: Product, words: str) -> None:
    await product.hears(ASHA, words, forward_from=RAMON)
    answer = await one_answer(product, ASHA)
    assert answer.startswith("I've passed what you forwarded on to a colleague, as case")
    assert (await customer(product, ASHA)).stopped_at is None
    assert [case.said for case in await cases(product)] == [words]
    assert words in await shown_to_staff(product)
    await works_on(product, ASHA)


async def test_a_forwarded_album_arrives_whole(product: Product) -> None:
    await product.hears(ASHA, album=[{"photo": True}] * 3, forward_from="Somebody who hides")
    assert "I've passed what you forwarded on to a colleague" in await product.reply(ASHA)
    assert await copied_to_staff(product) == 3


@pytest.mark.parametrize("kind", ["voice", "video_note", "audio"])
async def test_what_the_bot_cannot_listen_to_goes_to_a_colleague(product: Product, kind: str) -> None:
    sound: dict[str, Any] = {kind: True}
    await product.hears(ASHA, **sound)
    answer = await one_answer(product, ASHA)
    assert answer.startswith("I can't listen to voice messages, so a colleague will: it is case")
    await product.hears(ASHA, **sound)
    assert (await one_answer(product, ASHA)).startswith("I can't listen to voice messages, so I've put it with case")
    assert len(await cases(product)) == 1
    assert await copied_to_staff(product) == 2
    await product.hears(ASHA, "hello there")
    assert "What can I do for you?" in await product.reply(ASHA)
    assert await all_done(product) == 3


POLL = {
    "id": "5",
    "question": "Tea?",
    "options": [
        {"text": "Yes", "voter_count": 0, "persistent_id": "0"},
        {"text": "No", "voter_count": 0, "persistent_id": "1"},
    ],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}
CANNOT_READ = "I can't open this kind of message. Could you put it in words, or send a photo or a file?"


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        ({"poll": POLL}, CANNOT_READ),
        ({"dice": {"emoji": "🎲", "value": 4}}, "Nice one. If you need something, tell me in a few words."),
        ({"story": {"chat": {"id": 7, "type": "private"}, "id": 3}}, CANNOT_READ),
        ({"hologram": {"id": "not invented yet"}}, CANNOT_READ),
    ],
)
async def test_what_cannot_be_read_is_said_plainly(product: Product, content: dict[str, Any], answer: str) -> None:
    await told(product, private(ASHA, **content))
    assert await one_answer(product, ASHA) == answer
    assert await all_done(product) == 1
    await works_on(product, ASHA)


async def test_what_telegram_says_of_the_chat_itself_is_not_answered(product: Product) -> None:
    pinned = private(ASHA, text="my order never came")["message"]
    for service in (
        {"pinned_message": pinned},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
    ):
        await told(product, private(ASHA, **service))
    assert await product.quiet(ASHA) == []
    assert await all_done(product) == 2
    await works_on(product, ASHA)


async def test_while_a_human_talks_even_a_sticker_goes_to_them_and_the_bot_only_nods(product: Product) -> None:
    _, topic = await open_case(product, ASHA)
    await product.control.say(MIRA, "Which colour?", chat=GROUP, topic=topic)
    await product.reply(ASHA)
    await product.hears(ASHA, sticker=True)
    await product.hears(ASHA, voice=True)
    await product.hears(ASHA, contact={"phone_number": NUMBER, "first_name": "Asha", "user_id": ASHA})
    assert await product.quiet(ASHA) == []
    assert await copied_to_staff(product) == 3
    assert len(await product.next(ASHA, method="setMessageReaction", count=3)) == 3
    await all_done(product)


async def test_a_changed_message_is_shown_to_staff_and_needs_no_answer(product: Product) -> None:
    await open_case(product, ASHA)
    message = await product.hears(ASHA, "The lid has a crack on the left")
    await one_answer(product, ASHA)
    await product.control.do("edit", by=ASHA, chat=ASHA, message_id=message, text="The lid has a crack on the right")
    assert await product.quiet(ASHA) == []
    assert "Asha Verma changed a message. It now says:\nThe lid has a crack on the right" in await shown_to_staff(
        product
    )
    assert [event.why for event in await events(product, "edited")] == ["The lid has a crack on the right"]
    await works_on(product, ASHA)


async def test_a_file_that_cannot_be_shown_is_told_to_staff(product: Product) -> None:
    await open_case(product, ASHA)
    size = {"file_id": "gone", "file_unique_id": "gone", "width": 1, "height": 1}
    await told(product, private(ASHA, photo=[size]))  # deleted before it could be copied
    assert "it is with case" in await one_answer(product, ASHA)
    [warning] = await product.quiet(GROUP)
    assert warning.startswith("⚠ Asha Verma sent a file that Telegram would not let me show here")
    await product.hears(ASHA, photo=True)
    assert "it is with case" in await one_answer(product, ASHA)


async def test_a_reaction_is_kept_and_needs_no_answer(product: Product) -> None:
    await product.hears(ASHA, "/start")
    await one_answer(product, ASHA)
    newest = max(product.sandbox.state.room(ASHA).messages)
    await product.control.do("react", by=ASHA, chat=ASHA, message_id=newest, emoji="👍")
    assert await product.quiet(ASHA) == []
    assert await all_done(product) == 2
    assert await topics(product) == []
    await works_on(product, ASHA)
