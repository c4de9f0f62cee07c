import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_rules.wording import PLACEHOLDERS, Wording, find_wording, variants, wording

TEXTS = {
    tier: {language: variants(f"{tier} {language}") for language in languages}
    for tier, languages in {"gold": ["en", "de"], "ordinary": ["en", "de", "pt", "pt-br"]}.items()
}


@pytest.mark.parametrize(
    ("tier", "language", "expected"),
    [
        ("gold", "de", "gold de"),
        ("gold", "de-AT", "gold de"),
        ("gold", "pt-BR", "ordinary pt-br"),
        ("gold", "pt_PT", "ordinary pt"),
        ("gold", "hi", "gold en"),
        ("silver", "de", "ordinary de"),
        ("silver", "", "ordinary en"),
    ],
)
def test_language_comes_before_tier_and_both_fall_back(tier: str, language: str, expected: str) -> None:
    found = find_wording(TEXTS, tier, "ordinary", language)
    assert found is not None
    assert found.after(0).named == expected


def test_no_text_at_all_is_none() -> None:
    assert find_wording({}, "gold", "ordinary", "en") is None


@given(st.text(min_size=1))
def test_a_name_may_hold_any_character(name: str) -> None:
    filled = wording({"named": "Hello {name} of {company}.", "nameless": "Hello."})
    assert filled.filled(name=name, company="{name}", tier="Gold") == f"Hello {name} of {{name}}."


@pytest.mark.parametrize("name", [None, ""])
def test_without_a_name_the_nameless_variant_is_used(name: str | None) -> None:
    both = wording({"named": "Dear {name} ({tier})", "nameless": "Dear {tier} customer"})
    assert both.filled(name=name, company="Acme", tier="Gold") == "Dear Gold customer"


def test_one_text_serves_both_where_it_uses_no_name() -> None:
    assert wording("  {company} says hello.\n") == Wording("{company} says hello.", "{company} says hello.")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("Hi {nmae}", r"unknown placeholder \{nmae\}\. Placeholders are \{name\}, \{company\}, \{tier\}"),
        ("Hi {}", "unknown placeholder"),
        ("Hi {name!r}", "unknown placeholder"),
        ("Hi {company", "without its other half"),
        ("Hi }", "without its other half"),
        ("Hi {name}", "Write named: with it and nameless: without it"),
        ({"named": "Hi {name}", "nameless": "Hi {name}"}, "may be unknown"),
        ({"named": "Hi {name}"}, "the keys named and nameless"),
        ({"named": "Hi", "nameless": ""}, "a text is missing"),
        ("", "a text is missing"),
        (None, "a text is missing"),
        (7, "a text is missing"),
        ("x" * 1001, "1001 characters. Write at most 1000"),
    ],
)
def test_a_mistaken_text_is_refused_with_what_to_write(written: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        wording(written)


@given(
    st.text(st.sampled_from("{}ab \n") | st.characters()) | st.sampled_from([f"{{{known}}}" for known in PLACEHOLDERS])
)
def test_what_is_accepted_can_be_filled(written: str) -> None:
    try:
        accepted = wording(written)
    except ValueError:
        return
    facts = dict.fromkeys(PLACEHOLDERS, "x") | {"name": None}
    assert accepted.filled(**facts)  # type: ignore[arg-type]
