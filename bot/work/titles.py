"""What a customer's topic is called, and its icon: who it is, and how it stands with them."""

from datetime import datetime
from typing import Any

from bot.work.turn import Turn
from care_rules.standing import Glance, Standing, standing
from storage import cases, house
from storage.tables import CareCase, Customer

LANGUAGE = "en"
LONGEST = 128  # characters: Telegram's limit for a topic's name
ICONS = "topic icons"  # the note of what Telegram offers: an emoji, and the id it goes by

_ICON_OF = {
    Standing.emergency: "❗",
    Standing.late: "❗",
    Standing.waiting: "💬",
    Standing.in_hand: "📁",
    Standing.resting: "❓",
    Standing.settled: "✅",
}


async def look_of(turn: Turn, customer: Customer) -> dict[str, Any]:
    """Return the title and, where Telegram has told us of one, the icon for how it stands now."""
    found = await cases.open_of(turn.session, customer.id or 0)
    seen = standing(
        (
            Glance(one.kind, one.state, _answer_due_at(one), one.resolution_due_at, one.snoozed_until is not None)
            for one in found
        ),
        turn.now,
    )
    tier = turn.house.book.tier(customer.tier).title
    title = turn.house.words.text(
        "topic-title", LANGUAGE, name=customer.known_as, tier=tier, standing=seen.value.replace("_", "-")
    )
    icons = await house.note(turn.session, ICONS) or {}
    icon = icons.get(_ICON_OF[seen])
    return {"name": title[:LONGEST]} | ({"icon_custom_emoji_id": icon} if icon else {})


def _answer_due_at(case: CareCase) -> datetime | None:
    """Return when an answer was due; a first one by its first promise, whatever the customer was told since."""
    first_is_owed = case.answer_due_at is not None and case.first_answered_at is None
    return case.first_answer_due_at if first_is_owed else case.answer_due_at
