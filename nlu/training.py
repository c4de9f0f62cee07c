"""`python -m nlu.training`, in .venv-nlu: makes the model for the present data and config, with its threshold."""

# ruff: noqa: T201  a command that prints

import json
import shutil
import sys
import tempfile
from pathlib import Path

from nlu.measuring import RasaError, cross_validated, run
from nlu.serving import Home, model_path, needs_training, prune, rasa_command, threshold_path
from nlu.threshold import choose

AN_HOUR = 3600  # seconds


def train(home: Home) -> Path:
    """Return the model; make it if it is not there. A half-made one is never seen under its name.

    Raises:
        RasaError
    """
    model = model_path(home)
    if needs_training(home):
        home.models.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=home.models, prefix=".making-") as folder:
            _clear_up(home.models, Path(folder))
            _make(home, model, Path(folder))
    prune(home.models, present=model)
    return model


def _make(home: Home, model: Path, folder: Path) -> None:
    out = ("--out", str(folder), "--fixed-model-name", "model")
    run(rasa_command(home, "train", "nlu", "--config", str(home.config), "--nlu", str(home.data), *out, "--quiet"))
    choice = choose(cross_validated(home).guesses())
    measured = folder / "model.json"
    measured.write_text(json.dumps(choice.as_json(), indent=2) + "\n", encoding="utf-8")
    measured.replace(threshold_path(model))  # first: a model without its threshold is not looked at
    (folder / "model.tar.gz").replace(model)


def _clear_up(models: Path, present: Path) -> None:
    """Delete what a killed training left behind an hour ago or more; a younger one may be at work beside us."""
    for left in models.glob(".making-*"):
        if present.stat().st_mtime - left.stat().st_mtime > AN_HOUR:
            shutil.rmtree(left, ignore_errors=True)


def main() -> int:
    try:
        print(train(Home(Path(__file__).resolve().parent.parent)))
    except RasaError as fault:
        print(f"Training the NLU model failed:\n{fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
