"""Runs `rasa test nlu` and reads what it writes. Runs in any Python from 3.10 on; imports no Rasa itself."""

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlu.serving import Command, Home, rasa_command
from nlu.threshold import Guess


class RasaError(Exception):
    """Its text is the end of what Rasa printed."""


@dataclass(frozen=True)
class Result:
    """`report` is Rasa's: intent -> precision, recall, f1-score, support, confused_with; and the averages."""

    report: dict[str, Any]
    errors: list[dict[str, Any]]
    successes: list[dict[str, Any]]

    @property
    def macro_f1(self) -> float:
        return float(self.report["macro avg"]["f1-score"])

    def guesses(self) -> list[Guess]:
        pairs = [(self.successes, True), (self.errors, False)]
        return [Guess(right, entry["intent_prediction"]["confidence"]) for found, right in pairs for entry in found]


def on_held_out(home: Home, model: Path) -> Result:
    """Raises RasaError."""
    with tempfile.TemporaryDirectory() as out:
        run(rasa_command(home, *_test(home.held_out, Path(out)), "--model", str(model)))
        return _read(Path(out))


def cross_validated(home: Home, folds: int = 5) -> Result:
    """Raises RasaError."""
    with tempfile.TemporaryDirectory() as out:
        options = ("--config", str(home.config), "--cross-validation", "--folds", str(folds))
        run(rasa_command(home, *_test(home.data, Path(out)), *options))
        return _read(Path(out))


def run(command: Command) -> None:
    """Raises RasaError."""
    done = subprocess.run(
        command.argv, env=command.env, cwd=command.folder, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RasaError((done.stderr + done.stdout)[-2000:])


def _test(data: Path, out: Path) -> tuple[str, ...]:
    return ("test", "nlu", "--nlu", str(data), "--out", str(out), "--successes", "--no-plot", "--quiet")


def _read(out: Path) -> Result:
    def written(name: str) -> Any:
        path = out / f"intent_{name}.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []

    return Result(written("report"), written("errors"), written("successes"))
