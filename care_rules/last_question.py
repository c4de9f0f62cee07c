"""What is asked last, when a case was closed and rated: one thing, or nothing."""

from datetime import timedelta
from enum import StrEnum

LONG_AGO = timedelta(days=180)
BEST = 5
SO_SO = 3  # of 5: neither a complaint nor content


class LastQuestion(StrEnum):
    need_met = "need-met"
    anything_changed = "anything-changed"
    recommend = "recommend"
    anything_else = "anything-else"


def last_question(score: int, since_last_case: timedelta | None, *, asked_to_recommend: bool = True) -> LastQuestion:
    """Return what to ask after this score, 1 to 5; `since_last_case` is None for a first case.

    Whoever gave three may not have got what they came for. Whom we have not heard of for half a year may have moved.
    Who gives the best score may be asked, once, whether they would recommend us.
    """
    if score == SO_SO:
        return LastQuestion.need_met
    if since_last_case is not None and since_last_case >= LONG_AGO:
        return LastQuestion.anything_changed
    if score == BEST and not asked_to_recommend:
        return LastQuestion.recommend
    return LastQuestion.anything_else
