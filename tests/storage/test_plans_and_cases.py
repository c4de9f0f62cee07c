"""Decided once, planned once, numbered once, whoever else is at it."""

import asyncio

import pytest

from care_rules.case_numbers import id_of
from storage import care_facts, cases, house, plans
from storage.database import Database
from storage.tables import StaffMember, Touch, TouchOutcome
from tests.storage.rows import NOW, SECOND, a_customer, case_of, plan, plan_of, planned_of


def _touch(customer_id: int, occasion: str = "birthday:2026") -> Touch:
    return Touch(customer_id=customer_id, rule="birthday", occasion=occasion, outcome=TouchOutcome.SENT, decided_at=NOW)


async def test_an_occasion_is_decided_once_however_many_try(database: Database) -> None:
    customer_id = await a_customer(database)

    async def decide() -> int | None:
        async with database.write() as session:
            return await plans.decide_once(session, _touch(customer_id))

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(decide()) for _ in range(15)]
    assert sum(task.result() is not None for task in tasks) == 1
    async with database.write() as session:
        assert await plans.decide_once(session, _touch(customer_id, "birthday:2027")) is not None
        touches = await care_facts.touches_of(session, [customer_id])
        assert {one.occasion for one in touches} == {"birthday:2026", "birthday:2027"}
        assert {(one.outcome, one.decided_at) for one in touches} == {(TouchOutcome.SENT, NOW)}


async def test_an_undone_decision_may_be_made_again(database: Database) -> None:
    customer_id = await a_customer(database)

    async def decide_and_fail() -> None:
        async with database.write() as session:
            await plans.decide_once(session, _touch(customer_id))
            raise LookupError

    with pytest.raises(LookupError):
        await decide_and_fail()
    async with database.write() as session:
        assert await plans.decide_once(session, _touch(customer_id)) is not None


async def test_due_rows_are_found_and_claimed_the_longest_due_first(database: Database) -> None:
    asha, ramon = await a_customer(database, 101), await a_customer(database, 102)
    rows = [
        plan_of(asha, "a", due_at=NOW),
        plan_of(asha, "b", due_at=NOW - SECOND),
        plan_of(asha, "c", due_at=NOW + SECOND),
        plan_of(ramon, "a", due_at=NOW - SECOND * 2),
    ]
    async with database.write() as session:
        await plan(session, rows)
    async with database.write() as session:
        assert await plans.next_due_at(session) == NOW - SECOND * 2
        assert await plans.due(session, NOW, 10) == ([ramon, asha], False)
        assert await plans.due(session, NOW, 1) == ([ramon], False)
        assert [row.rule for row in await plans.claim_due(session, [asha], NOW)] == ["b", "a"]


async def test_two_claimants_of_one_customer_do_not_both_get_the_rows(server_database: Database) -> None:
    customer_id = await a_customer(server_database)
    async with server_database.write() as session:
        await plan(session, [plan_of(customer_id)])
    claimed: list[int] = []

    async def claim() -> None:
        async with server_database.write() as session:
            rows = await plans.claim_due(session, [customer_id], NOW)
            claimed.append(len(rows))
            await plans.follow(session, rows, [])

    async with asyncio.TaskGroup() as group:
        for _ in range(5):
            group.create_task(claim())
    assert sorted(claimed) == [0, 0, 0, 0, 1]


async def test_planning_again_replaces_and_replacing_leaves_nothing_else(database: Database) -> None:
    asha, ramon = await a_customer(database, 101), await a_customer(database, 102)
    async with database.write() as session:
        await plan(session, [plan_of(asha, "a"), plan_of(asha, "b"), plan_of(ramon, "a")])
        await plan(session, [plan_of(asha, "a", due_at=NOW + SECOND, occasion="2027")])
        earlier = planned_of(plan_of(asha, "a", due_at=NOW - SECOND))
        there = await plans.of_customers(session, [asha])
        assert await plans.replace(session, there, [(asha, earlier)]) == 2, "one is changed, one taken away"
        assert await plans.replace(session, await plans.of_customers(session, [asha]), [(asha, earlier)]) == 0
    async with database.write() as session:
        left = [(row.rule, row.due_at) for row in await plans.claim_due(session, [asha], NOW + SECOND * 9)]
        assert left == [("a", NOW - SECOND)]
        assert len(await plans.claim_due(session, [ramon], NOW)) == 1
        await plans.replace(session, await plans.of_customers(session, [asha]), [])
        assert await plans.claim_due(session, [asha], NOW + SECOND * 9) == []


async def test_fifty_cases_at_once_get_fifty_numbers(database: Database) -> None:
    customer_id = await a_customer(database)

    async def open_case() -> str:
        async with database.write() as session:
            case = await cases.insert(session, case_of(customer_id))
            number = case.number
            assert id_of(number) == case.id
            return number

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(open_case()) for _ in range(50)]
    assert len({task.result() for task in tasks}) == 50


async def test_the_number_of_a_deleted_case_is_not_given_again(database: Database) -> None:
    customer_id = await a_customer(database)
    async with database.write() as session:
        case = await cases.insert(session, case_of(customer_id))
        number = case.number
        await session.delete(case)
    async with database.write() as session:
        assert (await cases.insert(session, case_of(customer_id))).number != number


async def test_notes_are_overwritten_and_moments_come_back(database: Database) -> None:
    async with database.write() as session:
        await house.write_note(session, house.STAFF_GROUP, {"chat_id": -100})
        await house.write_note(session, house.STAFF_GROUP, {"chat_id": -200})
        await house.write_ran(session, "sweep", NOW)
    async with database.read() as session:
        assert await house.staff_group(session) == -200
        assert await house.last_ran(session, "sweep") == NOW
        assert await house.last_ran(session, "other") is None


async def test_who_is_in_the_group_and_moves_with_it(database: Database) -> None:
    async with database.write() as session:
        for number, status in ((201, "creator"), (202, "left"), (203, "kicked")):
            await house.see_member(
                session, StaffMember(chat_id=-100, telegram_id=number, name="M", status=status, seen_at=NOW)
            )
    async with database.write() as session:
        assert [one.telegram_id for one in await house.everyone_in(session, -100)] == [201]
        assert not await house.is_in_group(session, -100, 202)
        await house.move_members(session, -100, -200)
    async with database.read() as session:
        assert await house.is_in_group(session, -200, 201)
        assert await house.everyone_in(session, -100) == []
