"""Answers, reactions and changes go to the message on the other side, and to nobody else."""

import json
from typing import Any

from tests.bot.flows.product import ASHA, GROUP, JONAS, RAMON, Product
from tests.bot.flows.test_promises import complain_from


async def _calls(product: Product, chat: int, method: str) -> list[dict[str, Any]]:
    """Return all calls of this method to a chat, once there is nothing left to do."""
    await product.idle()
    entries = await product.control.record(chat=chat, limit=1000)
    return [entry["params"] for entry in entries if entry["method"] == method and entry["ok"]]


async def _newest(product: Product, chat: int, words: str) -> int:
    await product.idle()
    messages = product.sandbox.state.room(chat).messages
    return max(number for number, message in messages.items() if words in (message.text or message.caption or ""))


def _text(product: Product, chat: int, number: int) -> str:
    message = product.sandbox.state.room(chat).messages[number]
    return message.text or message.caption or ""


async def _agent_says(product: Product, topic: int, text: str, **more: Any) -> int:
    said = await product.control.do("say", by=JONAS, chat=GROUP, topic=topic, text=text, **more)
    await product.idle()
    return int(said["message_ids"][-1])


async def test_staff_see_what_a_changed_message_said_before(product: Product) -> None:
    await complain_from(product, ASHA)
    message = await product.hears(ASHA, "The lid has a crack on the left")
    shown = await _newest(product, GROUP, "crack on the left")
    for before, after in (("left", "right"), ("right", "top")):
        await product.quiet(GROUP)
        text = f"The lid has a crack on the {after}"
        await product.control.do("edit", by=ASHA, chat=ASHA, message_id=message, text=text)
        [told] = await product.quiet(GROUP)
        assert f"It now says:\n{text} (before: “The lid has a crack on the {before}”)" in told
    last = (await _calls(product, GROUP, "sendMessage"))[-1]
    assert f'"message_id":{shown}' in str(last["reply_parameters"]).replace(" ", "").replace("'", '"')


async def test_an_agents_change_reaches_the_customer(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    said = await _agent_says(product, topic, "It comes on Monday")
    at_asha = await _newest(product, ASHA, "It comes on Monday")
    await product.control.do("edit", by=JONAS, chat=GROUP, message_id=said, text="It comes on Tuesday")
    await product.idle()
    assert _text(product, ASHA, at_asha) == "Jonas: It comes on Tuesday"


async def test_a_note_never_reaches_the_customer_however_it_is_changed(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    note = await _agent_says(product, topic, "// she is rude")
    answer = await _agent_says(product, topic, "We are on it")
    at_asha = await _newest(product, ASHA, "We are on it")
    card = await _newest(product, GROUP, "broken lid")
    await _agent_says(product, topic, "// she is rude again", reply_to=card)
    await product.quiet(ASHA)
    await product.control.do("edit", by=JONAS, chat=GROUP, message_id=note, text="she is rude")
    assert "had not been sent" in "\n".join(await product.quiet(GROUP))
    await product.control.do("edit", by=JONAS, chat=GROUP, message_id=answer, text="// she is rude")
    assert "still reads the former words" in "\n".join(await product.quiet(GROUP))
    assert _text(product, ASHA, at_asha) == "Jonas: We are on it"
    told = [str(entry["params"]) for entry in await product.control.record(chat=ASHA, limit=1000)]
    assert not any("rude" in one for one in told)


async def test_answers_stand_under_what_they_answer_on_both_sides(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    first = await product.hears(ASHA, "It was the green lid")
    shown = await _newest(product, GROUP, "It was the green lid")
    said = await _agent_says(product, topic, "The dark green one?", reply_to=shown)
    answer = (await _calls(product, ASHA, "sendMessage"))[-1]
    assert _answers(answer) == first
    at_asha = await _newest(product, ASHA, "The dark green one?")
    await product.control.do("say", by=ASHA, text="Yes, that one", reply_to=at_asha)
    relayed = (await _calls(product, GROUP, "sendMessage"))[-1]
    assert "Yes, that one" in relayed["text"]
    assert _answers(relayed) == said


async def test_reactions_are_shown_on_the_other_side_and_taken_back(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    hers = await product.hears(ASHA, "It was the green lid")
    shown = await _newest(product, GROUP, "It was the green lid")
    said = await _agent_says(product, topic, "We are on it")
    at_asha = await _newest(product, ASHA, "We are on it")
    await product.control.do("react", by=ASHA, chat=ASHA, message_id=at_asha, emoji="👍")
    seen = [one for one in await _calls(product, GROUP, "setMessageReaction") if int(one["message_id"]) == said]
    assert "👍" in json.dumps(json.loads(str(seen[-1]["reaction"])), ensure_ascii=False)
    await product.control.do("react", by=JONAS, chat=GROUP, message_id=shown, emoji="❤")
    seen = [one for one in await _calls(product, ASHA, "setMessageReaction") if int(one["message_id"]) == hers]
    assert "❤" in json.dumps(json.loads(str(seen[-1]["reaction"])), ensure_ascii=False)
    await product.control.do("react", by=JONAS, chat=GROUP, message_id=shown, emoji=None)
    seen = [one for one in await _calls(product, ASHA, "setMessageReaction") if int(one["message_id"]) == hers]
    assert "❤" not in json.dumps(json.loads(str(seen[-1]["reaction"])), ensure_ascii=False)


async def test_nothing_of_one_customer_reaches_another(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await complain_from(product, RAMON)
    said = await _agent_says(product, topic, "We are on it")
    shown = await _newest(product, GROUP, "broken lid")  # Ramon's card
    before = await product.control.record(chat=RAMON, limit=1000)
    await product.control.do("edit", by=JONAS, chat=GROUP, message_id=said, text="We are still on it")
    await _agent_says(product, topic, "And now", reply_to=shown)
    answer = (await _calls(product, ASHA, "sendMessage"))[-1]
    assert "And now" in answer["text"]
    assert "reply_parameters" not in answer
    assert await product.control.record(chat=RAMON, limit=1000) == before


def _answers(call: dict[str, Any]) -> int | None:
    found = call.get("reply_parameters")
    if isinstance(found, str):
        found = json.loads(found)
    return int(found["message_id"]) if found else None


async def _quoted(product: Product, chat: int) -> str | None:
    """Return what the last message to a chat quotes."""
    last = (await _calls(product, chat, "sendMessage"))[-1]
    parameters = json.loads(last.get("reply_parameters") or "{}")
    quoted: str | None = parameters.get("quote")
    return quoted


async def test_what_is_quoted_is_quoted_on_the_other_side(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await _agent_says(product, topic, "It comes on Monday, in a blue box")
    at_asha = await _newest(product, ASHA, "It comes on Monday")
    await product.hears(ASHA, "Which box?", reply_to=at_asha, quote="a blue box")
    assert await _quoted(product, GROUP) == "a blue box"
    shown = await _newest(product, GROUP, "Which box?")
    await _agent_says(product, topic, "The usual one", reply_to=shown, quote="box?")
    assert await _quoted(product, ASHA) == "box?"


async def test_what_only_one_side_reads_is_answered_without_a_quotation(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await _agent_says(product, topic, "It comes on Monday")
    at_asha = await _newest(product, ASHA, "It comes on Monday")
    await product.hears(ASHA, "Who are you?", reply_to=at_asha, quote="Jonas: It comes")
    assert await _quoted(product, GROUP) is None
    assert "Who are you?" in _text(product, GROUP, await _newest(product, GROUP, "Who are you?"))
