"""Somebody presses Start: what their link carried is noted."""

from bot.work.customers import linking, links
from bot.work.saying import say
from bot.work.turn import Turn
from storage import catalogue
from storage.tables import Customer


async def arrive(turn: Turn, customer: Customer, payload: str) -> None:
    """Note what the link says. One that says nothing we know changes nothing, and nobody is told off for it."""
    found = links.read(turn.house, payload) if payload else None
    if isinstance(found, links.Invited):
        known = await linking.accept_invitation(turn, customer, found.invitation_id)
        await say(turn, customer, "invitation-taken" if known else "invitation-over")
    elif isinstance(found, links.Recommended):
        newcomer = customer.created_at == turn.now
        await linking.note_recommendation(turn, customer, found.by, newcomer=newcomer)
    elif isinstance(found, links.CameFrom):
        named = await catalogue.by_external_id(turn.session, found.product) if found.product else None
        place = found.as_data() | ({"product": named.name} if named is not None else {})
        customer.came_from = place | {"at": turn.now.isoformat()}
