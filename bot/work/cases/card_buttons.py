"""The buttons under a case card: the few that are always there, and all that can be done."""

from bot.work import staffroom
from bot.work.buttons import Button, Rows, row, tap
from bot.work.turn import Turn
from care_rules.cases import OPEN_STATES, CaseKind, CaseState
from care_rules.priorities import CasePriority
from storage import cases
from storage.tables import CareCase

_CORRECTABLE = (CaseKind.complaint, CaseKind.request, CaseKind.question, CaseKind.suggestion)
_CORRECTIONS = 3  # buttons that a telephone shows side by side without cutting them
_MERGES = 3


def short(turn: Turn, case: CareCase) -> Rows:
    """Take and resolve, all the rest behind one button, and putting right what a machine has read."""
    if case.state not in OPEN_STATES:
        return ()
    take = (Button("button-claim", tap("claim", case.id)),) if case.agent_id is None else ()
    first = row(*take, Button("button-resolve", tap("resolve", case.id)), Button("button-more", tap("more", case.id)))
    return (first, *_corrections(turn, case))


async def wide(turn: Turn, case: CareCase) -> Rows:
    """Return everything that can be done with the case."""
    if case.state not in OPEN_STATES:
        return ()
    rests = [Button(f"button-snooze-{choice}", tap("snooze", case.id, choice)) for choice in ("soon", "next", "later")]
    others = [priority for priority in CasePriority if priority != case.priority]
    urgency = [Button(f"button-priority-{one}", tap("priority", case.id, one)) for one in others]
    known = [one for one in await cases.living_of(turn.session, case.customer_id) if one.id != case.id]
    words = turn.house.words
    merges = [
        Button(words.text("button-merge", staffroom.LANGUAGE, number=one.number), tap("merge", case.id, one.id), True)
        for one in known[:_MERGES]
    ]
    note = Button("button-note", tap("note", case.id))
    history = Button("button-history", tap("history", case.id))
    gesture = Button("button-gesture", tap("gestures", case.id))
    silent = Button("button-silent", tap("silent", case.id))
    expert = Button("button-expert", tap("expert", case.id))
    less = Button("button-less", tap("less", case.id))
    ask = (Button("button-ask", tap("ask", case.id)),) if case.state != CaseState.waiting_for_customer else ()
    lines = (
        row(*short(turn, case)[0][:-1], *ask),
        row(*rests),
        row(*urgency),
        row(*merges),
        row(note, history, gesture),
        row(expert, silent, less),
    )
    return tuple(line for line in lines if line)


def _corrections(turn: Turn, case: CareCase) -> Rows:
    """One line, one tap for each of the other kinds, on a case that a machine has sorted."""
    if case.intent is None:
        return ()
    others = [kind for kind in _CORRECTABLE if kind != case.kind][:_CORRECTIONS]
    words, language = turn.house.words, staffroom.LANGUAGE
    labels = {kind: words.text("button-kind", language, kind=words.text(f"kind-{kind}", language)) for kind in others}
    return (row(*(Button(label, tap("kind", case.id, kind), literal=True) for kind, label in labels.items())),)
