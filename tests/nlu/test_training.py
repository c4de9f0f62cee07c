import io
import json
import os
import shutil
import subprocess
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from nlu import training
from nlu.measuring import RasaError, Result, run
from nlu.serving import RASA_VERSION, Command, Home, model_path, needs_training, rasa_command, threshold_path
from nlu.training import train

DONE = Result({}, [], [{"intent_prediction": {"confidence": 0.9}}])


@pytest.fixture
def copy(home: Home, tmp_path: Path) -> Home:
    """The same data and config in a folder of their own, with the real environment."""
    shutil.copytree(home.data, tmp_path / "nlu" / "data" / "train")
    shutil.copy(home.root / "nlu" / "start_rasa.py", tmp_path / "nlu")
    shutil.copy(home.config, tmp_path / "config.yml")
    (tmp_path / ".venv-nlu").symlink_to(home.root / ".venv-nlu")
    return Home(tmp_path)


def weights_in(model: Path) -> list[bytes]:
    """Return the arrays of the classifier. In the file they are named after where they were in memory."""
    with tarfile.open(model) as archive:
        (name,) = [member.name for member in archive if member.name.endswith(".skops")]
        content = archive.extractfile(name)
        assert content is not None
        with zipfile.ZipFile(io.BytesIO(content.read())) as parts:
            return sorted(parts.read(part) for part in parts.namelist() if part.endswith(".npy"))


def test_the_pinned_rasa_is_the_one_installed(home: Home) -> None:
    command = rasa_command(home, "--version")
    done = subprocess.run(command.argv, env=command.env, cwd=home.root, capture_output=True, text=True, check=True)
    assert f"Rasa Version      :         {RASA_VERSION}" in done.stdout


def test_a_model_that_is_there_is_not_made_again(home: Home, model: Path) -> None:
    before = model.stat().st_mtime_ns
    assert train(home) == model
    assert model.stat().st_mtime_ns == before
    assert not needs_training(home)


def test_a_failed_training_leaves_nothing_under_the_model_s_name(copy: Home) -> None:
    copy.config.write_text("recipe: default.v1\nlanguage: en\npipeline:\n- name: NoSuchComponent\n")
    with pytest.raises(RasaError, match="NoSuchComponent"):
        train(copy)
    assert list(copy.models.iterdir()) == []
    assert needs_training(copy)


def test_a_training_killed_between_its_two_files_is_done_again(copy: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    threshold = threshold_path(model_path(copy))
    threshold.parent.mkdir(parents=True)
    threshold.write_text(json.dumps({"threshold": 0.1}))
    assert needs_training(copy)

    left_behind, beside_us = threshold.parent / ".making-old", threshold.parent / ".making-new"
    left_behind.mkdir()
    beside_us.mkdir()
    os.utime(left_behind, (0, 0))

    def pretend(command: Command) -> None:
        out = Path(command.argv[command.argv.index("--out") + 1])
        (out / "model.tar.gz").write_bytes(b"model")

    monkeypatch.setattr(training, "run", pretend)
    monkeypatch.setattr(training, "cross_validated", lambda _home: DONE)
    assert train(copy).read_bytes() == b"model"
    assert (left_behind.exists(), beside_us.exists()) == (False, True)
    assert not needs_training(copy)


def test_the_same_data_make_the_same_model(copy: Home, model: Path, tmp_path: Path) -> None:
    out = ("--out", str(tmp_path), "--fixed-model-name", "again")
    run(rasa_command(copy, "train", "nlu", "--config", str(copy.config), "--nlu", str(copy.data), *out, "--quiet"))
    weights = weights_in(model)
    assert len(weights) >= 3
    assert weights_in(tmp_path / "again.tar.gz") == weights


def test_a_rasa_that_cannot_be_started_says_so(copy: Home) -> None:
    command = rasa_command(copy, "no-such-command")
    with pytest.raises(RasaError, match="no-such-command"):
        run(replace(command, folder=copy.root))
