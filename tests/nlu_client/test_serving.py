import json
import os
from pathlib import Path

import pytest

from nlu.serving import (
    Home,
    fingerprint,
    model_path,
    needs_training,
    prune,
    server_command,
    threshold_of,
    threshold_path,
    train_command,
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    (home.data / "en").mkdir(parents=True)
    (home.data / "en" / "greet.yml").write_text("hello")
    (home.data / "en" / "thanks.yml").write_text("thanks")
    home.config.write_text("pipeline")
    home.models.mkdir(parents=True)
    return home


def trained(model: Path, at: int = 0) -> Path:
    model.write_bytes(b"model")
    threshold_path(model).write_text(json.dumps({"threshold": 0.55}))
    os.utime(model, (at, at))
    return model


def test_the_fingerprint_follows_every_change(home: Home) -> None:
    seen = [fingerprint(home.data, home.config)]
    (home.data / "en" / "greet.yml").write_text("hello!")
    seen.append(fingerprint(home.data, home.config))
    home.config.write_text("another pipeline")
    seen.append(fingerprint(home.data, home.config))
    (home.data / "en" / "bye.yml").write_text("bye")
    seen.append(fingerprint(home.data, home.config))
    (home.data / "en" / "bye.yml").rename(home.data / "bye.yml")
    seen.append(fingerprint(home.data, home.config))
    assert len(set(seen)) == len(seen)


def test_the_fingerprint_is_of_the_content_alone(home: Home) -> None:
    before = fingerprint(home.data, home.config)
    os.utime(home.config, (1, 1))
    (home.data / "en" / "greet.yml").rename(home.data / "en" / "away")
    (home.data / "en" / "greet.yml").write_text("hello")
    assert fingerprint(home.data, home.config) == before
    assert len(before) == 64


def test_text_cannot_move_between_two_files_unseen(home: Home) -> None:
    before = fingerprint(home.data, home.config)
    (home.data / "en" / "greet.yml").write_text("hellot")
    (home.data / "en" / "thanks.yml").write_text("hanks")
    assert fingerprint(home.data, home.config) != before


def test_a_model_without_its_threshold_is_none(home: Home) -> None:
    assert needs_training(home)
    model = trained(model_path(home))
    assert not needs_training(home)
    assert threshold_of(model) == 0.55
    threshold_path(model).unlink()
    assert needs_training(home)


def test_the_last_three_models_are_kept_and_the_present_one_always(home: Home) -> None:
    present = trained(model_path(home), at=1)
    others = [trained(home.models / f"{at}.tar.gz", at) for at in (2, 3, 4, 5)]
    prune(home.models, present)
    kept = {present, *others[-2:]}
    assert set(home.models.iterdir()) == kept | {threshold_path(model) for model in kept}


def test_rasa_learns_none_of_our_secrets(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "1:sandbox")
    monkeypatch.setenv("RASA_TELEMETRY_ENABLED", "true")
    commands = [train_command(home), server_command(home, 5005, "sesame", model_path(home))]
    for command in commands:
        assert "BOT_TOKEN" not in command.env
        assert command.env["RASA_TELEMETRY_ENABLED"] == "false"
        assert command.argv[0] == str(home.root / ".venv-nlu" / "bin" / "python")
        assert command.folder == home.root


def test_the_server_is_bound_to_this_machine_and_asks_for_the_token(home: Home) -> None:
    line = " ".join(server_command(home, 5006, "sesame", Path("some.tar.gz")).argv)
    assert "-i 127.0.0.1 -p 5006" in line
    assert "--auth-token sesame" in line
    assert "--enable-api" in line
    assert "--model some.tar.gz" in line
