"""The guide to the rule book is held to the rule book."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from care_rules.conditions import Conditions
from care_rules.desk_book import CapsWritten, Desk, LadderWritten
from care_rules.festivals import Festival
from care_rules.links import Link
from care_rules.loading import TiersFile, load
from care_rules.retention import Retention
from care_rules.rule import Rule
from care_rules.rule_book import Canned, GestureRule, Promises, Shares, Tier
from care_rules.survey import Question, Survey
from care_rules.value_book import Referrals, TiersBy, Value
from care_rules.wording import PLACEHOLDERS

GUIDE = (Path(__file__).parents[2] / "docs" / "care-rules.md").read_text("utf-8")


def test_the_examples_make_a_book(tmp_path: Path) -> None:
    examples = re.findall(r"```yaml\n# (\w+\.yml)\n(.*?)```", GUIDE, re.DOTALL)
    for name, content in examples:
        (tmp_path / name).write_text(content, "utf-8")
    book = load(tmp_path)
    assert [name for name, _ in examples] == [
        "tiers.yml",
        "desk.yml",
        "greetings.yml",
        "surveys.yml",
        "segments.yml",
        "festivals.yml",
        "answers.yml",
        "gestures.yml",
        "value.yml",
        "retention.yml",
    ]
    assert set(book.rules["birthday"].text["gold"]) == {"en", "de"}


@pytest.mark.parametrize(
    "model",
    [
        TiersFile,
        Shares,
        Tier,
        Promises,
        Desk,
        LadderWritten,
        CapsWritten,
        Rule,
        Link,
        Canned,
        GestureRule,
        Value,
        TiersBy,
        Referrals,
        Retention,
        Conditions,
        Festival,
        Survey,
        Question,
    ],
)
def test_every_key_is_explained_and_shown(model: type[BaseModel]) -> None:
    shown = "\n".join(re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL))
    for key in model.model_fields:
        assert f"`{key}`" in GUIDE
        assert re.search(rf"^ *(- )?{key}:", shown, re.MULTILINE)


def test_every_placeholder_is_explained() -> None:
    assert all(f"`{{{placeholder}}}`" in GUIDE for placeholder in PLACEHOLDERS)
