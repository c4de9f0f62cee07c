"""What a customer has agreed to hear from us."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_rules.consent import CareKind, Consent, allows, kinds_granted, narrowed


@given(st.sampled_from(CareKind))
def test_silence_and_no_grant_nothing(care_kind: CareKind) -> None:
    assert not allows(None, care_kind)
    assert not allows(Consent.none, care_kind)


@given(st.sampled_from(CareKind))
def test_yes_grants_every_kind_and_only_reminders_only_one(care_kind: CareKind) -> None:
    assert allows(Consent.all, care_kind)
    assert allows(Consent.reminders_only, care_kind) == (care_kind is CareKind.reminders)


def test_every_answer_is_known() -> None:
    assert [len(kinds_granted(consent)) for consent in (*Consent, None)] == [4, 1, 0, 0]


@pytest.mark.parametrize("kinds", [set(some) for size in range(5) for some in combinations(CareKind, size)])
def test_any_choice_of_kinds_is_kept_exactly(kinds: set[CareKind]) -> None:
    level, declined = narrowed(kinds)
    assert kinds_granted(level, declined) == kinds
    assert level is not Consent.none or not declined


@pytest.mark.parametrize(
    ("kinds", "level"),
    [((), Consent.none), ((CareKind.reminders,), Consent.reminders_only), (tuple(CareKind), Consent.all)],
)
def test_a_choice_that_is_a_level_declines_nothing(kinds: tuple[CareKind, ...], level: Consent) -> None:
    assert narrowed(kinds) == (level, ())
