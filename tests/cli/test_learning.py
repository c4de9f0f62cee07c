"""`care nlu`: what people accepted is learnt, and a worse model stays out of service."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cli import learning, reviewing
from bot.cli.comparing import fallen, worse
from bot.settings import Settings
from bot.work.improving.learnt import write_learnt
from nlu.corpus import Example, learnt
from nlu.serving import give_up, model_in_service, model_path, note_in_service
from nlu.training import as_rasa
from storage.bells import Bells
from storage.database import Database
from storage.migrate import migrate
from storage.tables import ReviewItem, ReviewState, ReviewWhy
from tests.cli.nlu_home import NluHome

SettingsWith = Callable[..., Settings]
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HELD_OUT = 'version: "3.1"\nnlu:\n- intent: refund\n  examples: |\n    - please give me all of my money back\n'


def item(text: str, **more: Any) -> ReviewItem:
    usual: dict[str, Any] = {
        "at": NOON,
        "language": "en",
        "intent_read": "complain",
        "intent_right": "refund",
        "why": ReviewWhy.corrected,
        "state": ReviewState.accepted,
        "decided_by": "Mira: the manager",
        "decided_at": NOON,
    }
    return ReviewItem(text=text, **(usual | more))


def judged(macro: float = 0.9, *, emergency: float = 1.0, refund: float = 0.8, language: str = "en") -> dict[str, Any]:
    one = {"macro_f1": macro, "intents": {"emergency": emergency, "refund": refund}}
    return {"languages": {language: one}, "confused": [["refund", "billing", 3]], "threshold": 0.5}


@pytest.fixture
def nlu(tmp_path: Path) -> NluHome:
    nlu = NluHome(tmp_path / "home")
    nlu.home.held_out.mkdir(parents=True)
    for language in ("en", "hi", "fil", "zh"):
        (nlu.home.held_out / f"{language}.yml").write_text(HELD_OUT)
    return nlu


@pytest.fixture
async def settings(settings_with: SettingsWith) -> Settings:
    settings = settings_with()
    await kept(settings, item("I want my money"))
    return settings


async def kept(settings: Settings, *items: ReviewItem) -> None:
    database = Database(settings.database_url, Bells())
    await migrate(database.engine)
    async with database.write() as session:
        session.add_all(items)
    await database.close()


def will_be(nlu: NluHome, old: dict[str, Any], new: object) -> Path:
    """A model is in service; training makes another; each will be judged like this, and the folds at 0.77."""
    present = nlu.put_in_service("present")
    for name, told in (("old", old), ("new", new), ("folds", judged(0.77))):
        (nlu.home.root / f"{name}.json").write_text(told if isinstance(told, str) else json.dumps(told))
    write_learnt(nlu.home, [item("I want my money")])
    nlu.home.python.write_text(
        f'#!/bin/sh\ncase "$*" in\n*nlu.training*) touch {model_path(nlu.home)};;\n'
        f"*--cross-validation*) touch folded; cat folds.json;;\n"
        f"*{present.name}*) cat old.json;;\n*{model_path(nlu.home).name}*) cat new.json;;\nesac\n"
    )
    return present


def test_what_was_accepted_is_written_for_training_with_who_reviewed_it(nlu: NluHome) -> None:
    stale = nlu.home.learnt / "zh.yml"
    stale.parent.mkdir(parents=True)
    stale.write_text("of somebody who is forgotten")
    items = [
        item('/my [money](back)\n- now: "please" #1'),
        item("pera ko", language="tl"),
        item("mein Geld", language="de"),
        item("please give me all of my money back"),
        item("please give me all of my money back!"),
        item("\u200b"),
    ]
    assert write_learnt(nlu.home, items) == 4
    labels = {"reviewed_by": "Mira: the manager", "reviewed_at": NOON.isoformat()}
    found = learnt(nlu.home.learnt)
    assert found == [
        Example('my (money)(back) - now: "please" #1', "refund", "en", labels),
        Example("pera ko", "refund", "fil", labels),
    ]
    assert not stale.exists()
    assert "reviewed" not in as_rasa(found), "the machine learns how texts sound, not who read them"
    before = (nlu.home.learnt / "en.yml").read_bytes()
    write_learnt(nlu.home, items)
    assert (nlu.home.learnt / "en.yml").read_bytes() == before, "the same again is no reason to train"


def test_a_better_model_goes_into_service(nlu: NluHome, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    will_be(nlu, judged(0.8), judged(0.9, refund=0.7))
    assert learning.train(settings, nlu.home) is None
    assert model_in_service(nlu.home) == model_path(nlu.home)
    assert json.loads(nlu.home.in_service.read_text())["by"] == "training"
    said = capsys.readouterr().out
    assert "are learnt: 1." in said
    assert "Cross-validating: five folds of the training texts, some minutes …" in said
    assert [cell.strip() for cell in said.split("en ")[1].split("│")[1:5]] == ["0.800", "0.900", "+0.100", "0.770"]
    assert "Intents that got worse" in said
    assert "billing" in said
    (nlu.home.root / "folded").unlink()
    assert learning.train(settings, nlu.home) is None
    assert "learnt all of it already" in capsys.readouterr().out
    assert not (nlu.home.root / "folded").exists(), "nothing changed, so nothing is validated"


@pytest.mark.parametrize(
    ("new", "why"), [(judged(0.88), "en: macro-F1 falls"), (judged(0.95, emergency=0.99), "en: F1 of emergency falls")]
)
def test_a_worse_model_stays_out_unless_somebody_answers_for_it(
    nlu: NluHome, settings: Settings, new: dict[str, Any], why: str
) -> None:
    present = will_be(nlu, judged(0.9), new)
    refusal = learning.train(settings, nlu.home)
    assert refusal is not None
    assert why in refusal
    assert model_in_service(nlu.home) == present

    assert learning.train(settings, nlu.home, forced_by="Mira") is None
    assert model_in_service(nlu.home) == model_path(nlu.home)
    assert json.loads(nlu.home.in_service.read_text())["by"] == "Mira"


def test_an_evaluation_that_fails_changes_nothing(nlu: NluHome, settings: Settings) -> None:
    present = will_be(nlu, judged(), "no JSON")
    assert "could not be evaluated" in (learning.train(settings, nlu.home) or "")
    assert model_in_service(nlu.home) == present


def test_a_model_that_was_given_up_is_not_put_in_again_unless_somebody_answers_for_it(
    nlu: NluHome, settings: Settings
) -> None:
    present = will_be(nlu, judged(0.8), judged(0.9))
    before = note_in_service(nlu.home)
    assert learning.train(settings, nlu.home) is None
    give_up(nlu.home, model_path(nlu.home), before)

    refusal = learning.train(settings, nlu.home)
    assert refusal is not None
    assert "it did not start" in refusal
    assert str(settings.var_dir / "logs" / "nlu.log") in refusal
    assert model_in_service(nlu.home) == present

    assert learning.train(settings, nlu.home, forced_by="Mira") is None
    assert json.loads(nlu.home.in_service.read_text())["by"] == "Mira"


def judged_with(nlu: NluHome) -> list[str]:
    """Return what the evaluation was called with."""
    return (nlu.home.root / "called").read_text().split()


def test_the_model_in_service_is_judged_and_drawn(nlu: NluHome, settings: Settings, tmp_path: Path) -> None:
    present = nlu.put_in_service("present")
    nlu.home.python.write_text('#!/bin/sh\necho "$*" > called\n')
    picture = tmp_path / "taken-for.png"
    assert learning.judge(settings, nlu.home, folds=False, picture=picture) is None
    assert judged_with(nlu) == ["-m", "nlu.evaluate", "--model", str(present), "--picture", str(picture)]
    assert learning.judge(settings, nlu.home, folds=True, picture=None) is None
    assert judged_with(nlu) == ["-m", "nlu.evaluate", "--cross-validation"]


def test_with_none_in_service_one_is_trained_to_be_judged(nlu: NluHome, settings: Settings) -> None:
    nlu.home.python.write_text(
        f'#!/bin/sh\ncase "$*" in\n*nlu.training*) touch {model_path(nlu.home)};;\n*) echo "$*" > called;;\nesac\n'
    )
    assert learning.judge(settings, nlu.home, folds=False, picture=None) is None
    assert judged_with(nlu)[-1] == str(model_path(nlu.home))
    assert model_in_service(nlu.home) is None, "nobody has let it in"


@pytest.mark.parametrize("name", ["picture", "no/such/folder.png"])
def test_a_picture_that_cannot_be_is_refused_before_the_minutes_pass(
    nlu: NluHome, settings: Settings, tmp_path: Path, name: str
) -> None:
    problem = learning.judge(settings, nlu.home, folds=False, picture=tmp_path / name)
    assert "is no place for a picture" in (problem or "")


def test_what_keeps_the_model_from_being_judged_is_a_line(nlu: NluHome, settings: Settings) -> None:
    nlu.put_in_service("present")
    nlu.home.python.write_text("#!/bin/sh\nexit 3\n")
    assert learning.judge(settings, nlu.home, folds=False, picture=None) == "The model could not be evaluated."
    nlu.home.python.unlink()
    assert "Rasa's environment is missing" in (learning.judge(settings, nlu.home, folds=True, picture=None) or "")


def test_the_first_model_has_none_to_beat(nlu: NluHome, settings: Settings) -> None:
    will_be(nlu, judged(), judged(0.1))
    nlu.home.in_service.write_text("{corrupt")
    assert learning.train(settings, nlu.home) is None
    assert model_in_service(nlu.home) == model_path(nlu.home)


def test_what_is_worse() -> None:
    assert worse(judged(0.9), judged(0.89)) == []
    assert worse(judged(0.9), judged(0.95, refund=0.1)) == [], "one intent among many is for people to see"
    assert len(worse(judged(0.9), judged(language="hi"))) == 2, "a language that is not read any more"
    assert fallen(judged(), judged(emergency=0.9, refund=0.2)) == [
        ("en", "refund", 0.8, 0.2),
        ("en", "emergency", 1.0, 0.9),
    ]


async def test_what_waits_is_listed_and_decided(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    await kept(settings, item("it [red]broke", state=ReviewState.waiting, intent_right=None, confidence=0.4))
    assert await reviewing.show_waiting(settings) is None
    said = capsys.readouterr().out
    assert "[red]broke" in said
    assert "0.40" in said
    assert "1 of 1" in said

    assert "no intent" in (await reviewing.accept(settings, 2, "Mira", "nonsense", None) or "")
    assert "nothing in it to read" in (await reviewing.edit(settings, 2, " \u200b") or "")
    assert "nothing in it to read" in (await reviewing.accept(settings, 2, "Mira", "praise", "") or "")
    assert await reviewing.edit(settings, 2, "it broke") is None
    assert await reviewing.accept(settings, 2, "Mira", "praise", None) is None
    assert "accepted as praise: it broke" in capsys.readouterr().out
    assert "accepted by Mira" in (await reviewing.reject(settings, 2, "Ramon") or "")
    assert "no text 9" in (await reviewing.reject(settings, 9, "Ramon") or "")
    assert await reviewing.show_waiting(settings) is None
    assert capsys.readouterr().out == "Nothing waits for review.\n"


async def test_without_a_database_nothing_waits_and_none_is_made(settings_with: SettingsWith) -> None:
    settings = settings_with()
    assert await reviewing.show_waiting(settings) is None
    assert await reviewing.reject(settings, 1, "Mira") == "Nothing waits for review."
    assert not (settings.var_dir / "rapport.db").exists()
