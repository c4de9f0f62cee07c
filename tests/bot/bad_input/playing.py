"""What the tests of bad input share: updates as Telegram might send them, and what must hold after each."""

from itertools import count
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from bot.app import utc_now
from storage import reviews
from storage.tables import CareCase, CaseEvent, Customer, InboxRow, OutboxRow, OutboxState, ReviewItem
from tests.bot.flows.product import GROUP, Product

COMPLAINT = "My order 4711 came with a broken lid and nobody answers the phone"
_message_ids = count(900_000)


def private(by: int, *, sender: dict[str, Any] | None = None, **content: Any) -> dict[str, Any]:
    """A message in a person's own chat with the bot, as an update without a number."""
    who = {"id": by, "is_bot": False, "first_name": "Asha", "last_name": "Verma", "language_code": "en"} | (
        sender or {}
    )
    chat = {"id": by, "type": "private", "first_name": "Asha"}
    known = {"message_id": next(_message_ids), "date": int(utc_now().timestamp()), "chat": chat, "from": who}
    return {"message": {**known, **content}}


async def told(product: Product, update: dict[str, Any]) -> int:
    """Tell the bot this update, and return the update's id. Whoever sends it has pressed Start."""
    sender = (update.get("message") or {}).get("from") or {}
    state = product.sandbox.state
    if isinstance(sender, dict) and sender.get("id") in state.people:
        person = state.person(sender["id"])
        person.started = True
        state.private_room(person)
    return int((await product.control.do("raw_update", update=update))["update_id"])


async def all_done(product: Product) -> int:
    """Everything heard is kept and handled, nothing set aside, nothing refused; return how many rows there are."""
    await product.idle()
    heard, sent = await product.counts()
    assert set(heard) == {"done"}
    assert not sent.get("failed")
    return heard["done"]


async def works_on(product: Product, by: int) -> None:
    """What the customer says next is answered."""
    await product.quiet(by)
    await product.hears(by, "hello there")
    assert "What can I do for you?" in await product.reply(by)
    await all_done(product)


async def one_answer(product: Product, chat: int) -> str:
    """Return the one text that was said in this chat since; there is exactly one."""
    texts = await product.quiet(chat)
    assert len(texts) == 1, texts
    return texts[0]


async def cases(product: Product) -> list[CareCase]:
    async with product.app.outside.database.read() as session:
        return list((await session.execute(select(CareCase).order_by(col(CareCase.id)))).scalars())


async def events(product: Product, what: str) -> list[CaseEvent]:
    async with product.app.outside.database.read() as session:
        wanted = select(CaseEvent).where(col(CaseEvent.what) == what).order_by(col(CaseEvent.id))
        return list((await session.execute(wanted)).scalars())


async def customer(product: Product, telegram_id: int) -> Customer:
    async with product.app.outside.database.read() as session:
        wanted = select(Customer).where(col(Customer.telegram_id) == telegram_id)
        return (await session.execute(wanted)).scalar_one()


async def inbox_rows(product: Product) -> list[InboxRow]:
    async with product.app.outside.database.read() as session:
        return list((await session.execute(select(InboxRow).order_by(col(InboxRow.id)))).scalars())


async def topics(product: Product) -> list[dict[str, Any]]:
    """Every topic that was made for a customer."""
    entries = await product.control.record(chat=GROUP, limit=10_000)
    return [entry for entry in entries if entry["method"] == "createForumTopic" and entry["ok"]]


async def shown_to_staff(product: Product) -> str:
    """Return all that ever stood in the staff group, in order, as one text."""
    await product.idle()
    entries = await product.control.record(chat=GROUP, limit=10_000)
    return "\n".join(str(entry["params"].get("text", "")) for entry in entries if entry["ok"])


async def copied_to_staff(product: Product) -> int:
    """Return how many messages were copied into the staff group."""
    await product.idle()
    async with product.app.outside.database.read() as session:
        copies = col(OutboxRow.method).in_(("copyMessage", "copyMessages"))
        wanted = select(OutboxRow).where(copies, col(OutboxRow.chat_id) == GROUP)
        rows = (await session.execute(wanted)).scalars().all()
    assert all(row.state == OutboxState.SENT for row in rows)
    return sum(len(row.payload.get("message_ids", [0])) for row in rows)


async def open_case(product: Product, by: int) -> tuple[str, int]:
    """The customer complains; return the case's number and their topic."""
    await product.hears(by, COMPLAINT)
    answer = await product.reply(by)
    await product.idle()
    await product.quiet(GROUP)
    return answer.split("case ")[1][:4], (await topics(product))[-1]["message_id"]


async def buttons(product: Product, chat: int) -> list[list[str]]:
    """Return what the buttons of the newest message that has any are called, line by line."""
    await product.idle()
    messages = sorted(product.sandbox.state.room(chat).messages.items())
    keyboards = [message.reply_markup.inline_keyboard for _, message in messages if message.reply_markup]
    return [[button.text for button in line] for line in keyboards[-1]]


async def in_review(product: Product) -> list[ReviewItem]:
    """Return the texts that wait for a person to look at them."""
    async with product.app.outside.database.read() as session:
        return list(await reviews.waiting(session, 100))
