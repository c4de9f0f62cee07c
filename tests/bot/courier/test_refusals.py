"""What Telegram will not take: who is told, what is tried instead, and that nobody else waits for it."""

from datetime import timedelta

import pytest

from bot.work import staffroom
from storage import customers, house
from storage.tables import OutboxState, SendKind
from tests.bot.courier.office import ASHA, GROUP, MIRA, RAMON, Office, until


async def tell(office: Office, customer_id: int, text: str) -> int:
    async with office.turn() as turn:
        customer = await customers.by_id(turn.session, customer_id, lock=True)
        assert customer is not None
        row = await staffroom.tell(turn, customer, text)
    assert row is not None
    return row.id or 0


async def test_a_customer_who_stopped_the_bot_is_marked_and_agents_hear_of_each_message(office: Office) -> None:
    customer_id = await office.customer()
    await office.control.do("block", by=ASHA)
    theirs = {"customer_id": customer_id, "source_chat_id": GROUP}
    ids = [await office.put(**theirs, source_message_id=number) for number in (5, 6)]
    ids.append(await office.put(customer_id=customer_id, kind=SendKind.GREETING))
    await office.work_until_done()
    ids.append(await office.put(**theirs, source_message_id=7))
    await office.work_until_done()

    async with office.database.read() as session:
        customer = await customers.by_id(session, customer_id)
    assert customer is not None
    assert customer.blocked_at is not None
    assert [(await office.row(row_id)).state for row_id in ids] == [OutboxState.FAILED] * 4
    tried = [one for one in await office.control.record(chat=ASHA) if one["method"] == "sendMessage"]
    assert len(tried) == 1  # nothing more is written until they return
    told = await office.texts(GROUP)
    assert len([text for text in told if "has stopped the bot" in text]) == 3
    assert await office.delivered(GROUP, "setMessageReaction") == []


async def test_a_thumb_is_shown_after_delivery_only(office: Office) -> None:
    customer_id = await office.customer()
    message = await office.control.say(MIRA, "Hello", chat=GROUP)
    row_id = await office.put(customer_id=customer_id, source_chat_id=GROUP, source_message_id=message)
    await office.fault("500", chat=ASHA)
    await office.work_until_done()
    [told] = await office.delivered(ASHA)
    [sign] = await office.delivered(GROUP, "setMessageReaction")
    assert sign["seq"] > told["seq"]
    assert (await office.row(row_id)).result_id == told["message_id"]


async def test_what_comes_too_late_is_not_sent(office: Office) -> None:
    row_id = await office.put(kind=SendKind.GREETING, expires_at=office.clock() - timedelta(seconds=1))
    await office.work_until_done()
    assert (await office.row(row_id)).state == OutboxState.EXPIRED
    assert await office.texts() == []


async def test_the_card_waits_for_its_topic(office: Office) -> None:
    customer_id = await office.customer()
    await office.fault("500", method="createForumTopic", times=2)
    card, more = await tell(office, customer_id, "the card"), await tell(office, customer_id, "more")
    await office.work_until_done()
    [topic] = await office.delivered(GROUP, "createForumTopic")
    sent = await office.delivered(GROUP)
    assert [(one["thread_id"], one["params"]["text"]) for one in sent] == [
        (topic["message_id"], "the card"),
        (topic["message_id"], "more"),
    ]
    assert (await office.row(card)).state == (await office.row(more)).state == OutboxState.SENT


async def test_without_a_topic_the_card_goes_to_general(office: Office) -> None:
    customer_id = await office.customer()
    await office.control.do("rights", by=MIRA, chat=GROUP, rights={"can_manage_topics": False})
    await tell(office, customer_id, "the card")
    await office.work_until_done()
    shown = [(one["thread_id"], one["params"]["text"]) for one in await office.delivered(GROUP)]
    assert {thread_id for thread_id, _ in shown} == {None}
    texts = [text for _, text in shown]
    assert texts.count("the card") == 1
    assert [text for text in texts if "I could not make a topic for" in text]


