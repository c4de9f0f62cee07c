from hypothesis import given
from hypothesis import strategies as st

from care_rules.consent import CareKind, Consent, allows, kinds_granted


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
