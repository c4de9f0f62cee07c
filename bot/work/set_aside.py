"""A unit that cannot be handled: its sender gets an apology with its number, staff see where to look."""

from bot.work import saying, staffroom
from bot.work.turn import Turn
from storage import customers
from storage.tables import InboxRow

_PREFIX = "customer "


async def tell(turn: Turn, row: InboxRow) -> None:
    """Tell the customer in whose lane it was, and staff in that customer's topic."""
    if not row.lane.startswith(_PREFIX):
        return
    customer = await customers.by_telegram_id(turn.session, int(row.lane.removeprefix(_PREFIX)))
    if customer is None:
        return
    await saying.say(turn, customer, "set-aside", reference=str(row.id))
    await staffroom.tell_key(turn, customer, "staff-set-aside", reference=str(row.id), fault=row.fault or "")