@pytest.mark.parametrize("may_make_topics", [True, False])
async def test_a_deleted_topic_is_made_again_once_and_nothing_is_lost(office: Office, may_make_topics: bool) -> None:
    customer_id = await office.customer()
    await tell(office, customer_id, "the card")
    await office.work_until_done()
    [first] = await office.delivered(GROUP, "createForumTopic")
    await office.control.do("delete_topic", chat=GROUP, topic=first["message_id"])
    if not may_make_topics:
        await office.control.do("rights", by=MIRA, chat=GROUP, rights={"can_manage_topics": False})
    for number in range(4):
        await tell(office, customer_id, f"news {number}")
    other = await office.customer(RAMON, first_name="Ramon", full_name="Ramon Cruz")
    await tell(office, other, "another's card")
    await office.work_until_done()
    await tell(office, customer_id, "later")
    await office.work_until_done()
    news = [one for one in await office.delivered(GROUP) if one["params"]["text"].startswith(("news", "later"))]
    assert [one["params"]["text"] for one in news] == [*(f"news {number}" for number in range(4)), "later"]
    assert "another's card" in await office.texts(GROUP)
    topics = await office.delivered(GROUP, "createForumTopic")
    assert len(topics) == (3 if may_make_topics else 1)
    ashas = {one["message_id"] for one in topics[1:] if "Asha" in one["params"]["name"]}
    assert {one["thread_id"] for one in news} & ashas == ashas
    assert len({one["thread_id"] for one in news}) == 1


async def test_a_group_that_moved_is_followed_with_all_that_waits(office: Office) -> None:
    customer_id = await office.customer()
    message = await office.control.say(MIRA, "Hello", chat=GROUP)
    moved = (await office.control.do("migrate", chat=GROUP))["chat"]
    new = int(moved["id"] if isinstance(moved, dict) else moved)
    await tell(office, customer_id, "the card")
    copy = {"from_chat_id": GROUP, "message_id": message}
    source = {"source_chat_id": GROUP, "source_message_id": message}
    copied = await office.put(method="copyMessage", payload=copy, customer_id=customer_id, **source)
    await office.work_until_done()
    async with office.database.read() as session:
        assert await house.staff_group(session) == new
    card, told = await office.texts(new)
    assert "I have moved along" in told
    assert card == "the card"
    assert (await office.row(copied)).chat_id == ASHA
    assert len(await office.delivered(ASHA, "copyMessage")) == 1
    assert len(await office.delivered(new, "setMessageReaction")) == 1


async def test_a_bot_put_out_of_the_staff_group_waits_to_be_let_in_again(office: Office) -> None:
    customer_id = await office.customer()
    await office.control.do("kick_bot", by=MIRA, chat=GROUP)
    card = await tell(office, customer_id, "the card")
    async with office.at_work():
        topic = (await office.row(card)).needs_id or 0

        async def refused() -> bool:
            row = await office.row(topic)
            return row.state == OutboxState.QUEUED and row.error is not None

        await until(refused, "the group to refuse")
        await office.control.do("rights", by=MIRA, chat=GROUP, rights={})
        office.clock.offset += timedelta(minutes=2)
        await office.done()
    assert (await office.row(card)).state == OutboxState.SENT
    assert await office.texts(GROUP) == ["the card"]


@pytest.mark.parametrize(
    "broken",
    [
        {"method": "sendNothing"},
        {"method": ""},
        {"method": "response"},
        {"payload": {}},
        {"payload": {"text": ["no", "text"]}},
        {"payload": {"text": "\ud800"}},
        {"payload": {"text": ""}},
        {"payload": {"text": "x" * 5000}},
        {"payload": ["no", "object"]},
        {"needs_id": 987654, "needs_field": "message_id", "method": "editMessageText"},
    ],
)
async def test_what_is_no_valid_call_fails_alone_and_blocks_nobody(office: Office, broken: dict[str, object]) -> None:
    row_id = await office.put(**broken)
    await office.put(text="the next")
    await office.work_until_done()
    row = await office.row(row_id)
    assert row.state == OutboxState.FAILED
    assert row.error
    assert await office.texts() == ["the next"]
