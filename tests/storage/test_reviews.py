"""The review queue, on both databases."""

from typing import Any

from storage import reviews
from storage.database import Database
from storage.tables import Customer, ReviewItem, ReviewState, ReviewWhy
from tests.storage.rows import NOW, a_customer, case_of


def item(text: str = "it stopped", **more: Any) -> ReviewItem:
    usual: dict[str, Any] = {"at": NOW, "language": "en", "intent_read": "complain", "why": ReviewWhy.unsure}
    return ReviewItem(text=text, **(usual | more))


async def test_what_waits_already_is_not_put_twice(database: Database) -> None:
    for one in (item(), item("It stopped"), item(intent_read="refund"), item(intent_read=None), item("it broke")):
        async with database.write() as session:
            await reviews.put(session, one)
    async with database.read() as session:
        found = await reviews.waiting(session, 10)
        assert [(one.text, one.intent_read) for one in found] == [
            ("it stopped", "complain"),
            ("it stopped", "refund"),
            ("it stopped", None),
            ("it broke", "complain"),
        ]
        assert len(await reviews.waiting(session, 2)) == 2


async def test_what_waits_already_learns_what_it_means(database: Database) -> None:
    chosen = item(why=ReviewWhy.chosen, intent_right="stop_care")
    for one in (item(), chosen, item(why=ReviewWhy.unsure)):
        async with database.write() as session:
            await reviews.put(session, one)
    async with database.read() as session:
        (found,) = await reviews.waiting(session, 10)
    assert (found.why, found.intent_right) == (ReviewWhy.chosen, "stop_care")


async def test_once_decided_the_same_text_may_come_again(database: Database) -> None:
    async with database.write() as session:
        await reviews.put(session, item())
    async with database.write() as session:
        (first,) = await reviews.waiting(session, 1)
        locked = await reviews.by_id(session, first.id or 0, lock=True)
        assert locked is not None
        locked.state, locked.waiting_as = ReviewState.accepted, None
    async with database.write() as session:
        await reviews.put(session, item())
    async with database.read() as session:
        assert [one.id for one in await reviews.accepted(session)] == [first.id]
        assert await reviews.counts(session) == {
            ReviewState.waiting: 1,
            ReviewState.accepted: 1,
            ReviewState.rejected: 0,
        }
        assert await reviews.by_id(session, 4711) is None


async def test_what_a_forgotten_customer_said_is_forgotten(database: Database) -> None:
    customer_id = await a_customer(database)
    async with database.write() as session:
        case = case_of(customer_id)
        session.add(case)
        await session.flush()
        await reviews.put(session, item(customer_id=customer_id, case_id=case.id, why=ReviewWhy.kind_changed))
        await reviews.put(session, item("of the case alone", case_id=case.id))
        await reviews.put(session, item("of nobody"))
    async with database.write() as session:
        await session.delete(await session.get(Customer, customer_id))
    async with database.read() as session:
        assert [one.text for one in await reviews.waiting(session, 10)] == ["of nobody"]
