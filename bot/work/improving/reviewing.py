"""The review queue: what was read wrongly, or hardly, waits for a person before the machine learns from it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.work.errors import DecidedAlready, ItemGone, UnknownIntent
from bot.work.turn import Turn
from nlu.cleaning import clean
from nlu.intents import INTENTS
from nlu.masking import mask
from nlu.reading import Reading
from storage import reviews
from storage.tables import CareCase, Customer, ReviewItem, ReviewState, ReviewWhy

_LONGEST = 1_000  # characters, as many as are read


async def note(  # noqa: PLR0913 - what was said, by whom, how it was read, and why that matters
    turn: Turn,
    customer: Customer,
    text: str,
    reading: Reading | None,
    why: ReviewWhy,
    *,
    right: str | None = None,
    case: CareCase | None = None,
) -> None:
    """Put the words in the queue, with personal details masked; `right` is what they mean, if somebody said so.

    `case` is the one that they are about, if it is one. Words with nothing legible in them are not put.
    """
    masked = mask(text[:_LONGEST], reading.entities if reading is not None else (), _names(customer))
    if not clean(masked):
        return
    best = reading.intents[0] if reading is not None and reading.intents else None
    spoken = reading.language.name if reading is not None and reading.language is not None else customer.language
    item = ReviewItem(
        at=turn.now,
        customer_id=customer.id,
        case_id=case.id if case is not None else None,
        language=spoken,
        text=masked,
        intent_read=best.name if best is not None else None,
        confidence=best.confidence if best is not None else None,
        why=why,
        intent_right=right,
    )
    await reviews.put(turn.session, item)


def _names(customer: Customer) -> tuple[str, ...]:
    return customer.first_name, customer.full_name, customer.name or ""


async def accept(
    session: AsyncSession, item_id: int, by: str, at: datetime, intent: str | None = None, text: str | None = None
) -> ReviewItem:
    """Let the machine learn the text, as `intent` if given, else as what it was said or read to mean.

    Raises:
        ItemGone, DecidedAlready: if there is nothing to decide.
        UnknownIntent: if it is not known what the text means.
    """
    item = await _waiting(session, item_id)
    meant = intent or item.intent_right or item.intent_read
    if meant not in INTENTS:
        raise UnknownIntent(intent=meant or "–", intents=", ".join(INTENTS))
    item.intent_right, item.text = meant, text or item.text
    return _decided(item, ReviewState.accepted, by, at)


async def reject(session: AsyncSession, item_id: int, by: str, at: datetime) -> ReviewItem:
    """Leave the text aside.

    Raises:
        ItemGone, DecidedAlready: if there is nothing to decide.
    """
    return _decided(await _waiting(session, item_id), ReviewState.rejected, by, at)


async def edit(session: AsyncSession, item_id: int, text: str) -> ReviewItem:
    """Change the text that would be learnt; it goes on waiting.

    Raises:
        ItemGone, DecidedAlready: if there is nothing to change.
    """
    item = await _waiting(session, item_id)
    item.text = text
    return item


async def _waiting(session: AsyncSession, item_id: int) -> ReviewItem:
    item = await reviews.by_id(session, item_id, lock=True)
    if item is None:
        raise ItemGone(id=item_id)
    if item.state != ReviewState.waiting:
        raise DecidedAlready(id=item_id, state=item.state.value, by=item.decided_by or "–")
    return item


def _decided(item: ReviewItem, state: ReviewState, by: str, at: datetime) -> ReviewItem:
    item.state, item.decided_by, item.decided_at, item.waiting_as = state, by, at, None
    return item
