"""Staff say with one tap that a case was read wrongly: it changes its kind, and the machine learns from it."""

from bot.work.cases import card
from bot.work.cases.events import agent_of, get, must_live, note
from bot.work.cases.promising import follow
from bot.work.cases.resolving import owner_of
from bot.work.errors import StaleButton
from bot.work.improving import reviewing
from bot.work.outreach.withdrawing import withdraw
from bot.work.said import Agent
from bot.work.staffroom import LANGUAGE
from bot.work.turn import Turn
from care_rules.cases import CaseKind
from care_rules.suppression import SORE_KINDS
from nlu.reading import Reading, Score
from storage.tables import CareCase, ReviewWhy

# The intents that open a case of each kind, the plainest first.
_INTENTS: dict[CaseKind, tuple[str, ...]] = {
    CaseKind.complaint: ("complain", "still_broken"),
    CaseKind.question: ("ask_question",),
    CaseKind.request: (
        "ask_product",
        "track_order",
        "change_order",
        "refund",
        "billing",
        "book_service",
        "account_help",
        "my_data",
        "forget_me",
        "refer_friend",
    ),
    CaseKind.suggestion: ("give_feedback",),
    CaseKind.emergency: ("emergency",),
}


async def correct(turn: Turn, agent: Agent, case_id: int, kind: str) -> None:
    """Make the case one of another kind; its tier and its promise stay as they were given.

    Raises:
        MergedAway: if it lives on in another.
        StaleButton: if it is of this kind already, or there is no such kind.
    """
    case = await get(turn, case_id)
    must_live(case)
    wanted = next((one for one in CaseKind if one.value == kind), None)
    if wanted is None or wanted == case.kind:
        raise StaleButton
    customer = await owner_of(turn, case)
    before, case.kind = case.kind, wanted
    note(turn, case, "kind", agent_of(agent), f"{before.value} → {wanted.value}")
    read = Reading(case.said, tuple(Score(*score) for score in case.reading), understood=True)
    case.intent = _likeliest(case, wanted)
    await reviewing.note(turn, customer, case.said, read, ReviewWhy.corrected, right=case.intent, case=case)
    await follow(turn, case)
    if wanted in SORE_KINDS:
        await withdraw(turn, customer)
    await card.refresh(turn, customer, case)
    words = turn.house.words
    turn.toast = words.text("toast-kind", LANGUAGE, number=case.number, kind=words.text(f"kind-{kind}", LANGUAGE))


def _likeliest(case: CareCase, kind: CaseKind) -> str:
    """Return the intent of this kind that was thought likeliest."""
    return next((name for name, _ in case.reading if name in _INTENTS[kind]), _INTENTS[kind][0])
