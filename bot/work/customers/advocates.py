"""Those who recommend us: asked once in a while, thanked, given a link of their own; who came by it is counted."""

from bot.work.buttons import Button, Rows, row, tap
from bot.work.customers import links
from bot.work.errors import StaleButton
from bot.work.saying import say
from bot.work.staffroom import tell_key
from bot.work.turn import Turn
from care_rules.journey import PROMOTER
from care_rules.survey import DETRACTOR
from storage import buyers
from storage.tables import Customer

_HIGHEST = 10


def buttons() -> Rows:
    """Return the answers from 0 to 10, in two lines."""
    answers = [Button(str(score), tap("recommend", score), literal=True) for score in range(_HIGHEST + 1)]
    return (row(*answers[:6]), row(*answers[6:]))


async def take_answer(turn: Turn, customer: Customer, told: str) -> None:
    """Note the answer, 0 to 10; a promoter is thanked and offered a link, of a detractor staff hear.

    Raises:
        StaleButton: if it is no answer.
    """
    if not told.isdecimal() or not told.isascii() or not 0 <= int(told[:3]) <= _HIGHEST:
        raise StaleButton
    score = int(told)
    customer.recommends = score
    if score >= PROMOTER:
        await say(turn, customer, "recommend-thanks")
        await offer_link(turn, customer)
        return
    await say(turn, customer, "recommend-noted")
    if score <= DETRACTOR:
        await tell_key(turn, customer, "staff-detractor", name=customer.known_as, score=score)


async def offer_link(turn: Turn, customer: Customer) -> None:
    """Give them their own link, and say how many came by it."""
    link = await links.address(turn, links.recommendation(turn.house, customer.id or 0))
    if link is None:
        await say(turn, customer, "referral-later")
        return
    count = (await buyers.referrals_of(turn.session, [customer.id or 0])).get(customer.id or 0, 0)
    await say(turn, customer, "referral-link", link=link, count=count)
