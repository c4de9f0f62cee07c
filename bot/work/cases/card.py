"""The case card in the customer's topic: what staff need to know to act, edited as the case goes on."""

from datetime import datetime, timedelta

from bot.words.splitting import Entity, utf16_length
from bot.words.times import When
from bot.work import staffroom
from bot.work.buttons import markup
from bot.work.cases import card_buttons, matter
from bot.work.said import quote
from bot.work.saying import URGENT
from bot.work.turn import Turn
from care_rules.case_numbers import number_of
from care_rules.cases import OPEN_STATES, CaseKind, CaseState, Channel
from care_rules.intake import Detail
from storage import cases, customers
from storage.tables import CareCase, Customer

_SHOWN = (Detail.order, Detail.product, Detail.outcome)
_LINK_TELLS_FOR = timedelta(days=1)
_LONGEST_QUOTE = 1500  # characters; longer words follow whole, under the card


async def post(turn: Turn, customer: Customer, case: CareCase) -> None:
    """Put the card of a new case in the customer's topic."""
    text, entities = await _written(turn, customer, case)
    manner = URGENT if case.kind == CaseKind.emergency else staffroom.ESCALATION
    card = await staffroom.tell(
        turn, customer, text, entities=entities, buttons=card_buttons.short(turn, case), manner=manner
    )
    if card is None:
        return
    case.card_row_id = card.id
    await staffroom.retitle(turn, customer)
    await staffroom.pin(turn, customer, card)
    if len(case.said) > _LONGEST_QUOTE:
        await staffroom.tell(turn, customer, case.said, manner=manner)


async def post_again(turn: Turn, customer: Customer, *, besides: int | None) -> None:
    """Put the cards of open cases in a topic that was made anew; not the one that the row `besides` carries anyway."""
    for case in await cases.open_of(turn.session, customer.id or 0):
        if case.card_row_id not in (None, besides):
            await post(turn, customer, case)


async def refresh(turn: Turn, customer: Customer, case: CareCase, *, wide: bool = False) -> None:
    """Show the case's present state on its card, and in the topic's title; `wide`, with all that can be done."""
    await staffroom.retitle(turn, customer)
    if case.card_row_id is None:
        return
    buttons = await card_buttons.wide(turn, case) if wide else card_buttons.short(turn, case)
    text, entities = await _written(turn, customer, case)
    payload = {
        "text": text,
        "entities": list(entities),
        "reply_markup": markup(buttons, turn.house.words, staffroom.LANGUAGE),
    }
    await staffroom.edit(turn, customer, case.card_row_id, payload, edits=f"card {case.id}")


async def _written(turn: Turn, customer: Customer, case: CareCase) -> tuple[str, tuple[Entity, ...]]:
    """Return the card's text, with the customer's words set off as a quotation."""
    words, language = turn.house.words, staffroom.LANGUAGE
    tier = turn.house.book.tier(case.tier).title
    kind = _kind(turn, case)
    head = words.text("card-head", language, number=case.number, kind=kind, tier=tier, priority=case.priority)
    said = quote(case.said, _LONGEST_QUOTE) or words.text("no-words", language)
    earlier = len(await cases.latest_of(turn.session, case.customer_id, 100)) - 1
    local = When(customer.created_at, turn.now, turn.house.company.zone)
    who = words.text("card-customer", language, name=customer.known_as, earlier=earlier, since=local)
    more = await _beside(turn, case)
    text = "\n".join((head, said, _state_line(turn, case), who, *more))
    entities: tuple[Entity, ...] = (
        {"type": "bold", "offset": 0, "length": utf16_length(case.number)},
        {"type": "blockquote", "offset": utf16_length(head) + 1, "length": utf16_length(said)},
    )
    return text, entities


