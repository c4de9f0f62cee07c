"""/customer: who this is: six lines and a small picture, then the last touch points. Each look is noted."""

from datetime import datetime

from bot.words.sums import sum_in_words
from bot.words.times import When, locale_of, weekday_in_words
from bot.work import staffroom
from bot.work.because import in_words
from bot.work.customers import picture
from bot.work.customers.gathering import Known, bought_of, gather
from bot.work.customers.records import buyer_of
from bot.work.customers.showing import known_of, masked
from bot.work.customers.timeline import lines
from bot.work.said import Agent
from bot.work.turn import Turn
from care_rules.because import because_from
from care_rules.roles import Role
from care_rules.shopping import ShoppingHistory, read
from care_rules.weighing import worth_of
from storage import cases
from storage.buyers import StandingGlance
from storage.circles import circles_of
from storage.tables import Buyer, Customer, ProfileLook

_LONGEST_CAPTION = 1000  # characters; Telegram takes 1024 under a picture
_FOR_LEADS = ("phone", "email", "address")


async def show(turn: Turn, customer: Customer, agent: Agent) -> None:
    """Show the page in the customer's topic, and note who looked."""
    turn.session.add(
        ProfileLook(customer_id=customer.id or 0, at=turn.now, by_id=agent.telegram_id, by=agent.name, what="page")
    )
    buyer = await buyer_of(turn, customer)
    circles = await circles_of(turn.session, [buyer.organisation_id or buyer.id or 0])
    purchases, left_out = await bought_of(turn, circles[0])
    history = read(purchases, turn.now, turn.house.company.zone)
    (known,) = await gather(turn, circles, {circles[0].buyer.id: history})
    found = [_who(turn, customer, buyer, known), *await _more(turn, customer, agent, known)]
    if left_out:
        found.append(_text(turn, "page-no-rate", count=left_out, currency=turn.house.book.value.currency))
    text = "\n".join(found)
    if purchases and len(text) <= _LONGEST_CAPTION:
        photo = picture.spending(purchases, turn.now, turn.house.company.zone)
        await staffroom.post(turn, customer, "sendPhoto", {"photo": photo, "caption": text})
    else:
        await staffroom.tell(turn, customer, text)
    story = await lines(turn, customer, purchases)
    if story:
        await staffroom.tell(turn, customer, "\n".join(story))


async def _more(turn: Turn, customer: Customer, agent: Agent, known: Known) -> list[str]:
    history, standing = known.facts.history, known.before
    found = [
        _tier(turn, customer, standing),
        _bought(turn, history),
        _worth(turn, known),
        _standing(turn, standing),
        await _care(turn, customer, known),
        await _reach(turn, customer, agent),
    ]
    return [line for line in found if line]


def _text(turn: Turn, key: str, **facts: object) -> str:
    return turn.house.words.text(key, staffroom.LANGUAGE, **facts)


def _who(turn: Turn, customer: Customer, buyer: Buyer, known: Known) -> str:
    owner, visits = known.circle.buyer, known.facts.history.visits
    kind = "client" if visits > 1 else "customer" if visits == 1 else "nobody"
    organisation = owner.name or owner.external_id if owner.id != buyer.id else None
    return _text(
        turn,
        "page-who",
        name=customer.known_as,
        kind=kind,
        organisation=organisation or "none",
        relation=buyer.relation.value,
        id=buyer.external_id or "none",
    )


def _tier(turn: Turn, customer: Customer, standing: StandingGlance | None) -> str:
    title = turn.house.book.tier(customer.tier).title
    if standing is None or not standing.tier_because or standing.tier_since is None:
        return _text(turn, "page-tier", tier=title, since="none", because="none")
    because = in_words(turn, because_from(standing.tier_because))
    return _text(turn, "page-tier", tier=title, since=_when(turn, standing.tier_since), because=because)


def _bought(turn: Turn, history: ShoppingHistory) -> str:
    if history.last_at is None:
        return ""
    expected = history.expected_at
    return _text(
        turn,
        "page-bought",
        times=history.purchases,
        sum=_sum(turn, history.spent),
        last=_when(turn, history.last_at),
        days=history.interval.days if history.interval is not None else 0,
        next=_when(turn, expected) if expected is not None else "none",
        weekdays=", ".join(weekday_in_words(day, staffroom.LANGUAGE) for day in history.weekdays) or "none",
        service=_when(turn, history.last_service_at) if history.last_service_at is not None else "none",
        what=", ".join(history.favourites) or "none",
    )


def _worth(turn: Turn, known: Known) -> str:
    history, standing = known.facts.history, known.before
    if history.last_at is None:
        return ""
    worth = worth_of(known.facts, turn.house.book.value.months, turn.now)
    alive = standing.alive if standing is not None else None
    return _text(
        turn,
        "page-worth",
        value=_sum(turn, worth.value),
        basis="margin" if worth.on_margin else "revenue",
        alive="none" if alive is None else round(100 * alive),
        foreseen=_sum(turn, standing.foreseen) if standing is not None and standing.foreseen is not None else "none",
    )


def _standing(turn: Turn, standing: StandingGlance | None) -> str:
    if standing is None:
        return ""
    return _text(
        turn,
        "page-standing",
        stage=standing.stage.value.replace("_", "-"),
        why_stage=in_words(turn, because_from(standing.stage_because)),
        health=standing.health.value.replace("_", "-"),
        why_health=in_words(turn, because_from(standing.health_because)),
    )


async def _care(turn: Turn, customer: Customer, known: Known) -> str:
    opened = await cases.latest_of(turn.session, customer.id or 0, 100)
    score = known.facts.satisfaction
    return _text(
        turn,
        "page-care",
        cases=len(opened),
        open=len([case for case in opened if case.closed_at is None]),
        score="none" if score is None else round(score, 1),
        recommends="none" if customer.recommends is None else customer.recommends,
        referrals=known.facts.referrals,
    )


async def _reach(turn: Turn, customer: Customer, agent: Agent) -> str:
    """How to reach them and what they told us; phone, email and address in full for leads alone."""
    told = await known_of(turn, customer, language=staffroom.LANGUAGE)
    full = agent.role >= Role.lead
    shown = [
        f"{_text(turn, f'field-{name}')}: {value if full or name not in _FOR_LEADS else masked(value)}"
        for name, value in told.items()
        if name != "name"
    ]
    language = locale_of(turn.house.words.spoken(customer.language)).get_language_name(staffroom.LANGUAGE)
    return " · ".join([str(language), *shown])


def _when(turn: Turn, at: datetime) -> When:
    return When(at, turn.now, turn.house.company.zone)


def _sum(turn: Turn, amount: int) -> str:
    return sum_in_words(amount, turn.house.book.value.currency, staffroom.LANGUAGE)
