"""How was it? One tap from 1 to 5 (CSAT); a low score is told to staff and keeps greetings away."""

from bot.work.buttons import Button, Rows, row, tap
from bot.work.cases import card
from bot.work.cases.events import customer_of, get, note
from bot.work.cases.relaying import relay
from bot.work.customers import profile
from bot.work.errors import CaseGone, RatedAlready, StaleButton
from bot.work.outreach.withdrawing import withdraw
from bot.work.said import Said
from bot.work.saying import say
from bot.work.staffroom import tell_key
from bot.work.turn import Turn
from care_rules.cases import CaseState
from storage import customers
from storage.tables import CareCase, Conversation, Customer

LOWEST, HIGHEST = 1, 5
LOW = 2  # at most this is a low score
GOOD = 4  # from here on the reasons say what was good, below it what was lacking
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
        StaleButton: if the case is not closed, or not any more.
        CaseGone: if the case is not theirs, or there is no such score.
    """
    case = await get(turn, case_id)
    if case.customer_id != customer.id or not LOWEST <= score <= HIGHEST:
        raise CaseGone
    if case.score is not None:
        raise RatedAlready(score=case.score)
    if case.state != CaseState.closed:
        raise StaleButton
    case.score, case.scored_at = score, turn.now
    note(turn, case, "rated", customer_of(customer), f"{score} · {case.agent_name or '–'}")
    await card.refresh(turn, customer, case)
    talk = await customers.conversation(turn.session, case.customer_id)
    talk.awaiting, talk.about = None, {}
    if score > LOW:
        customer.low_score_at = None
        await say(turn, customer, "rate-thanks", buttons=_reasons(case, score), score=score)
        if not await profile.ask_next(turn, customer, talk):
            await say(turn, customer, "anything-else")
        return
    customer.low_score_at = turn.now
    await withdraw(turn, customer)
    talk.awaiting, talk.about, talk.asked_at = "low-score", {"case": case.id}, turn.now
    await tell_key(turn, customer, "staff-low-score", name=customer.known_as, number=case.number, score=score)
    buttons = (*_reasons(case, score), row(Button("button-skip", tap("skip", "low-score"))))
    await say(turn, customer, "rate-sorry", buttons=buttons, score=score)


async def give_reason(turn: Turn, customer: Customer, case_id: int, name: str) -> None:
    """Note one of the four reasons for the score, or take it back when it is tapped again.

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
    turn.toast = turn.house.words.text("reason-noted" if given else "reason-taken-back", customer.language)


def _reasons(case: CareCase, score: int) -> Rows:
    """Two lines of two: what was good, or what was lacking."""
    kind = "good" if score >= GOOD else "lacking"
    buttons = [Button(f"reason-{kind}-{name}", tap("reason", case.id, name)) for name in REASONS]
    return (row(*buttons[:2]), row(*buttons[2:]))


async def explain(turn: Turn, customer: Customer, talk: Conversation, said: Said) -> None:
    """Put what went wrong with the case, show it to staff, and thank for it: the low score is answered."""
    case = await get(turn, int(talk.about["case"]))
    note(turn, case, "explained", customer_of(customer), said.text, attached=said.attached)
    await relay(turn, customer, said)
    customer.low_score_at = None
    talk.awaiting, talk.about = None, {}
    await say(turn, customer, "rate-explained", number=case.number)
