"""The main story, told to the end: a complaint, an answer, a fix, a rating, and what we ask afterwards."""

import json
from datetime import timedelta

import pytest

from tests.bot.flows.product import ASHA, GROUP, MIRA, MONDAY_NOON, Product

BROKEN_LID = "My order 4711 came with a broken lid and nobody answers the phone"


async def _open_case(product: Product) -> tuple[str, int]:
    """Asha complains; return the case's number and her topic."""
    await product.hears(ASHA, BROKEN_LID)
    told = await product.reply(ASHA)
    topic = (await product.next(GROUP, method="createForumTopic"))[0]["message_id"]
    await product.next(GROUP)
    return told.split("case ")[1][:4], topic


async def test_a_complaint_gets_a_number_and_a_time_and_staff_get_a_card(product: Product) -> None:
    await product.hears(ASHA, BROKEN_LID)
    told = await product.reply(ASHA)
    assert "by tomorrow 11:00" in told  # eight hours of work, five of them on the next day
    topic = (await product.next(GROUP, method="createForumTopic"))[0]
    assert topic["params"]["name"] == "🟡 Asha Verma · Ordinary"
    card = (await product.next(GROUP))[0]["params"]
    assert card["message_thread_id"] == str(topic["message_id"])
    assert BROKEN_LID in card["text"]
    assert told.split("case ")[1][:4] in card["text"]


async def test_out_of_hours_the_customer_hears_when_the_desk_opens(product: Product) -> None:
    product.clock.move_to(MONDAY_NOON - timedelta(hours=4))
    await product.hears(ASHA, BROKEN_LID)
    assert "Our desk opens today 09:00; you will have an answer here by today 17:00" in await product.reply(ASHA)


async def test_the_emergency_button_works_out_of_hours_and_with_no_machine(product: Product) -> None:
    product.readings.down = True
    product.clock.move_to(MONDAY_NOON + timedelta(hours=9))
    await product.hears(ASHA, BROKEN_LID)
    await product.reply(ASHA)
    await product.tap(ASHA, ASHA, "Emergency")
    told = await product.reply(ASHA)
    assert told.startswith("If anyone is hurt or in danger, call 112 now.")
    assert "answer here by today 21:15" in told
    assert "EMERGENCY" in await product.reply(GROUP, count=2)


async def test_an_answer_in_the_topic_reaches_the_customer(product: Product) -> None:
    _, topic = await _open_case(product)
    answer = await product.control.say(MIRA, "A new lid is on its way", chat=GROUP, topic=topic)
    assert await product.reply(ASHA) == "Mira: A new lid is on its way"
    sign = (await product.next(GROUP, method="setMessageReaction"))[0]["params"]
    assert sign["message_id"] == str(answer)
    assert json.loads(sign["reaction"])[0]["emoji"] == "👍"


async def test_a_deleted_topic_is_made_again_with_the_card_and_the_words(product: Product) -> None:
    number, topic = await _open_case(product)
    await product.control.do("delete_topic", chat=GROUP, topic=topic)
    await product.hears(ASHA, "The lid has a crack on the left")
    await product.reply(ASHA)
    fresh = (await product.next(GROUP, method="createForumTopic"))[0]["message_id"]
    posts = [entry["params"] for entry in await product.next(GROUP, count=2)]
    assert {post["message_thread_id"] for post in posts} == {str(fresh)}
    assert sorted(post["text"].split("\n")[0] for post in posts) == sorted(
        ["Asha Verma:", f"{number} · complaint · Ordinary"]
    )
    await product.tap(MIRA, GROUP, "Take")
    assert "Mira" in (await product.next(GROUP, method="editMessageText"))[0]["params"]["text"]


async def test_a_note_stays_in_the_topic(product: Product) -> None:
    _, topic = await _open_case(product)
    await product.control.say(MIRA, "// she is right, I saw the photo", chat=GROUP, topic=topic)
    assert await product.quiet(ASHA) == []


async def test_the_state_and_history_of_a_complaint(product: Product) -> None:
    number, _ = await _open_case(product)
    await product.tap(MIRA, GROUP, "Take")
    await product.hears(ASHA, "what about my complaint?")
    told = await product.reply(ASHA)
    assert told.startswith(f"{number}, “{BROKEN_LID[:20]}")
    assert "Mira has it. Answer due by tomorrow 11:00." in told
    assert "· Mira took it (just now)" in told


