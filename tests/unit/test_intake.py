"""What a case lacks, and whether words are about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_rules.cases import CaseKind
from care_rules.desk_book import Intake
from care_rules.intake import Detail, lacking, order_number_in
from care_rules.matters import Fit, Matter, chosen, fit

WHAT, ORDER, PRODUCT, OUTCOME = Detail
USUAL = Intake()


def _lacks(kind: CaseKind, about: str | None, details: dict[str, str], *, has_words: bool = True) -> list[Detail]:
    return lacking(USUAL.of(kind), kind, about, details, has_words=has_words)


@pytest.mark.parametrize(
    ("kind", "about", "details", "lacks"),
    [
        (CaseKind.complaint, None, {}, [ORDER, PRODUCT, OUTCOME]),
        (CaseKind.complaint, "product_quality", {}, [ORDER, PRODUCT, OUTCOME]),
        (CaseKind.complaint, "delivery", {}, [ORDER, OUTCOME]),
        (CaseKind.complaint, "staff_conduct", {}, [OUTCOME]),
        (CaseKind.complaint, "delivery", {"order": "4711"}, [OUTCOME]),
        (CaseKind.complaint, "delivery", {"order": "", "outcome": ""}, []),
        (CaseKind.complaint, "other", {"order": ""}, [PRODUCT, OUTCOME]),
        (CaseKind.request, "track_order", {}, [ORDER]),
        (CaseKind.request, "book_service", {}, [PRODUCT]),
        (CaseKind.request, "forget_me", {}, []),
        (CaseKind.question, "ask_question", {}, []),
        (CaseKind.emergency, None, {}, []),
    ],
)
def test_only_what_is_missing_and_matters_is_asked_for(
    kind: CaseKind, about: str | None, details: dict[str, str], lacks: list[Detail]
) -> None:
    assert _lacks(kind, about, details) == lacks


def test_what_came_without_words_is_asked_about_first() -> None:
    assert _lacks(CaseKind.question, None, {}, has_words=False) == [WHAT]
    assert _lacks(CaseKind.complaint, None, {}, has_words=False)[0] == WHAT


@given(st.sampled_from(list(CaseKind)), st.sets(st.sampled_from(list(Detail))), st.booleans())
def test_nothing_is_asked_for_twice(kind: CaseKind, known: set[Detail], has_words: bool) -> None:
    details = {one.value: "" for one in known}
    assert not known & set(_lacks(kind, None, details, has_words=has_words))


@pytest.mark.parametrize(
    ("answer", "number"),
    [
        ("4711", "4711"),
        ("it's lp-4711.", "LP-4711"),
        ("#2026/118", "2026/118"),
        ("订单 4711", "4711"),
        ("4711 or 4712", None),
        ("K7F2", None),
        ("I don't know", None),
        ("the one with 3 pots and the 2 lids that came last week in a box", None),
    ],
)
def test_an_orders_number_is_read_from_an_answer(answer: str, number: str | None) -> None:
    assert order_number_in(answer) == number


def _about(*orders: str, category: str | None = None) -> Matter:
    return Matter(orders=frozenset(orders), category=category)


def test_another_order_is_another_matter_and_another_category_is_not() -> None:
    assert fit(_about("4711"), _about("4711", category="delivery")) == Fit.same
    assert fit(_about("4711"), _about("5822")) == Fit.other
    assert fit(_about("4711", "5822"), _about("5822")) == Fit.same
    assert fit(_about("4711", category="delivery"), _about(category="staff_conduct")) == Fit.unsaid
    assert fit(_about(category="delivery"), _about(category="delivery")) == Fit.same


def test_words_go_to_the_case_they_fit_else_to_the_newest() -> None:
    newest, older = _about("5822"), _about("4711")
    assert chosen([newest, older], _about("4711")) == (1, Fit.same)
    assert chosen([newest, older], _about()) == (0, Fit.unsaid)
    assert chosen([newest, older], _about("9000")) == (0, Fit.other)
