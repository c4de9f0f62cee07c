"""What is held about a person: handed over whole, removed everywhere."""

import io
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlmodel import SQLModel

from bot.settings_checks import HOUSE
from nlu.serving import Home
from storage import house
from storage.tables import (
    Bill,
    Buyer,
    Conversation,
    Customer,
    Forgotten,
    Purchase,
    ReviewItem,
    ReviewState,
    ReviewWhy,
    ShopOrder,
    StaffTask,
    Touch,
    TouchOutcome,
)
from storage.tables.shop import OrderState
from tests.bot.flows.product import ASHA, GROUP, MIRA, MONDAY_NOON, RAMON, Product
from tests.bot.flows.test_linking import customer_of, everything, in_the_books
from tests.bot.flows.test_promises import complain_from

MARK = "Zanzibarquartz"
PHONE = "+919812345678"


async def _all_about(product: Product) -> int:
    """Leave the mark wherever something of a person can be kept; return who she is in the books."""
    own = await in_the_books(product, "C-1", phone=PHONE, name=f"Asha {MARK}", attributes={"tea": MARK})
    await product.control.do("people", id=ASHA, first_name="Asha", last_name=MARK)
    topic = await complain_from(product, ASHA)
    await product.hears(ASHA, f"and the {MARK} broke too")
    await product.hears(ASHA, photo=True, caption=f"{MARK} in pieces")
    await product.control.say(MIRA, f"We shall see to the {MARK}", chat=GROUP, topic=topic)
    await product.control.say(MIRA, f"//{MARK} is difficult", chat=GROUP, topic=topic)
    await product.control.say(MIRA, f"/open phone rang about the {MARK}", chat=GROUP, topic=topic)
    await product.hears(ASHA, contact={"phone_number": PHONE.lstrip("+"), "first_name": MARK, "user_id": ASHA})
    for field, said in (
        ("Address", f"{MARK} Road 12, Pune"),
        ("Email", f"{MARK.lower()}@example.com"),
        ("Interests", MARK),
    ):
        await product.hears(ASHA, "/profile")
        await product.quiet(ASHA)
        await product.tap(ASHA, ASHA, f"+ {field}")
        await product.quiet(ASHA)
        await product.hears(ASHA, said)
        await product.quiet(ASHA)
    asha = await customer_of(product, ASHA)
    async with product.app.outside.database.write() as session:
        of_her: dict[str, Any] = {"buyer_id": own, "external_id": MARK}
        session.add_all(
            [
                Purchase(buyer_id=own, external_id="P-1", at=MONDAY_NOON, amount=100, currency="INR"),
                Bill(buyer_id=own, external_id="B-1", amount=100, currency="INR", due_on=MONDAY_NOON.date()),
                ShopOrder(**of_her, placed_at=MONDAY_NOON, state=OrderState.placed),
                StaffTask(
                    buyer_id=own,
                    key="health 1",
                    what="health",
                    facts={"name": MARK},
                    given_at=MONDAY_NOON,
                    due_at=MONDAY_NOON,
                ),
                Touch(
                    customer_id=asha.id or 0,
                    rule="birthday",
                    occasion="2026",
                    outcome=TouchOutcome.WITHHELD,
                    decided_at=MONDAY_NOON,
                ),
                ReviewItem(
                    at=MONDAY_NOON,
                    customer_id=asha.id,
                    language="en",
                    text=f"my {MARK} is late",
                    why=ReviewWhy.unsure,
                    state=ReviewState.accepted,
                    intent_right="complain",
                    decided_by="Mira",
                    decided_at=MONDAY_NOON,
                ),
            ]
        )
    await product.quiet(ASHA)
    async with product.app.outside.database.write() as session:
        await session.execute(update(Conversation).values(heard_count=0))  # so much at once looks like a flood
    return own


async def _tables(product: Product) -> str:
    """Return every row of every table, as text."""
    async with product.app.outside.database.read() as session:
        found = [(await session.execute(select(table))).all() for table in SQLModel.metadata.sorted_tables]
    return json.dumps([[list(row) for row in rows] for rows in found], default=str, ensure_ascii=False)