async def _beside(turn: Turn, case: CareCase) -> list[str]:
    """Return what else there is to know: that it rests, what it follows, which other cases of the customer are open."""
    words, language = turn.house.words, staffroom.LANGUAGE
    told = _told(turn, case)
    lines = [" · ".join(told)] if told else []
    came = await _came_from(turn, case)
    if came is not None:
        lines.append(came)
    if case.channel != Channel.telegram:
        lines.append(words.text("card-elsewhere", language, channel=case.channel.value))
    if case.snoozed_until is not None:
        until = When(case.snoozed_until, turn.now, turn.house.company.zone)
        lines.append(words.text("card-snoozed", language, until=until))
    if case.merged_into is not None:
        lines.append(words.text("card-merged", language, into=number_of(case.merged_into)))
    if case.follows is not None:
        lines.append(words.text("card-follows", language, number=number_of(case.follows)))
    return lines + (await _others(turn, case) if case.state in OPEN_STATES else [])


async def _others(turn: Turn, case: CareCase) -> list[str]:
    """Return which other cases of theirs are open, and which may be about the same."""
    words, language, lines = turn.house.words, staffroom.LANGUAGE, []
    others = [one for one in await cases.living_of(turn.session, case.customer_id) if one.id != case.id]
    same = [one.number for one in others if matter.look_the_same(case, one)]
    rest = [one.number for one in others if one.number not in same and one.state in OPEN_STATES]
    for key, numbers in (("card-alike", same), ("card-others", rest)):
        if numbers:
            lines.append(words.text(key, language, numbers=", ".join(numbers)))
    return lines


async def _came_from(turn: Turn, case: CareCase) -> str | None:
    """Return which page and product a link had brought the customer from, on the day before the case was opened."""
    customer = await customers.by_id(turn.session, case.customer_id)
    came = customer.came_from if customer is not None else {}
    if not came or not timedelta(0) <= case.opened_at - datetime.fromisoformat(came["at"]) <= _LINK_TELLS_FOR:
        return None
    page, product = came.get("page", "none"), came.get("product", "none")
    return turn.house.words.text("card-came-from", staffroom.LANGUAGE, page=page, product=product)


def _told(turn: Turn, case: CareCase) -> list[str]:
    """Return what the customer said of it when asked."""
    words, language = turn.house.words, staffroom.LANGUAGE
    order, product, outcome = (case.details.get(detail.value) for detail in _SHOWN)
    return [
        *([words.text("card-order", language, order=order)] if order else []),
        *([product] if product else []),
        *([words.text("card-wants", language, outcome=outcome)] if outcome else []),
    ]


def _kind(turn: Turn, case: CareCase) -> str:
    """Return the kind, with what it is about and "pressing" where they are known and say something."""
    words, language = turn.house.words, staffroom.LANGUAGE
    kind = words.text(f"kind-{case.kind.value}", language)
    about = _about(case)
    if about is not None:
        kind = words.text("card-kind", language, kind=kind, about=words.text(about, language))
    return words.text("card-pressing", language, kind=kind) if case.urgency == "pressing" else kind


def _about(case: CareCase) -> str | None:
    """Return the key of what the case is about, as it was read."""
    if case.kind == CaseKind.complaint and case.category not in (None, "other"):
        return f"category-{case.category}"
    return f"about-{case.intent}" if case.kind == CaseKind.request and case.intent is not None else None


def _state_line(turn: Turn, case: CareCase) -> str:
    words, language, zone = turn.house.words, staffroom.LANGUAGE, turn.house.company.zone
    agent = case.agent_name or words.text("nobody-yet", language)
    if case.state == CaseState.closed:
        closed = When(case.closed_at or turn.now, turn.now, zone)
        reasons = " ".join(case.reasons) or "none"
        return words.text("card-closed", language, at=closed, agent=agent, score=case.score or "–", reasons=reasons)
    if case.state == CaseState.resolved:
        return words.text("card-resolved", language, at=When(case.resolved_at or turn.now, turn.now, zone), agent=agent)
    solution = "none" if case.resolution_due_at is None else When(case.resolution_due_at, turn.now, zone)
    if case.answer_due_at is None:
        return words.text("card-answered", language, agent=agent, solution=solution)
    due = When(case.answer_due_at, turn.now, zone)
    return words.text("card-due", language, due=due, agent=agent, solution=solution)
