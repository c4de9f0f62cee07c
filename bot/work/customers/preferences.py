"""/care: what we write about of our own accord, and in which language: shown, and changed kind by kind with a tap."""

from bot.work.buttons import Button, Rows, row, tap
from bot.work.customers import consents, languages
from bot.work.errors import StaleButton
from bot.work.saying import say
from bot.work.turn import Turn
from care_rules.consent import CareKind, Consent
from storage.tables import Customer


async def show(turn: Turn, customer: Customer) -> None:
    """Say what holds now, with a button for each kind."""
    now = consents.granted(customer)
    names = {kind: turn.house.words.text(f"care-kind-{kind.value}", customer.language) for kind in CareKind}
    kinds = [names[kind] for kind in CareKind if kind in now]
    toggles: Rows = tuple(
        row(Button(f"{'✓' if kind in now else '+'} {name}", tap("kind", kind.value), literal=True))
        for kind, name in names.items()
    )
    nothing = (row(Button("button-care-none", tap("prefer", Consent.none.value))),) if now else ()
    buttons = (*toggles, *nothing, *languages.offered(turn, customer), row(Button("button-human", tap("human"))))
    await say(turn, customer, "care-preferences", buttons=buttons, count=len(kinds), kinds=", ".join(kinds))


async def toggle(turn: Turn, customer: Customer, name: str) -> None:
    """Agree to a kind, or take it back; then show what holds.

    Raises:
        StaleButton: if there is no such kind.
    """
    kind = next((one for one in CareKind if one.value == name), None)
    if kind is None:
        raise StaleButton
    await consents.choose_kinds(turn, customer, consents.granted(customer) ^ {kind}, "preferences")
    await show(turn, customer)


async def choose(turn: Turn, customer: Customer, level: str) -> None:
    """Keep the level that was chosen.

    Raises:
        StaleButton: if there is no such level.
    """
    chosen = next((one for one in Consent if one.value == level), None)
    if chosen is None:
        raise StaleButton
    await consents.agree(turn, customer, chosen, "preferences")
    await say(turn, customer, f"consent-{chosen.value.replace('_', '-')}")
