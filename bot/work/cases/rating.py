"""How was it? One tap from 1 to 5 (CSAT); a low score is told to staff and keeps greetings away."""

from typing import Any

from bot.work.buttons import Button, Rows, markup, row, tap
from bot.work.cases import card
from bot.work.cases.events import customer_of, get, note
from bot.work.cases.relaying import relay
from bot.work.customers import advocates, asking
from bot.work.errors import CaseGone, RatedAlready, StaleButton
from bot.work.outreach.withdrawing import withdraw
from bot.work.said import Said
from bot.work.saying import Manner, say, send
from bot.work.staffroom import tell_key
from bot.work.turn import Turn
from care_rules.cases import CaseState
from care_rules.last_question import LastQuestion, last_question
from storage import cases, customers
from storage.tables import CareCase, Conversation, Customer, SendKind

LOWEST, HIGHEST = 1, 5
LOW = 2  # at most this is a low score
GOOD = 4  # from here on the reasons say what was good, below it what was lacking
_REPEATABLE = Manner(kind=SendKind.REPEATABLE)
REASONS = ("seamless", "trustworthy", "attentive", "resourceful")


async def ask(turn: Turn, customer: Customer, case: CareCase) -> None:
    """Ask for the score; it can be skipped. Rated is whoever had the case when it was held for solved."""
    talk = await customers.conversation(turn.session, case.customer_id)
    talk.awaiting, talk.about, talk.asked_at = "rating", {"case": case.id}, turn.now
    scores = row(
        *(Button(str(score), tap("rate", case.id, score), literal=True) for score in range(LOWEST, HIGHEST + 1))
    )
    buttons = (scores, row(Button("button-skip", tap("skip", "rating"))))
    await say(turn, customer, "rate-ask", buttons=buttons, number=case.number, agent=case.agent_name or "")


async def rate(turn: Turn, customer: Customer, case_id: int, score: int) -> None:
    """Note the score once, thank for it, and go on to the next question, if there is one.

    Raises:
        RatedAlready: if there is a score.
        StaleButton: if the case is not closed, or not any more, or lives on in another.
        CaseGone: if the case is not theirs, or there is no such score.
    """
    case = await get(turn, case_id)
    if case.customer_id != customer.id or not LOWEST <= score <= HIGHEST:
        raise CaseGone
    if case.score is not None:
        raise RatedAlready(score=case.score)
    if case.state != CaseState.closed or case.merged_into is not None:
        raise StaleButton
    case.score, case.scored_at = score, turn.now
    note(turn, case, "rated", customer_of(customer), f"{score} · {case.agent_name or '–'}")
    await card.refresh(turn, customer, case)
    talk = await customers.conversation(turn.session, case.customer_id)
    talk.awaiting, talk.about = None, {}
    if score > LOW:
        customer.low_score_at = None
        await say(turn, customer, "rate-thanks", buttons=_reasons(turn, customer, case, score), score=score)
        await _ask_last(turn, customer, talk, case, score)
        return
    customer.low_score_at = turn.now
    await withdraw(turn, customer)
    talk.awaiting, talk.about, talk.asked_at = "low-score", {"case": case.id}, turn.now
    await tell_key(turn, customer, "staff-low-score", name=customer.known_as, number=case.number, score=score)
    buttons = (*_reasons(turn, customer, case, score), row(Button("button-skip", tap("skip", "low-score"))))
    await say(turn, customer, "rate-sorry", buttons=buttons, score=score)


