"""What a case still lacks: asked for one thing at a time, and never what is known."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from care_rules.case_numbers import id_of
from care_rules.cases import CaseKind


class Detail(StrEnum):
    """What whoever works on a case may have to know."""

    what = "what"  # what happened, in words
    order = "order"
    product = "product"
    outcome = "outcome"  # what the customer would like


SKIPPED = ""
"""What a detail is when the customer would rather not say."""

Details = Mapping[str, str]

# By what a case was read to be about: a complaint by its category, a request by its intent.
_ABOUT_ORDERS = frozenset(
    {"delivery", "billing", "product_quality", "service_and_repair", "track_order", "change_order", "refund"}
)
_ABOUT_PRODUCTS = frozenset({"product_quality", "service_and_repair", "book_service", "ask_product"})
_ABOUT_ANYTHING = frozenset({None, "other"})

_LONGEST_CODE = 24  # characters
_CODE = re.compile(rf"(?=[^\W_]*-?[^\W_]*\d)[^\W_](?:[^\W_]|-|/){{1,{_LONGEST_CODE - 1}}}")
_LONGEST_ANSWER = 40  # characters: a longer text says more than the number that was asked for


def lacking(
    wanted: Sequence[Detail], kind: CaseKind, about: str | None, details: Details, *, has_words: bool
) -> list[Detail]:
    """Return which of the wanted details to ask for, in this order.

    What was said or skipped is not asked for, nor what this matter has nothing to do with: a rude driver is no fault of
    a product. An order that is known names its product.
    """
    return [
        one
        for one in wanted
        if one.value not in details
        and not (one == Detail.what and has_words)
        and _concerns(one, kind, about)
        and not (one == Detail.product and details.get(Detail.order))
    ]


def _concerns(detail: Detail, kind: CaseKind, about: str | None) -> bool:
    complaint = kind == CaseKind.complaint
    if detail == Detail.order:
        return about in _ABOUT_ORDERS or (complaint and about in _ABOUT_ANYTHING)
    if detail == Detail.product:
        return about in _ABOUT_PRODUCTS or (complaint and about in _ABOUT_ANYTHING)
    return True


def order_number_in(answer: str) -> str | None:
    """Return the number in an answer to "Which order?", in upper case; None if there is none, or several.

    Any run of letters and digits with a digit in it will do, but for a case's number: shops number their orders in many
    ways.
    """
    if len(answer) > _LONGEST_ANSWER:
        return None
    found = [match.group() for match in _CODE.finditer(answer) if id_of(match.group()) is None]
    return found[0].upper() if len(found) == 1 else None
