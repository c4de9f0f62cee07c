"""What is put into the review queue, and what people may do with it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from bot.words.catalogue import Catalogue
from bot.work.errors import DecidedAlready, ItemGone, UnknownIntent
from bot.work.improving import reviewing
from bot.work.turn import House, Turn
from nlu.entities import Entity
from nlu.reading import Reading, Score, WhyNot, unread
from storage import reviews
from storage.bells import Bells
from storage.database import Database
from storage.tables import CareCase, Customer, ReviewItem, ReviewState, ReviewWhy
from tests.storage.rows import case_of

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
READ = Reading(
    "it broke",
    (Score("refund", 0.4), Score("complain", 0.3)),
    understood=False,
    why_not=WhyNot.UNSURE,
    language=Score("fil", 0.9),
    entities=(Entity("phone", "98765", 0, 5, "+98765"),),
)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, Bells())
    yield database
    await database.close()


async def noted(database: Database, text: str, reading: Reading | None, why: ReviewWhy, **more: Any) -> None:
    async with database.write() as session:
        customer = Customer(telegram_id=101, first_name="Asha", full_name="Asha Verma", created_at=NOW)
        session.add(customer)
        await session.flush()
        case: CareCase | None = None
        if more.pop("with_case", False):
            case = case_of(customer.id or 0)
            session.add(case)
            await session.flush()
        turn = Turn(session, NOW, cast(House, None))
        await reviewing.note(turn, customer, text, reading, why, case=case, **more)


async def waiting(database: Database) -> list[ReviewItem]:
    async with database.read() as session:
        return list(await reviews.waiting(session, 10))


async def test_words_are_kept_masked_with_how_they_were_read(database: Database) -> None:
    await noted(database, "98765 Asha: it broke", READ, ReviewWhy.corrected, right="complain", with_case=True)
    (item,) = await waiting(database)
    assert item.text == "0000000000 …: it broke"
    assert (item.intent_read, item.confidence, item.language) == ("refund", 0.4, "fil")
    assert (item.intent_right, item.why, item.at) == ("complain", ReviewWhy.corrected, NOW)
    assert item.customer_id is not None
    assert item.case_id is not None


@pytest.mark.parametrize("reading", [None, unread(WhyNot.DOWN, "it broke")])
async def test_words_that_nobody_read_are_kept_in_the_customers_language(
    database: Database, reading: Reading | None
) -> None:
    await noted(database, "it broke", reading, ReviewWhy.unanswered)
    (item,) = await waiting(database)
    assert (item.intent_read, item.confidence, item.language) == (None, None, "en")


async def test_nothing_legible_is_not_kept(database: Database) -> None:
    await noted(database, " \u200b\n", None, ReviewWhy.unsure)
    assert await waiting(database) == []


@pytest.mark.parametrize(
    ("right", "given", "meant"),
    [(None, None, "refund"), ("complain", None, "complain"), ("complain", "praise", "praise")],
)
async def test_accepted_as_what_the_last_who_knew_said(
    database: Database, right: str | None, given: str | None, meant: str
) -> None:
    await noted(database, "it broke", READ, ReviewWhy.unsure, right=right)
    (item,) = await waiting(database)
    async with database.write() as session:
        await reviewing.accept(session, item.id or 0, "Mira", NOW, given, text="it broke again")
    async with database.read() as session:
        (accepted,) = await reviews.accepted(session)
    assert (accepted.intent_right, accepted.text) == (meant, "it broke again")
    assert (accepted.decided_by, accepted.decided_at) == ("Mira", NOW)
    assert await waiting(database) == []


async def test_edited_it_goes_on_waiting(database: Database) -> None:
    await noted(database, "it broek", READ, ReviewWhy.unsure)
    (item,) = await waiting(database)
    async with database.write() as session:
        await reviewing.edit(session, item.id or 0, "it broke")
    assert [one.text for one in await waiting(database)] == ["it broke"]


async def test_what_cannot_be_decided_is_refused_in_words(database: Database) -> None:
    await noted(database, "it broke", None, ReviewWhy.unsure)
    (item,) = await waiting(database)
    number = item.id or 0
    refusals: list[ItemGone | DecidedAlready | UnknownIntent] = []
    for intent in (None, "no_such_intent"):
        with pytest.raises(UnknownIntent) as unknown:
            async with database.write() as session:
                await reviewing.accept(session, number, "Mira", NOW, intent)
        refusals.append(unknown.value)
    with pytest.raises(ItemGone) as gone:
        async with database.write() as session:
            await reviewing.reject(session, 4711, "Mira", NOW)
    async with database.write() as session:
        rejected = await reviewing.reject(session, number, "Mira", NOW)
    assert rejected.state == ReviewState.rejected
    with pytest.raises(DecidedAlready) as decided:
        async with database.write() as session:
            await reviewing.edit(session, number, "it broke")
    words = Catalogue()
    for refusal in (*refusals, gone.value, decided.value):
        assert words.text(refusal.key, "en", **refusal.facts)
    assert "rejected by Mira" in words.text(decided.value.key, "en", **decided.value.facts)
