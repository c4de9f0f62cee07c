"""Two couriers, databases that go away, commits out of order, long queues."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram.exceptions import RestartingTelegram, TelegramEntityTooLarge, TelegramServerError
from aiogram.methods import SendMessage
from sqlalchemy import event, insert
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.courier.outcomes import InDoubt, Refused, TryAgain, attempt, read_error
from bot.courier.settling import is_still_ours
from storage.bells import Bells
from storage.presence import ServerPresence
from storage.tables import OutboxRow, OutboxState, SendKind
from tests.bot.courier.office import ASHA, NOON, Office, bot_at, open_office, row_of, until
from tests.bots import hang_up
from tests.cli.bot_api import bot_api

CALL = SendMessage(chat_id=ASHA, text="Hello")


@pytest.mark.parametrize("after", [False, True])
async def test_a_database_that_is_away_for_a_moment_costs_no_doubt(
    office: Office, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    """Both when a commit failed and when it succeeded without our hearing of it."""
    greeting = await office.put(kind=SendKind.GREETING)
    commit, failures = AsyncSession.commit, 0

    async def failing(self: AsyncSession) -> None:
        nonlocal failures
        if after:
            await commit(self)
        if failures < 2:
            failures += 1
            raise OperationalError("COMMIT", {}, OSError("gone"))
        if not after:
            await commit(self)

    async with office.at_work():
        monkeypatch.setattr(AsyncSession, "commit", failing)
        await office.done()
    row = await office.row(greeting)
    assert (failures, row.state, row.in_doubt) == (2, OutboxState.SENT, 0)
    assert await office.texts() == ["Hello"]
    monkeypatch.undo()
    await office.put(text="next")  # the chat is not blocked by a slot nobody gave back
    await office.work_until_done()
    assert await office.texts() == ["Hello", "next"]


async def test_a_row_with_a_lower_id_that_commits_later_is_found(postgresql_database_url: str) -> None:
    async with open_office(postgresql_database_url) as office, office.at_work():
        async with office.database.write() as session:
            session.add(row_of(office.clock(), text="written first"))
            await session.flush()
            later = await office.put(text="committed first")

            async def sent() -> bool:
                return (await office.row(later)).state == OutboxState.SENT

            await until(sent, "the later row to be sent")
        async with asyncio.timeout(5):
            await office.done()
        assert sorted(await office.texts()) == ["committed first", "written first"]


async def test_one_courier_of_two_works_and_the_other_takes_over(postgresql_database_url: str) -> None:
    async with open_office(postgresql_database_url) as office:
        other = ServerPresence(postgresql_database_url, Bells())
        await other.enter()
        assert await other.take_courier_turn()
        row_id = await office.put()
        async with office.at_work():
            await office.presence.take_courier_turn()
            assert (await office.row(row_id)).state == OutboxState.QUEUED
            await other.leave()
            await office.done()
        assert await office.texts() == ["Hello"]


@contextlib.asynccontextmanager
async def counted_statements(office: Office) -> AsyncIterator[list[str]]:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(office.database.engine.sync_engine, "before_cursor_execute", note)
    yield seen
    event.remove(office.database.engine.sync_engine, "before_cursor_execute", note)


async def test_ten_thousand_queued_rows_cost_a_round_no_more_than_a_few_do(office: Office) -> None:
    later = {"chat_id": -5, "not_before": office.clock().replace(year=2030)}
    rows = [row_of(office.clock(), **later).model_dump(exclude={"id"}) for _ in range(10_000)]
    async with office.database.write() as session:
        await session.execute(insert(OutboxRow), rows)
    ids = [await office.put(text=str(number)) for number in range(30)]
    async with counted_statements(office) as statements, office.at_work():

        async def sent() -> bool:
            return (await office.row(ids[-1])).state == OutboxState.SENT

        await until(sent, "thirty messages to be sent")
    facts = [
        statement for statement in statements if "outbox.not_before" in statement and "outbox.payload" not in statement
    ]
    assert len(facts) < 20 + 3 * 40  # 10,000 rows in pages of 500, then a look or two a round


async def test_an_outcome_counts_only_for_the_attempt_it_is_of() -> None:
    row = row_of(NOON, state=OutboxState.SENDING, attempts=2)
    assert is_still_ours(row, 2, InDoubt(""))
    assert not is_still_ours(row, 1, InDoubt(""))
    row.state = OutboxState.QUEUED
    assert not is_still_ours(row, 2, InDoubt(""))


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (RestartingTelegram(CALL, "Bad Gateway: restart"), InDoubt),
        (RestartingTelegram(CALL, "restarting"), TryAgain),
        (TelegramServerError(CALL, "Internal Server Error"), TryAgain),
        (TelegramServerError(CALL, "Bad Gateway"), InDoubt),
        (TelegramEntityTooLarge(CALL, "Request Entity Too Large"), Refused),
    ],
)
async def test_errors_are_read_for_what_they_say_of_delivery(error: Any, outcome: type) -> None:
    assert isinstance(read_error(error), outcome)


@pytest.mark.parametrize("answer", [(502, None), (500, ""), (200, "not a message")])
async def test_an_answer_nobody_foresaw_is_a_doubt(answer: tuple[int, Any]) -> None:
    async with bot_api(sendMessage=answer) as url:
        bot = bot_at(url)
        outcome = await attempt(bot, CALL)
        await hang_up(bot)
    assert isinstance(outcome, InDoubt | TryAgain)


async def test_what_never_left_is_no_doubt() -> None:
    bot = bot_at("http://127.0.0.1:1")
    assert isinstance(await attempt(bot, CALL), TryAgain)
    await hang_up(bot)
