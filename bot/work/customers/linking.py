"""Find out who of the shop's books a customer is: by a phone that is theirs, or by an invitation; never by a name."""

from contextlib import suppress
from datetime import timedelta

from bot.work.customers import links, rewards, thanks
from bot.work.customers.records import buyer_of
from bot.work.customers.time_zones import zone_of_phone
from bot.work.outreach import planning
from bot.work.staffroom import retitle, tell_key
from bot.work.turn import Turn
from storage import buyers, customers, profiles
from storage.sealing import CannotOpen
from storage.tables import Buyer, Customer, Invitation, Referral

INVITED_FOR = timedelta(days=30)


async def keep_phone(turn: Turn, customer: Customer, phone: str) -> None:
    """Keep a phone that Telegram's contact button proved theirs, and find them in the books by it.

    Where several in the books have it, or the one who has it is somebody else here already, nobody is guessed at: staff
    are told.
    """
    vault = turn.house.vault
    profile = await profiles.profile_of(turn.session, customer.id or 0)
    profile.phone_sealed, profile.phone_mark = vault.seal(phone), vault.mark(phone)
    profile.phone_verified_at = turn.now
    customer.phone_zone = zone_of_phone(phone)
    found = await buyers.with_phone(turn.session, vault.marks(phone))
    if not found or customer.buyer_id in [one.id for one in found]:
        return
    if len(found) > 1:
        ids = ", ".join(str(one.external_id) for one in found[:5])
        await tell_key(turn, customer, "staff-phone-of-several", name=customer.known_as, ids=ids)
        return
    await _link(turn, customer, found[0], "phone")


async def accept_invitation(turn: Turn, customer: Customer, invitation_id: int) -> bool:
    """Make the customer the buyer they were invited as; false if the invitation was used by another, or is too old."""
    found = await buyers.invitation(turn.session, invitation_id)
    if found is None or (found.used_by is not None and found.used_by != customer.id):
        return False
    if found.used_at is None:
        if turn.now > found.expires_at:
            return False
        found.used_at, found.used_by = turn.now, customer.id
        buyer = await turn.session.get(Buyer, found.buyer_id)
        if buyer is None:
            return False
        await _link(turn, customer, buyer, "invitation")
    return True


async def invite(turn: Turn, buyer: Buyer) -> str | None:
    """Make an invitation for this buyer and return its link; None until Telegram has told us the bot's name."""
    made = Invitation(buyer_id=buyer.id or 0, made_at=turn.now, expires_at=turn.now + INVITED_FOR)
    turn.session.add(made)
    await turn.session.flush()
    return await links.address(turn, links.invitation(turn.house, made.id or 0))


async def note_recommendation(turn: Turn, customer: Customer, by: int, *, newcomer: bool) -> None:
    """Count that somebody new came on a customer's recommendation; nobody brings themselves, or is brought twice."""
    referrer = await customers.by_id(turn.session, by)
    if referrer is None or referrer.id == customer.id or not newcomer:
        return
    referral = Referral(referrer_id=by, referred_id=customer.id or 0, at=turn.now)
    turn.session.add(referral)
    await tell_key(turn, referrer, "staff-referral", name=referrer.known_as, other=customer.known_as)
    await rewards.note_arrival(turn, referral)


async def _link(turn: Turn, customer: Customer, buyer: Buyer, how: str) -> None:
    """Join the customer to the buyer, and take over what they never told us."""
    taken_by = [one for one in await customers.of_buyers(turn.session, [buyer.id or 0]) if one.id != customer.id]
    if taken_by:
        known, other = buyer.external_id or "–", taken_by[0].known_as
        await tell_key(turn, customer, "staff-linked-already", name=customer.known_as, id=known, other=other)
        return
    former = await buyer_of(turn, customer)
    customer.buyer_id = buyer.id
    if customer.phone_zone is None and buyer.phone_sealed is not None:
        with suppress(CannotOpen):  # sealed with a key that was given up
            customer.phone_zone = zone_of_phone(turn.house.vault.open(buyer.phone_sealed))
    await turn.session.flush()
    if former.external_id is None and former.id != buyer.id:
        await buyers.move_over(turn.session, former, buyer)
    if customer.birth_day is None and buyer.birth_day is not None:
        customer.birth_month, customer.birth_day = buyer.birth_month, buyer.birth_day
        customer.birth_year = buyer.birth_year
    owner = await buyers.owner_of(turn.session, buyer)
    standing = (await buyers.standings(turn.session, [owner.id or 0])).get(owner.id or 0)
    customer.tier = owner.tier_pinned or (standing.tier if standing is not None else None) or customer.tier
    await retitle(turn, customer)
    await planning.replan(turn, customer)
    if buyer.member_since is not None:
        await thanks.thank(turn, customer, thanks.CLUB_MEMBER)
    known = buyer.external_id or "–"
    await tell_key(
        turn, customer, "staff-linked", name=customer.known_as, id=known, known=buyer.name or "none", how=how
    )
