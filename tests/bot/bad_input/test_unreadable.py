"""Updates that cannot be read or handled: kept, counted, told; and nobody else waits for them."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot.work.cases import card, status
from storage.tables import InboxState
from tests.bot.bad_input.playing import (
    all_done,
    cases,
    customer,
    events,
    inbox_rows,
    one_answer,
    open_case,
    private,
    shown_to_staff,
    told,
    works_on,
)
from tests.bot.flows.product import ASHA, GROUP, MIRA, RAMON, Product

UNREADABLE: dict[str, Any] = {"text": "my pot is broken", "entities": "none"}


async def test_an_update_of_a_kind_we_do_not_know_is_kept_and_means_nothing(product: Product) -> None:
    await told(product, {"telepathy": {"from": {"id": ASHA}, "thought": "my order never came"}})
    await told(product, {})
    assert await all_done(product) == 2
    assert await cases(product) == []
    await works_on(product, ASHA)


async def test_an_update_that_cannot_be_read_is_set_aside_and_told_and_blocks_nobody(product: Product) -> None:
    with capture_logs() as logs:
        await told(product, private(ASHA, **UNREADABLE))
        await product.hears(RAMON, "hello there")
        assert "What can I do for you?" in await product.reply(RAMON)  # at once, in between the tries
        assert (await inbox_rows(product))[0].state != InboxState.SET_ASIDE
        await product.idle()
    row = (await inbox_rows(product))[0]
    assert (row.state, row.failures + 1) == (InboxState.SET_ASIDE, 3)
    assert await one_answer(product, ASHA) == (
        f"I'm sorry, something went wrong on our side (reference {row.id}). "
        "Your message is kept, and a colleague will look at it."
    )
    told_staff = await shown_to_staff(product)
    assert "⚠ I could not handle a message of Asha, and told them so. Please answer it." in told_staff
    assert f"Reference {row.id}: UnreadableUpdate: message.entities: Input should be a valid array" in told_staff
    assert "“my pot is broken”" in told_staff
    failures = [entry for entry in logs if entry.get("action") == "unit_failed"]
    assert [entry["failures"] for entry in failures] == [1, 2, 3]
    assert "my pot is broken" not in str(logs)
    await product.hears(ASHA, "hello there")
    assert "What can I do for you?" in await product.reply(ASHA)


async def test_the_next_message_of_the_same_customer_waits_its_turn_and_is_answered(product: Product) -> None:
    await product.hears(ASHA, "/start")
    await product.quiet(ASHA)
    await told(product, private(ASHA, **UNREADABLE))
    await product.hears(ASHA, "my order never came")
    texts = await product.quiet(ASHA)
    assert ["reference" in text for text in texts] == [True, False]
    assert "I've opened case" in texts[1]


async def test_what_staff_sent_and_nobody_could_read_is_told_to_staff_alone(product: Product) -> None:
    _, topic = await open_case(product, ASHA)
    group = {"id": GROUP, "type": "supergroup", "title": "Care team", "is_forum": True}
    mira = {"id": MIRA, "is_bot": False, "first_name": "Mira"}
    message = {"message_id": 777, "date": 0, "chat": group, "from": mira, **UNREADABLE}
    for place in ({"message_thread_id": topic, "is_topic_message": True}, {}):
        await told(product, {"message": message | place})
        [warning] = await product.quiet(GROUP)
        assert warning.startswith("⚠ I could not handle what was sent here, and it reached nobody. Reference")
    assert await product.quiet(ASHA) == []


@pytest.mark.parametrize("times", [1, 3])
async def test_a_handler_that_fails_is_tried_three_times(
    product: Product, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    number, _ = await open_case(product, ASHA)
    tell, failed = status.tell, []

    async def fail(*given: Any) -> None:
        failed.append(given)
        if len(failed) <= times:
            raise RuntimeError("a mistake of ours")
        await tell(*given)

    monkeypatch.setattr(status, "tell", fail)
    with capture_logs() as logs:
        await product.hears(ASHA, "/cases")
        answer = await one_answer(product, ASHA)
    row = (await inbox_rows(product))[-1]
    if times == 1:
        assert answer.startswith(f"{number}, “My order 4711")
        assert (row.state, row.failures) == (InboxState.DONE, 1)
    else:
        assert f"(reference {row.id})" in answer
        assert (row.state, row.fault) == (InboxState.SET_ASIDE, "RuntimeError: a mistake of ours")
        assert [entry["fault"] for entry in logs if entry.get("action") == "set_aside"] == [row.fault]
    monkeypatch.undo()
    await product.hears(ASHA, "/cases")
    assert (await one_answer(product, ASHA)).startswith(f"{number}, “My order 4711")


async def test_a_fault_of_the_database_gives_the_message_back_and_it_is_handled_once(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    post, failed = card.post, []

    async def fail(*given: Any) -> None:
        await post(*given)
        failed.append(given)
        if len(failed) < 5:  # more often than a failure of its own may happen
            raise OperationalError("INSERT", {}, ConnectionError("the server went away"))

    monkeypatch.setattr(card, "post", fail)
    await product.hears(ASHA, "my order never came")
    assert "I've opened case" in await product.reply(ASHA)
    assert await all_done(product) == 1
    assert len(await cases(product)) == len(await events(product, "opened")) == 1
    [row] = await inbox_rows(product)
    assert (row.failures, row.fault) == (0, None)
    await works_on(product, ASHA)


async def test_when_even_the_apology_fails_the_lane_goes_on(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    await product.hears(ASHA, "/start")
    await product.quiet(ASHA)

    async def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("nothing can be said")

    monkeypatch.setattr("bot.work.saying.say", fail)
    await told(product, private(ASHA, **UNREADABLE))
    await product.idle()
    assert (await inbox_rows(product))[-1].state == InboxState.SET_ASIDE
    monkeypatch.undo()
    await product.hears(ASHA, "hello there")
    assert "What can I do for you?" in await product.reply(ASHA)


async def test_ids_that_no_telegram_has_stop_nothing(product: Product) -> None:
    update = private(ASHA, text="my order never came")
    update["message"]["chat"]["id"] = update["message"]["from"]["id"] = 10**30
    await told(product, update)
    await product.hears(ASHA, "what about " + "A2" * 40)
    assert "You have no open case with us" in await one_answer(product, ASHA)
    met = (await customer(product, ASHA)).created_at
    assert product.clock() - met < timedelta(minutes=1)
