"""Which messages we write of our own accord, and in which language: shown, and changed with one tap."""

from bot.work.buttons import Button, row, tap
from bot.work.customers import consents, languages
from bot.work.errors import StaleButton
from bot.work.saying import say
from bot.work.turn import Turn
from care_rules.consent import Consent
from storage.tables import Customer

_LABELS = {
    Consent.all: "button-care-all",
    Consent.reminders_only: "button-care-reminders",
    Consent.none: "button-care-none",
}


async def show(turn: Turn, customer: Customer) -> None:
    """Say what holds now, and offer the rest."""
    present = Consent.none if customer.stopped_at is not None or customer.consent is None else customer.consent
    others = {level: label for level, label in _LABELS.items() if level != present}
    levels = tuple(row(Button(label, tap("prefer", level.value))) for level, label in others.items())
    buttons = (*levels, *languages.offered(turn, customer), row(Button("button-human", tap("human"))))
    await say(turn, customer, "care-preferences", buttons=buttons, level=present.value)


async def choose(turn: Turn, customer: Customer, level: str) -> None:
    """Keep what was chosen, with when.

    Raises:
        StaleButton: if there is no such level.
    """
    chosen = next((one for one in Consent if one.value == level), None)
    if chosen is None:
        raise StaleButton
    await consents.agree(turn, customer, chosen, "preferences")
    await say(turn, customer, f"consent-{chosen.value.replace('_', '-')}")
