"""Units that were in hand when their process died."""

from storage import inbox
from storage.database import Database
from storage.inbox import Unit
from storage.tables import InboxRow
from tests.storage.rows import NOW, update
from tests.storage.test_inbox import ME, OTHER, finish, keep, keys, take


async def die(database: Database, me: int = ME) -> list[InboxRow]:
    async with database.write() as session:
        return await inbox.bury(session, [me], NOW)


async def test_a_process_that_holds_something_is_a_holder(database: Database) -> None:
    await keep(database, update("1"))
    async with database.read() as session:
        assert await inbox.holders(session) == set()
    await take(database)
    async with database.read() as session:
        assert await inbox.holders(session) == {ME}


async def test_what_the_dead_held_is_free_again_and_the_living_keep_theirs(database: Database) -> None:
    await keep(database, update("1", "a"), update("2", "b"))
    await take(database, ME, limit=1)
    mine = await take(database, OTHER)
    assert await die(database, ME) == []
    await finish(database, mine[0], OTHER)
    assert keys(await take(database, OTHER)) == [["1"]]


async def test_suspects_are_taken_alone(database: Database) -> None:
    await keep(database, *(update(str(number), f"lane {number}") for number in range(3)))
    await take(database)
    await die(database)
    await keep(database, update("new", "another"))
    for expected in ("0", "1", "2"):
        alone = await take(database)
        assert keys(alone) == [[expected]]
        assert await take(database) == []
        await finish(database, alone[0])
    assert keys(await take(database)) == [["new"]]


async def test_a_suspect_waits_until_the_hands_are_empty(database: Database) -> None:
    await keep(database, update("suspect", "a"))
    await take(database, OTHER)
    await keep(database, update("1", "b"))
    innocent = await take(database, ME)
    await die(database, OTHER)
    assert await take(database, ME) == []
    await finish(database, innocent[0])
    assert keys(await take(database, ME)) == [["suspect"]]


async def test_three_deaths_running_set_a_unit_aside(database: Database) -> None:
    await keep(database, update("poison", "a"), update("next", "a"))
    for _ in range(2):
        assert keys(await take(database)) == [["poison"]]
        assert await die(database) == []
    await take(database)
    assert [row.key for row in await die(database)] == ["poison"]
    assert keys(await take(database)) == [["next"]]


async def test_deaths_with_a_living_end_in_between_do_not_run(database: Database) -> None:
    await keep(database, update("1"))

    async def dies_twice() -> Unit:
        for _ in range(2):
            await take(database)
            assert await die(database) == []
        return (await take(database))[0]

    unit = await dies_twice()
    async with database.write() as session:
        await inbox.give_back(session, unit, ME, NOW)
    unit = await dies_twice()
    async with database.write() as session:
        await inbox.count_failure(session, unit, ME, NOW, "ValueError")
    await dies_twice()


async def test_an_album_is_set_aside_as_one(database: Database) -> None:
    await keep(database, update("p1", album="x"), update("p2", album="x"))
    for _ in range(2):
        await take(database)
        await die(database)
    await take(database)
    assert [row.key for row in await die(database)] == ["p1"]
    async with database.read() as session:
        assert await inbox.counts(session) == {"set_aside": 2}


async def test_the_dead_are_buried_once(database: Database) -> None:
    await keep(database, update("1"))
    await take(database)
    await die(database)
    await die(database)
    assert (await take(database))[0].first.deaths == 1
