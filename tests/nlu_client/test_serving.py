import json
import os
from pathlib import Path

import pytest

from nlu.serving import (
    Home,
    fingerprint,
    give_up,
    model_in_service,
    model_path,
    needs_training,
    note_in_service,
    prune,
    put_in_service,
    server_command,
    shipped,
    staying,
    train_command,
    was_given_up,
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    for folder in (home.data / "en", home.components, home.learnt, home.models):
        folder.mkdir(parents=True)
    (home.data / "en" / "greet.yml").write_text("hello")
    (home.data / "en" / "thanks.yml").write_text("thanks")
    home.config.write_text("pipeline")
    return home


def trained(model: Path, at: int = 0) -> Path:
    model.write_bytes(b"model")
    os.utime(model, (at, at))
    return model


def test_the_fingerprint_follows_every_change(home: Home) -> None:
    seen = [fingerprint(home)]
    (home.data / "en" / "greet.yml").write_text("hello!")
    seen.append(fingerprint(home))
    home.config.write_text("another pipeline")
    seen.append(fingerprint(home))
    (home.data / "en" / "bye.yml").write_text("bye")
    seen.append(fingerprint(home))
    (home.data / "en" / "bye.yml").rename(home.data / "bye.yml")
    seen.append(fingerprint(home))
    (home.components / "words.py").write_text("words")
    seen.append(fingerprint(home))
    home.encoder.mkdir(parents=True)
    (home.encoder / "model.onnx").write_bytes(b"encoder")
    seen.append(fingerprint(home))
    (home.encoder / "tokenizer.json").write_bytes(b"tokenizer")
    seen.append(fingerprint(home))
    (home.learnt / "en.yml").write_text("hiya")
    seen.append(fingerprint(home))
    assert len(set(seen)) == len(seen)


def test_what_was_learnt_here_is_not_shipped(home: Home) -> None:
    before = shipped(home)
    (home.learnt / "en.yml").write_text("hiya")
    assert shipped(home) == before


def test_a_site_may_have_an_encoder_of_its_own(home: Home, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "model.onnx").write_bytes(b"own")
    theirs = Home(tmp_path, own)
    assert shipped(theirs) != shipped(home)
    assert server_command(theirs, 5005, "sesame", model_path(theirs)).env["NLU_ENCODER"] == str(own)
    assert "NLU_ENCODER" not in server_command(home, 5005, "sesame", model_path(home)).env


def test_the_fingerprint_is_of_the_content_alone(home: Home) -> None:
    before = fingerprint(home)
    os.utime(home.config, (1, 1))
    (home.data / "en" / "greet.yml").rename(home.data / "en" / "away")
    (home.data / "en" / "greet.yml").write_text("hello")
    assert fingerprint(home) == before
    assert len(before) == 64


def test_text_cannot_move_between_two_files_unseen(home: Home) -> None:
    before = fingerprint(home)
    (home.data / "en" / "greet.yml").write_text("hellot")
    (home.data / "en" / "thanks.yml").write_text("hanks")
    assert fingerprint(home) != before


def test_without_a_model_of_the_present_data_there_is_something_to_train(home: Home) -> None:
    assert needs_training(home)
    trained(model_path(home))
    assert not needs_training(home)
    (home.learnt / "en.yml").write_text("hiya")
    assert needs_training(home)


def test_a_model_stays_in_service_while_it_is_there_and_fits_what_is_shipped(home: Home) -> None:
    assert model_in_service(home) is None
    model = trained(home.models / "retrained.tar.gz")
    put_in_service(home, model, by="a manager")
    (home.learnt / "en.yml").write_text("hiya")
    assert model_in_service(home) == model
    assert json.loads(home.in_service.read_text())["by"] == "a manager"

    home.config.write_text("another pipeline")
    assert model_in_service(home) is None, "made for the pipeline before"
    home.config.write_text("pipeline")
    model.unlink()
    assert model_in_service(home) is None, "gone"


def test_the_last_put_in_service_is_it_and_nothing_else_is_left(home: Home) -> None:
    for name in ("first", "second"):
        put_in_service(home, trained(home.models / f"{name}.tar.gz"), by="a test")
    assert model_in_service(home) == home.models / "second.tar.gz"
    assert {path.name for path in home.in_service.parent.iterdir()} == {"serving.json", "models", "learnt"}


def test_a_model_given_up_makes_way_for_the_one_before_until_it_is_put_in_again(home: Home) -> None:
    first, second, third = (trained(home.models / f"{name}.tar.gz") for name in ("first", "second", "third"))
    put_in_service(home, first, by="a manager")
    before = note_in_service(home)
    put_in_service(home, second, by="training")
    give_up(home, second, before)
    assert model_in_service(home) == first
    assert json.loads(home.in_service.read_text())["by"] == "a manager"
    assert (was_given_up(home, second), was_given_up(home, first)) == (True, False)

    put_in_service(home, second, by="a manager")
    assert (model_in_service(home), was_given_up(home, second)) == (second, False)
    put_in_service(home, third, by="training")
    give_up(home, second, before)
    assert model_in_service(home) == third, "another was put in service meanwhile"


@pytest.mark.parametrize("wrong", ["", "{", "[]", "null", '{"model": 5}', '{"model": "../x.tar.gz"}', "\udcff"])
def test_a_note_that_cannot_be_read_counts_as_none(home: Home, wrong: str) -> None:
    model = trained(home.models / "model.tar.gz")
    put_in_service(home, model, by="a test")
    home.in_service.write_text(wrong, errors="surrogateescape")
    assert (model_in_service(home), note_in_service(home).get("by")) == (None, None)
    assert staying(home, model) == [model]
    put_in_service(home, model, by="a test")
    assert model_in_service(home) == model


def test_the_last_three_models_are_kept_and_the_present_one_always(home: Home) -> None:
    present = trained(model_path(home), at=1)
    others = [trained(home.models / f"{at}.tar.gz", at) for at in (2, 3, 4, 5)]
    prune(home.models, present)
    assert set(home.models.iterdir()) == {present, *others[-2:]}


def test_rasa_learns_none_of_our_secrets(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "1:sandbox")
    monkeypatch.setenv("RASA_TELEMETRY_ENABLED", "true")
    commands = [train_command(home), server_command(home, 5005, "sesame", model_path(home))]
    for command in commands:
        assert "BOT_TOKEN" not in command.env
        assert command.env["RASA_TELEMETRY_ENABLED"] == "false"
        assert command.argv[0] == str(home.root / ".venv-nlu" / "bin" / "python")
        assert command.folder == home.root


def test_a_server_keeps_to_one_core(home: Home) -> None:
    env = server_command(home, 5005, "sesame", model_path(home)).env
    assert (env["NLU_THREADS"], env["OMP_NUM_THREADS"], env["OPENBLAS_NUM_THREADS"]) == ("1", "1", "1")


def test_the_server_is_bound_to_this_machine_and_asks_for_the_token(home: Home) -> None:
    argv = server_command(home, 5006, "-sesame", Path("some.tar.gz")).argv
    line = " ".join(argv)
    assert "-i 127.0.0.1 -p 5006" in line
    assert "--auth-token=-sesame" in argv, "a token made by chance may begin like an option"
    assert "--enable-api" in line
    assert "--model some.tar.gz" in line
