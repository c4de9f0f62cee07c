"""Say no politely: what a person cannot have, in their words, with what they can do instead."""

from bot.work import groups, saying, staffroom
from bot.work.turn import Turn
from care_rules.errors import CareError
from storage import customers

_GENERAL = "care-error"


async def refuse(
    turn: Turn,
    refusal: CareError,
    *,
    chat_id: int | None,
    topic: int | None,
    tapped: bool,
    telegram_id: int | None,
) -> None:
    """Answer a refusal where it was asked for; `topic` is the forum topic, if it was in one."""
    private = chat_id is not None and chat_id == telegram_id
    customer = await customers.by_telegram_id(turn.session, telegram_id) if private and telegram_id else None
    language = customer.language if customer else staffroom.LANGUAGE
    key = _key(turn, refusal, private)
    if tapped:
        turn.toast = turn.house.words.text(key, language, **_facts(refusal))
    elif customer is not None:
        await saying.write(turn, customer, turn.house.words.text(key, language, **_facts(refusal)))
    elif chat_id is not None and chat_id < 0:
        await groups.tell(turn, chat_id, key, topic=topic, **_facts(refusal))


def _key(turn: Turn, refusal: CareError, private: bool) -> str:
    """The words for customers may differ from those for staff: `illegal-move-customer` beside `illegal-move`."""
    own = f"{refusal.key}-customer"
    if private and turn.house.words.knows(own, "en"):
        return own
    return refusal.key if turn.house.words.knows(refusal.key, "en") else _GENERAL


def _facts(refusal: CareError) -> dict[str, object]:
    return {name: "" if fact is None else fact for name, fact in refusal.facts.items()}
