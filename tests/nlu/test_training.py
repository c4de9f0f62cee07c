import json
import os
import shutil
import signal
import subprocess
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from nlu.corpus import Example, training
from nlu.running import RasaError, run
from nlu.serving import RASA_VERSION, Home, needs_training, rasa_command, train_command
from nlu.training import as_rasa, train

FEW = 12  # texts an intent: enough to train on, and quickly
SOME_INTENTS = ("complain", "still_broken", "greet", "refund")


@pytest.fixture
def copy(home: Home, tmp_path: Path) -> Home:
    """The code, the config and a few of the texts in a folder of their own, with the real environment and encoder."""
    shutil.copytree(home.root / "nlu", tmp_path / "nlu", ignore=shutil.ignore_patterns("__pycache__", "train"))
    shutil.copy(home.config, tmp_path / "config.yml")
    (tmp_path / ".venv-nlu").symlink_to(home.root / ".venv-nlu")
    folder = tmp_path / "nlu" / "data" / "train" / "en"
    folder.mkdir(parents=True)
    (folder / "few.yml").write_text(as_rasa(few_of(training(home.data))), encoding="utf-8")
    return Home(tmp_path, home.encoder)


def few_of(examples: list[Example]) -> Iterator[Example]:
    seen = Counter[str]()
    for example in examples:
        seen[example.intent] += 1
        if example.language == "en" and example.intent in SOME_INTENTS and seen[example.intent] <= FEW:
            yield example


def weights_in(model: Path) -> dict[str, bytes]:
    """Return every array and every table of the components, by its name."""
    found: dict[str, bytes] = {}
    with tarfile.open(model) as archive:
        for member in archive:
            if not member.name.startswith("components/") or not member.isfile():
                continue
            content = archive.extractfile(member)
            assert content is not None
            if member.name.endswith(".npz"):
                with np.load(BytesIO(content.read()), allow_pickle=False) as arrays:
                    found |= {f"{member.name} {name}": arrays[name].tobytes() for name in arrays}
            elif member.name.endswith(".json"):
                found[member.name] = json.dumps(json.load(content)).encode()
    return found


def test_the_pinned_rasa_is_the_one_installed(home: Home) -> None:
    assert f"Rasa Version      :         {RASA_VERSION}" in run(rasa_command(home, "--version"))


def test_a_model_that_is_there_is_not_made_again(home: Home, model: Path) -> None:
    before = model.stat().st_mtime_ns
    assert train(home) == model
    assert model.stat().st_mtime_ns == before
    assert not needs_training(home)


def test_the_same_data_make_the_same_model(copy: Home) -> None:
    first = weights_in(train(copy))
    shutil.rmtree(copy.models)
    assert needs_training(copy)
    assert len(first) >= 8
    assert weights_in(train(copy)) == first


def test_a_failed_training_leaves_nothing(copy: Home) -> None:
    copy.config.write_text("recipe: default.v1\nlanguage: en\npipeline:\n- name: NoSuchComponent\n")
    with pytest.raises(RasaError, match="NoSuchComponent"):
        train(copy)
    assert list(copy.models.iterdir()) == []
    assert needs_training(copy)


@contextmanager
def at_work(home: Home) -> Iterator["subprocess.Popen[bytes]"]:
    """A training in a process group of its own, well under way."""
    command = train_command(home)
    process = subprocess.Popen(
        command.argv, env=command.env, cwd=command.folder, start_new_session=True, stderr=subprocess.DEVNULL
    )
    try:
        while not list(home.models.glob(".making-*/texts.yml")):
            assert process.poll() is None, "the training ended before it began"
            time.sleep(0.05)  # another process cannot set an event of ours
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_a_killed_training_leaves_nothing_under_the_model_s_name(copy: Home) -> None:
    with at_work(copy) as process:
        os.killpg(process.pid, signal.SIGKILL)
    (left_behind,) = copy.models.iterdir()
    assert needs_training(copy)

    os.utime(left_behind, (0, 0))
    beside_us = copy.models / ".making-beside-us"
    beside_us.mkdir()
    assert train(copy).is_file()
    assert (left_behind.exists(), beside_us.exists()) == (False, True)
    assert not needs_training(copy)


def test_a_rasa_that_cannot_be_started_says_so(copy: Home) -> None:
    with pytest.raises(RasaError, match="no-such-command"):
        run(replace(rasa_command(copy, "no-such-command"), folder=copy.root))
