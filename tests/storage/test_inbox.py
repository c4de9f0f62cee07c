"""Law 1, as far as rows go: kept once, in order within a lane, side by side across lanes, each in one pair of hands."""

import asyncio
from datetime import timedelta

import pytest

from storage import inbox, retention
from storage.database import Database
from storage.inbox import TakenByAnother, Unit
from storage.tables import InboxRow
from tests.storage.rows import NOW, SECOND, update

ME, OTHER = 1, 2


async def keep(database: Database, *rows: InboxRow) -> int:
    async with database.write() as session:
        return await inbox.keep(session, rows)


async def take(database: Database, me: int = ME, *, limit: int = 10, after: timedelta = SECOND * 0) -> list[Unit]:
    async with database.write() as session:
        return await inbox.take(session, NOW + after, me, limit)


async def finish(database: Database, unit: Unit, me: int = ME) -> None:
    async with database.write() as session:
        await inbox.finish(session, unit, me, NOW)


def keys(units: list[Unit]) -> list[list[str]]:
    return [[row.key for row in unit.rows] for unit in units]


async def test_a_redelivery_is_dropped_by_its_key(database: Database) -> None:
    assert await keep(database, update("1"), update("2")) == 2
    assert await keep(database, update("2"), update("3")) == 1
    async with database.read() as session:
        assert await inbox.counts(session) == {"waiting": 3}


async def test_what_was_done_is_not_taken_again_when_delivered_again(database: Database) -> None:
    await keep(database, update("1"))
    await finish(database, (await take(database))[0])
    assert await keep(database, update("1")) == 0
    assert await take(database) == []


async def test_a_lane_is_in_order_and_lanes_go_side_by_side(database: Database) -> None:
    await keep(database, update("a1", "a"), update("a2", "a"), update("b1", "b"))
    first = await take(database)
    assert keys(first) == [["a1"], ["b1"]]
    assert await take(database) == []
    await finish(database, first[0])
    assert keys(await take(database)) == [["a2"]]


async def test_a_unit_given_back_keeps_its_place(database: Database) -> None:
    await keep(database, update("a1", "a"), update("a2", "a"))
    unit = (await take(database))[0]
    async with database.write() as session:
        await inbox.give_back(session, unit, ME, NOW + SECOND)
    assert await take(database) == []
    assert keys(await take(database, after=SECOND)) == [["a1"]]


async def test_failures_are_counted_and_nobody_else_waits_for_what_is_set_aside(database: Database) -> None:
    await keep(database, update("a1", "a"), update("a2", "a"))
    for failures in range(2):
        unit = (await take(database))[0]
        assert unit.first.failures == failures
        async with database.write() as session:
            await inbox.count_failure(session, unit, ME, NOW, "ValueError")
    unit = (await take(database))[0]
    assert (unit.first.failures, unit.first.fault) == (2, "ValueError")
    async with database.write() as session:
        await inbox.set_aside(session, unit, ME, NOW, "ValueError")
    assert keys(await take(database)) == [["a2"]]


async def test_an_album_is_one_unit_a_second_after_its_last_part(database: Database) -> None:
    part = {"lane": "a", "album": "x"}
    await keep(database, update("p1", **part, ready_at=NOW + SECOND))
    await keep(database, update("p2", **part, ready_at=NOW + SECOND * 1.5))
    assert await take(database, after=SECOND * 1.2) == []
    assert keys(await take(database, after=SECOND * 1.5)) == [["p1", "p2"]]


async def test_a_late_part_is_a_unit_of_its_own(database: Database) -> None:
    part = {"lane": "a", "album": "x"}
    await keep(database, update("p1", **part, ready_at=NOW + SECOND))
    unit = (await take(database, after=SECOND))[0]
    await keep(database, update("p2", **part, ready_at=NOW + SECOND * 2))
    assert await take(database, after=SECOND * 9) == []
    await finish(database, unit)
    assert keys(await take(database, after=SECOND * 2)) == [["p2"]]


async def test_a_part_delivered_again_holds_the_album_back_no_longer(database: Database) -> None:
    part = {"lane": "a", "album": "x"}
    await keep(database, update("p1", **part, ready_at=NOW + SECOND))
    await keep(database, update("p1", **part, ready_at=NOW + SECOND * 60))
    assert keys(await take(database, after=SECOND)) == [["p1"]]


async def test_albums_of_two_customers_do_not_mix(database: Database) -> None:
    await keep(database, update("a1", "a", album="x"), update("b1", "b", album="x"), update("a2", "a", album="x"))
    assert keys(await take(database)) == [["a1", "a2"], ["b1"]]


async def test_whoever_lost_the_unit_may_not_end_it(database: Database) -> None:
    await keep(database, update("1"))
    unit = (await take(database))[0]
    async with database.write() as session:
        await inbox.bury(session, [ME], NOW)
    again = (await take(database, OTHER))[0]
    with pytest.raises(TakenByAnother):
        await finish(database, unit, ME)
    await finish(database, again, OTHER)
    with pytest.raises(TakenByAnother):
        await finish(database, again, OTHER)


async def test_ending_a_lost_unit_undoes_all_that_was_done_with_it(database: Database) -> None:
    await keep(database, update("1"))
    unit = (await take(database))[0]
    async with database.write() as session:
        await inbox.bury(session, [ME], NOW)

    async def write_and_finish() -> None:
        async with database.write() as session:
            await inbox.keep(session, [update("written with it")])
            await inbox.finish(session, unit, ME, NOW)

    with pytest.raises(TakenByAnother):
        await write_and_finish()
    async with database.read() as session:
        assert await inbox.counts(session) == {"waiting": 1}


async def test_many_hands_at_once_never_take_the_same_unit_nor_two_of_a_lane(database: Database) -> None:
    lanes = [f"lane {number % 10}" for number in range(60)]
    await keep(database, *(update(str(number), lane) for number, lane in enumerate(lanes)))
    handled: dict[str, list[int]] = {lane: [] for lane in lanes}
    in_hand: set[str] = set()

    async def worker(me: int) -> None:
        while sum(map(len, handled.values())) < len(lanes):
            for unit in await take(database, me, limit=3):
                lane = unit.first.lane
                assert lane not in in_hand
                in_hand.add(lane)
                await asyncio.sleep(0)
                in_hand.discard(lane)
                handled[lane].append(int(unit.first.key))
                await finish(database, unit, me)

    async with asyncio.TaskGroup() as group:
        for me in range(1, 6):
            group.create_task(worker(me))
    assert all(numbers == sorted(numbers) and len(numbers) == 6 for numbers in handled.values())


async def test_done_rows_are_forgotten_after_their_time_and_no_others(database: Database) -> None:
    await keep(database, update("1", "a"), update("2", "b"), update("3", "c"))
    for unit in (await take(database))[:2]:
        await finish(database, unit)
    async with database.write() as session:
        assert await retention.forget(session, "heard", NOW, 10) == 0
        assert await retention.forget(session, "heard", NOW + SECOND, 1) == 1
        assert await retention.forget(session, "heard", NOW + SECOND, 10) == 1
        assert await inbox.counts(session) == {"taken": 1}
