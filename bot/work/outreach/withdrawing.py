"""Take back what was decided and has not left: between a decision and its sending a wound may open (laws 5 and 7)."""

from bot.work.turn import Turn
from care_rules.reasons import Reason
from storage import outbox, plans
from storage.tables import Customer, OutboxRow, SendKind


async def withdraw(turn: Turn, customer: Customer) -> None:
    """Let greetings that still wait for this customer expire; the courier drops them when their turn comes."""
    await outbox.expire_queued(turn.session, customer.telegram_id, turn.now, kind=SendKind.GREETING)


async def never_left(turn: Turn, row: OutboxRow, *, unreachable: bool) -> None:
    """A greeting that was decided was not sent after all: its touch says so, and counts for no cap."""
    reason = Reason("unreachable") if unreachable else Reason("expired", {"expired_at": row.expires_at or turn.now})
    await plans.not_sent(turn.session, row.id or 0, reason.as_data())
