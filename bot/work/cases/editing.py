"""A message was changed after it was sent."""

from bot.work.cases.events import customer_of, note
from bot.work.said import Said
from bot.work.staffroom import tell_key
from bot.work.turn import Turn
from storage import cases
from storage.tables import Customer


async def customer_edited(turn: Turn, customer: Customer, said: Said) -> None:
    """Keep the new words with the open case, and show them to staff. The former ones stay where they were."""
    if not said.text:
        return
    open_cases = await cases.open_of(turn.session, customer.id or 0)
    if open_cases:
        note(turn, open_cases[0], "edited", customer_of(customer), said.text)
    if open_cases or customer.topic_id is not None:
        await tell_key(turn, customer, "staff-edited", name=customer.known_as, said=said.text)