async def give_reason(
    turn: Turn, customer: Customer, case_id: int, name: str, *, message_id: int | None = None
) -> None:
    """Note one of the four reasons for the score, or take it back when it is tapped again.

    `message_id` is the message with the buttons, which then shows with a tick what was chosen.

    Raises:
        CaseGone: if the case is not theirs, or there is no such reason.
        StaleButton: if it is not rated, or open again.
    """
    case = await get(turn, case_id)
    if case.customer_id != customer.id or name not in REASONS:
        raise CaseGone
    if case.score is None or case.state != CaseState.closed:
        raise StaleButton
    reason = f"{'+' if case.score >= GOOD else '-'}{name}"
    given = reason not in case.reasons
    case.reasons = [*case.reasons, reason] if given else [one for one in case.reasons if one != reason]
    note(turn, case, "reason", customer_of(customer), reason if given else f"not {reason}")
    await card.refresh(turn, customer, case)
    if message_id is not None:
        payload = {"message_id": message_id, "reply_markup": _markup(turn, customer, case)}
        await send(turn, customer, "editMessageReplyMarkup", payload, manner=_REPEATABLE)
    turn.toast = turn.house.words.text("reason-noted" if given else "reason-taken-back", customer.language)


async def need_met(turn: Turn, customer: Customer, case_id: int) -> None:
    """What the customer came for was done, if not well.

    Raises:
        CaseGone: if the case is not theirs.
        StaleButton: if it is not rated, or open again.
    """
    case = await get(turn, case_id)
    if case.customer_id != customer.id:
        raise CaseGone
    if case.score is None or case.state != CaseState.closed:
        raise StaleButton
    note(turn, case, "need_met", customer_of(customer))
    await say(turn, customer, "talk-affirm")


async def explain(turn: Turn, customer: Customer, talk: Conversation, said: Said) -> None:
    """Put what went wrong with the case, show it to staff, and thank for it: the low score is answered."""
    case = await get(turn, int(talk.about["case"]))
    note(turn, case, "explained", customer_of(customer), said.text, attached=said.attached)
    await relay(turn, customer, said)
    customer.low_score_at = None
    talk.awaiting, talk.about = None, {}
    await say(turn, customer, "rate-explained", number=case.number)


async def _ask_last(turn: Turn, customer: Customer, talk: Conversation, case: CareCase, score: int) -> None:
    """Ask one thing more: whether the need was met, something about the customer, or whether there is anything else."""
    latest = await cases.latest_of(turn.session, case.customer_id, 2)
    before = next((one for one in latest if one.id != case.id), None)
    since = case.opened_at - before.opened_at if before is not None else None
    asked = last_question(score, since, asked_to_recommend=before is None or customer.recommends is not None)
    if asked == LastQuestion.need_met:
        buttons = row(
            Button("button-solved", tap("met", case.id)), Button("button-not-solved", tap("unsolved", case.id))
        )
        await say(turn, customer, asked, buttons=(buttons,))
    elif asked == LastQuestion.recommend:
        await say(turn, customer, "ask-recommend", buttons=advocates.buttons())
    elif asked == LastQuestion.anything_changed or not await asking.ask_next(turn, customer, talk):
        await say(turn, customer, asked)


def _markup(turn: Turn, customer: Customer, case: CareCase) -> dict[str, Any]:
    """Return the reasons as they are after a tap; a low score may still be left unexplained."""
    score = case.score or LOWEST
    skip = (row(Button("button-skip", tap("skip", "low-score"))),) if score <= LOW else ()
    return markup((*_reasons(turn, customer, case, score), *skip), turn.house.words, customer.language)


def _reasons(turn: Turn, customer: Customer, case: CareCase, score: int) -> Rows:
    """Two lines of two: what was good, or what was lacking; a tick on what was chosen."""
    kind, sign = ("good", "+") if score >= GOOD else ("lacking", "-")
    words, language = turn.house.words, customer.language
    labels = {name: words.text(f"reason-{kind}-{name}", language) for name in REASONS}
    ticked = {name: f"✓ {label}" if f"{sign}{name}" in case.reasons else label for name, label in labels.items()}
    buttons = [Button(label, tap("reason", case.id, name), literal=True) for name, label in ticked.items()]
    return (row(*buttons[:2]), row(*buttons[2:]))
