"""`python -m nlu.training`, in .venv-nlu: makes the model for the present data, components and config."""

# ruff: noqa: T201  a command that prints

import io
import os
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from nlu.corpus import Example, learnt, training
from nlu.intents import LABELS
from nlu.running import RasaError, run
from nlu.serving import Home, model_path, needs_training, prune, rasa_command, staying

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
    prune(home.models, *staying(home, model))
    return model


def _make(home: Home, model: Path, folder: Path) -> None:
    texts = folder / "texts.yml"
    texts.write_text(as_rasa([*training(home.data), *learnt(home.learnt)]), encoding="utf-8")
    out = ("--out", str(folder), "--fixed-model-name", "model")
    train_it = ("train", "nlu", "--config", str(home.config), "--nlu", str(texts), *out, "--quiet")
    run(rasa_command(home, *train_it, threads=os.cpu_count() or 1))
    (folder / "model.tar.gz").replace(model)


def as_rasa(examples: Iterable[Example]) -> str:
    """Return the texts in Rasa's form, a block for each intent, language and set of labels.

    What else a block tells, such as who reviewed its texts, is not for the machine.
    """
    blocks: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = defaultdict(list)
    for example in examples:
        sounds = {name: label for name, label in example.labels.items() if name in LABELS}
        labels = {**sounds, **({"language": example.language} if example.language else {})}
        blocks[example.intent, tuple(sorted(labels.items()))].append(example.text)
    nlu = [
        {
            "intent": intent,
            **({"metadata": dict(labels)} if labels else {}),
            "examples": LiteralScalarString("".join(f"- {text}\n" for text in texts)),
        }
        for (intent, labels), texts in blocks.items()
    ]
    written = io.StringIO()
    YAML().dump({"version": "3.1", "nlu": nlu}, written)
    return written.getvalue()


def _clear_up(models: Path, present: Path) -> None:
    """Delete what a killed training left behind an hour ago or more; a younger one may be at work beside us."""
    for left in models.glob(".making-*"):
        if present.stat().st_mtime - left.stat().st_mtime > AN_HOUR:
            shutil.rmtree(left, ignore_errors=True)


def main() -> int:
    try:
        print(train(Home(Path(__file__).resolve().parent.parent, _own_encoder())))
    except RasaError as fault:
        print(f"Training the NLU model failed:\n{fault}", file=sys.stderr)
        return 1
    return 0


def _own_encoder() -> Path | None:
    """Return the encoder of the site; `python_command` names the one to use, ours or theirs."""
    given = os.environ.get("NLU_ENCODER")
    return Path(given) if given else None


if __name__ == "__main__":
    sys.exit(main())