def _files(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def learning(product: Product, tmp_path: Path) -> Home:
    """A home of the machine's own learning that no other test writes in."""
    home = Home(tmp_path / "home")
    shutil.copytree(HOUSE / "nlu" / "data", tmp_path / "home" / "nlu" / "data")
    product.app.jobs.home = home
    return home


async def test_forget_removes_the_person_everywhere(product: Product, learning: Home, tmp_path: Path) -> None:
    await _all_about(product)
    async with product.app.outside.database.write() as session:
        await house.write_note(session, "somebody was forgotten", {"at": "a first time, to have the files written"})
    await product.app.jobs.tidy()
    before = await _tables(product)
    assert before.count(MARK) > 10
    assert MARK in str(_files(learning.learnt), "utf-8")

    await product.hears(ASHA, "/forget")
    assert "can't be undone" in await product.reply(ASHA)
    await product.tap(ASHA, ASHA, "Yes, remove all")
    assert "all I held about you is removed" in (await product.quiet(ASHA))[-1]
    await product.app.jobs.tidy()

    after = await _tables(product)
    for trace in (MARK, MARK.lower(), PHONE, PHONE[1:], "Verma", "C-1"):
        assert trace not in after, trace
    everywhere = _files(tmp_path)
    database = product.app.outside.database
    searched = everywhere if "sqlite" in database.url else _files(learning.learnt)
    for trace in (MARK, MARK.lower()):
        assert trace.encode() not in searched
    texts = [str(entry["params"]) for entry in await product.control.record(chat=GROUP, limit=10_000)]
    assert any(
        entry["method"] == "deleteForumTopic" for entry in await product.control.record(chat=GROUP, limit=10_000)
    )
    assert any("asked to be forgotten" in text for text in texts)
    assert not any(MARK in (message.text or "") for message in product.sandbox.state.room(GROUP).messages.values())


async def test_what_the_law_wants_kept_is_nobodys(product: Product, learning: Home) -> None:
    own = await _all_about(product)
    await product.press(ASHA, ASHA, await product.hears(ASHA, "/forget"), "forget")
    await product.idle()
    (buyer,) = await everything(product, Buyer)
    assert (buyer.id, buyer.external_id, buyer.name, buyer.phone_sealed, buyer.attributes) == (
        own,
        None,
        None,
        None,
        {},
    )
    assert [purchase.amount for purchase in await everything(product, Purchase)] == [100]
    assert len(await everything(product, Bill)) == 1
    assert await everything(product, ShopOrder) == []
    assert len(await everything(product, Forgotten)) == 1


async def test_who_was_forgotten_may_come_back_and_is_new(product: Product) -> None:
    await complain_from(product, ASHA)
    first = await customer_of(product, ASHA)
    await product.press(ASHA, ASHA, await product.hears(ASHA, "/forget"), "forget")
    await product.quiet(ASHA)
    await product.hears(ASHA, "The lid is broken again")
    assert "opened case" in await product.reply(ASHA)
    assert (await customer_of(product, ASHA)).id != first.id


async def test_nothing_is_removed_without_a_yes(product: Product) -> None:
    await complain_from(product, ASHA)
    await product.hears(ASHA, "/forget")
    await product.quiet(ASHA)
    await product.tap(ASHA, ASHA, "No, keep it")
    assert await product.reply(ASHA) == "Then everything stays as it is."
    assert await customer_of(product, ASHA) is not None


async def test_everybody_else_stays(product: Product) -> None:
    await complain_from(product, ASHA)
    await product.hears(RAMON, "My order 4712 came late")
    await product.quiet(RAMON)
    await product.press(ASHA, ASHA, await product.hears(ASHA, "/forget"), "forget")
    await product.idle()
    assert [customer.telegram_id for customer in await everything(product, Customer)] == [RAMON]


async def test_mydata_hands_over_everything(product: Product) -> None:
    await _all_about(product)
    await product.hears(ASHA, "/mydata")
    await product.idle()
    (sent,) = [one for one in await product.control.record(chat=ASHA, limit=10_000) if one["method"] == "sendDocument"]
    assert "Unpack it" in sent["params"]["caption"]
    stored = next(one for one in product.sandbox.state.files.all() if one.name == "my-data.zip")
    archive = zipfile.ZipFile(io.BytesIO(stored.content))
    held = json.loads(archive.read("my-data.json"))
    page = archive.read("my-data.html").decode()
    assert held["customer"]["full_name"] == f"Asha {MARK}"
    assert held["profile"][0]["email"] == f"{MARK.lower()}@example.com"
    assert held["profile"][0]["phone"] == held["buyer"][0]["phone"] == PHONE
    assert {"care_case", "case_event", "touch_point", "purchase", "bill", "consent_note", "heard", "written"} <= set(
        held
    )
    assert any(MARK in json.dumps(row) for row in held["heard"])
    assert f"{MARK} Road 12" in page
    assert "base64" not in await _tables(product), "what was sent is not kept"
