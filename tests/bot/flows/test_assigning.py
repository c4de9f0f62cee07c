"""A case goes to whose turn it is, where the book wants it so."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import BOOK
from tests.bot.flows.product import ASHA, GROUP, JONAS, RAMON, Product, running_product
from tests.bot.flows.test_people import all_cases, staff_say
from tests.bot.flows.test_promises import complain_from
from tests.unit.book_folder import change

WEI = 103  # works at the desk here


@pytest.fixture
async def in_turn(database_url: str, tmp_path: Path) -> AsyncIterator[Product]:
    """The product with a desk that gives cases out in turn, to Jonas and Wei; Mira is the manager."""
    book = tmp_path / "book"
    shutil.copytree(BOOK, book)
    change(book / "desk.yml", "assignment: claim", "assignment: in turn")
    async with running_product(database_url, tmp_path, book=book) as product:
        await product.control.do("join", by=WEI, chat=GROUP)
        for person in (JONAS, WEI):
            await staff_say(product, person, "/people")
        yield product


async def test_cases_go_round(in_turn: Product) -> None:
    await complain_from(in_turn, ASHA)
    await complain_from(in_turn, RAMON)
    assert sorted(case.agent_id or 0 for case in await all_cases(in_turn)) == sorted((JONAS, WEI))
    assert [case.state for case in await all_cases(in_turn)] == ["acknowledged"] * 2


async def test_who_is_away_or_lacks_the_skill_is_passed_over(in_turn: Product) -> None:
    await staff_say(in_turn, WEI, "/away 2h")
    await complain_from(in_turn, ASHA)
    assert (await all_cases(in_turn))[0].agent_id == JONAS
    await staff_say(in_turn, JONAS, "/away 2h")
    await complain_from(in_turn, RAMON)
    assert (await all_cases(in_turn))[1].agent_id is None


async def test_who_was_given_it_is_called_by_name(in_turn: Product) -> None:
    await staff_say(in_turn, WEI, "/away 2h")
    await in_turn.hears(ASHA, "My order 4711 came with a broken lid and nobody answers the phone")
    told = await in_turn.quiet(GROUP)
    assert any(text.startswith("Jonas: ") and "is yours" in text for text in told)


async def test_an_emergency_is_everybodys(in_turn: Product) -> None:
    await in_turn.hears(ASHA, "emergency")
    await in_turn.idle()
    assert (await all_cases(in_turn))[0].agent_id is None
