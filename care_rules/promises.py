from datetime import datetime

from care_rules.cases import CaseKind
from care_rules.rule_book import RuleBook
from care_rules.wall_time import aware
from care_rules.working_hours import due_at


def first_answer_due(book: RuleBook, tier: str | None, kind: CaseKind, opened_at: datetime) -> datetime:
    """Return the UTC moment by which a colleague answers. A tier the book does not know gets the default tier's.

    Raises:
        ValueError: if `opened_at` is naive.
    """
    promise = book.tier(tier).first_answer.promise(kind)
    if promise.around_the_clock:
        return aware(opened_at) + promise.allowance
    return due_at(opened_at, promise.allowance, book.desk.working_hours)