async def test_resolved_confirmed_rated_and_asked_one_thing_at_a_time(product: Product) -> None:
    number, _ = await _open_case(product)
    await product.tap(MIRA, GROUP, "Resolve")
    assert await product.reply(ASHA) == f"Mira says that {number} is solved. Is it, for you?"
    await product.tap(ASHA, ASHA, "Yes")
    assert "from 1 (poor) to 5 (great)" in await product.reply(ASHA)
    await product.tap(ASHA, ASHA, "5")
    assert "Thank you for the 5." in await product.reply(ASHA, count=2)
    await product.tap(ASHA, ASHA, "Yes")
    assert "What may I call you?" in await product.reply(ASHA, count=2)
    product.readings.table["call me"] = "talk_to_human"  # as the real model reads it
    await product.hears(ASHA, "call me Asha")
    assert "When is your birthday?" in await product.reply(ASHA, count=2)
    await product.hears(ASHA, "3 May")
    assert "What time is it where you are?" in await product.reply(ASHA, count=2)
    await product.hears(ASHA, "Asia/Kolkata")
    assert "Then it is 17:30 with you now" in await product.reply(ASHA, count=2)
    assert await product.quiet(ASHA) == []


@pytest.mark.parametrize("words", [False, True])
async def test_not_yet_reopens_with_a_new_promise(product: Product, words: bool) -> None:
    number, _ = await _open_case(product)
    await product.tap(MIRA, GROUP, "Resolve")
    await product.reply(ASHA)
    if words:
        await product.hears(ASHA, "no it still leaks")
    else:
        await product.tap(ASHA, ASHA, "Not yet")
    assert f"I've reopened {number} and told Mira" in await product.reply(ASHA)
    told = "\n".join(await product.quiet(GROUP))
    assert f"Asha Verma says {number} is not solved" in told
    assert ("no it still leaks" in told) is words


async def test_thanks_opens_and_reopens_nothing(product: Product) -> None:
    await _open_case(product)
    await product.tap(MIRA, GROUP, "Resolve")
    await product.reply(ASHA)
    await product.hears(ASHA, "thanks!!")
    assert await product.reply(ASHA) == "You're welcome."
    assert not [text for text in await product.quiet(GROUP) if "not solved" in text]


async def test_more_words_go_to_the_open_case(product: Product) -> None:
    number, topic = await _open_case(product)
    await product.hears(ASHA, "The lid has a crack on the left")
    assert f"added this to case {number}" in await product.reply(ASHA)
    relayed = (await product.next(GROUP))[0]["params"]
    assert relayed["text"] == "Asha Verma:\nThe lid has a crack on the left"
    assert relayed["message_thread_id"] == str(topic)


async def test_another_matter_gets_a_case_of_its_own(product: Product) -> None:
    number, _ = await _open_case(product)
    await product.hears(ASHA, "My order 4712 never came")
    await product.reply(ASHA)
    await product.tap(ASHA, ASHA, "It's another matter")
    told = await product.reply(ASHA)
    assert "I've opened case" in told
    assert number not in told
    assert "4712" in told


async def test_while_a_human_talks_the_bot_only_nods(product: Product) -> None:
    _, topic = await _open_case(product)
    await product.control.say(MIRA, "Which colour was it?", chat=GROUP, topic=topic)
    await product.reply(ASHA)
    message = await product.hears(ASHA, "the blue one, thanks")
    nod = (await product.next(ASHA, method="setMessageReaction"))[0]["params"]
    assert nod["message_id"] == str(message)
    assert await product.quiet(ASHA) == []
    assert "the blue one" in "\n".join(await product.quiet(GROUP))


async def test_a_low_score_is_told_to_staff_and_its_reason_asked(product: Product) -> None:
    number, _ = await _open_case(product)
    await product.tap(MIRA, GROUP, "Resolve")
    await product.reply(ASHA)
    await product.tap(ASHA, ASHA, "Yes")
    await product.reply(ASHA)
    await product.quiet(GROUP)
    await product.tap(ASHA, ASHA, "2")
    assert "What went wrong?" in await product.reply(ASHA)
    assert f"Asha Verma gave 2 of 5 for {number}" in await product.reply(GROUP)
    product.readings.table["it took"] = "complain"
    await product.hears(ASHA, "it took three weeks")
    assert f"It is with case {number}" in await product.reply(ASHA)
    assert "it took three weeks" in "\n".join(await product.quiet(GROUP))
