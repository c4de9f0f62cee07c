"""What is queued, replaced, joined, marked and moved."""

import asyncio

from storage import outbox
from storage.database import Database
from storage.tables import OutboxRow, OutboxState, SendKind
from tests.storage.rows import NOW, SECOND, a_customer, call

GROUP = -100


async def put(database: Database, *rows: OutboxRow) -> list[int]:
    async with database.write() as session:
        return [(await outbox.put(session, row)).id or 0 for row in rows]


async def get(database: Database, row_id: int) -> OutboxRow:
    async with database.read() as session:
        return (await outbox.by_ids(session, [row_id]))[row_id]


def edit(text: str, **more: object) -> OutboxRow:
    return call(method="editMessageText", payload={"text": text}, kind=SendKind.REPEATABLE, edits="card 1", **more)


async def test_pending_edits_of_one_message_keep_only_the_last(database: Database) -> None:
    first = await put(database, edit("one"), edit("two", expires_at=NOW + SECOND), call())
    assert first[0] == first[1]
    row = await get(database, first[0])
    assert (row.payload, row.expires_at) == ({"text": "two"}, NOW + SECOND)


async def test_an_edit_under_way_or_in_doubt_is_not_replaced_but_followed(database: Database) -> None:
    [under_way] = await put(database, edit("one"))
    async with database.write() as session:
        await outbox.mark_sending(session, [under_way])
    [second] = await put(database, edit("two"))
    assert second > under_way
    async with database.write() as session:
        doubtful = (await outbox.by_ids(session, [second]))[second]
        doubtful.in_doubt = 1
    [third] = await put(database, edit("three"))
    assert third > second
    assert (await get(database, second)).payload == {"text": "two"}


async def test_marking_takes_only_what_is_queued_and_counts_the_attempt(database: Database) -> None:
    ids = await put(database, call(), call())
    async with database.write() as session:
        assert await outbox.mark_sending(session, ids[:1]) == {ids[0]}
    async with database.write() as session:
        assert await outbox.mark_sending(session, ids) == {ids[1]}
    rows = [await get(database, row_id) for row_id in ids]
    assert [(row.state, row.attempts) for row in rows] == [(OutboxState.SENDING, 1)] * 2


async def test_two_couriers_never_mark_the_same_row(database: Database) -> None:
    ids = await put(database, *(call() for _ in range(20)))

    async def mark() -> set[int]:
        async with database.write() as session:
            return await outbox.mark_sending(session, ids)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(mark()) for _ in range(4)]
    marked = [row_id for task in tasks for row_id in task.result()]
    assert sorted(marked) == ids


async def test_what_was_read_before_is_read_as_it_is_now(server_database: Database) -> None:
    """Words joined to a post between two looks at it must be sent with it."""
    customer_id = await a_customer(server_database)
    [row_id] = await put(server_database, _words(customer_id))
    async with server_database.write() as session:
        kept = await outbox.by_ids(session, [row_id])
        async with server_database.write() as other:
            waiting = await outbox.queued_words(other, customer_id)
            assert waiting is not None
            waiting.payload = {"text": "and more"}
        await outbox.mark_sending(session, [row_id])
        assert (await outbox.by_ids(session, [row_id]))[row_id].payload == {"text": "and more"}
        assert kept


def _words(customer_id: int, **more: object) -> OutboxRow:
    return call(chat_id=GROUP, customer_id=customer_id, edits=outbox.words_key(customer_id), **more)


async def test_words_are_joined_to_the_last_post_that_waits(database: Database) -> None:
    customer_id = await a_customer(database)
    async with database.read() as session:
        assert await outbox.queued_words(session, customer_id) is None
    [row_id] = await put(database, _words(customer_id))
    await put(database, call(customer_id=customer_id))
    async with database.write() as session:
        found = await outbox.queued_words(session, customer_id)
        assert found is not None
        assert found.id == row_id


async def test_words_are_not_joined_past_another_post_nor_to_one_in_doubt_or_under_way(database: Database) -> None:
    customer_id = await a_customer(database)
    [row_id] = await put(database, _words(customer_id, in_doubt=1))
    async with database.write() as session:
        assert await outbox.queued_words(session, customer_id) is None
        (await outbox.by_ids(session, [row_id]))[row_id].in_doubt = 0
    async with database.write() as session:
        await outbox.mark_sending(session, [row_id])
        assert await outbox.queued_words(session, customer_id) is None
    await put(database, _words(customer_id), call(chat_id=GROUP, customer_id=customer_id))
    async with database.write() as session:
        assert await outbox.queued_words(session, customer_id) is None


async def test_what_waits_for_a_private_chat_is_pending_once_its_time_has_come(database: Database) -> None:
    [_, later] = await put(database, call(chat_id=GROUP), call(not_before=NOW + SECOND))
    async with database.write() as session:
        assert not await outbox.has_pending_to_customers(session, NOW)
        assert await outbox.has_pending_to_customers(session, NOW + SECOND)
        await outbox.mark_sending(session, [later])
        assert await outbox.has_pending_to_customers(session, NOW + SECOND)
        (await outbox.by_ids(session, [later]))[later].state = OutboxState.SENT
    async with database.read() as session:
        assert not await outbox.has_pending_to_customers(session, NOW + SECOND)


async def test_the_row_behind_a_message_is_found(database: Database) -> None:
    ids = await put(database, call(result_id=7), call(chat_id=GROUP, result_id=7), call(result_id=8))
    async with database.read() as session:
        found = await outbox.of_message(session, GROUP, 7)
        assert found is not None
        assert found.id == ids[1]
        assert await outbox.of_message(session, GROUP, 9) is None


async def test_a_group_moves_with_what_waits_for_it_and_what_was_carried_on_from_it(database: Database) -> None:
    ids = await put(
        database, call(chat_id=GROUP), call(source_chat_id=GROUP), call(chat_id=GROUP, state=OutboxState.SENT)
    )
    async with database.write() as session:
        await outbox.move(session, GROUP, -200)
    rows = [await get(database, row_id) for row_id in ids]
    assert [(row.chat_id, row.source_chat_id) for row in rows] == [(-200, None), (101, -200), (GROUP, None)]


async def test_many_calls_are_queued_at_once_and_their_ids_told_in_order(database: Database) -> None:
    [before] = await put(database, call())
    async with database.write() as session:
        many = [call(payload={"text": str(number)}).model_dump(exclude={"id"}) for number in range(30)]
        ids = await outbox.put_all(session, many)
    [after] = await put(database, call())
    assert [before, *ids, after] == sorted({before, *ids, after})
    async with database.read() as session:
        rows = await outbox.by_ids(session, ids)
    assert [rows[row_id].payload["text"] for row_id in ids] == [str(number) for number in range(30)]


async def test_the_ids_of_calls_that_are_gone_are_not_given_again(database: Database) -> None:
    async with database.write() as session:
        [gone] = await outbox.put_all(session, [call().model_dump(exclude={"id"})])
    async with database.write() as session:
        await session.delete((await outbox.by_ids(session, [gone]))[gone])
    async with database.write() as session:
        [fresh] = await outbox.put_all(session, [call().model_dump(exclude={"id"})])
    assert fresh > gone
