"""`python -m nlu.evaluate`, in .venv-nlu: how well a model reads the texts that were held out."""

# ruff: noqa: T201  a command that prints

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nlu.corpus import LANGUAGES
from nlu.evaluation.answers import loaded
from nlu.evaluation.judging import judge
from nlu.evaluation.picture import draw
from nlu.evaluation.telling import as_json, intents_as_json, tables
from nlu.measuring import Guess
from nlu.running import RasaError
from nlu.serving import Home
from nlu.training import train


def main(arguments: Sequence[str]) -> int:
    given = _parser().parse_args(arguments)
    own_encoder = os.environ.get("NLU_ENCODER")
    home = Home(Path(__file__).resolve().parent.parent, Path(own_encoder) if own_encoder else None)
    try:
        told, guesses = _cross_validated(home) if given.cross_validation else _held_out(home, given.model)
    except RasaError as fault:
        print(f"Rasa failed:\n{fault}", file=sys.stderr)
        return 1
    if given.picture:
        draw(guesses, given.picture)
    print(json.dumps(told, ensure_ascii=False) if given.json else tables(told))
    return 0


def _held_out(home: Home, model: Path | None) -> tuple[dict[str, Any], list[Guess]]:
    judgement = judge(loaded(home, model or train(home)), home.held_out)
    return as_json(judgement), [guess for guesses in judgement.intents.values() for guess in guesses]


def _cross_validated(home: Home) -> tuple[dict[str, Any], list[Guess]]:
    from nlu.evaluation.folds import cross_validated  # noqa: PLC0415 - it needs what only .venv-nlu has

    guesses, threshold = cross_validated(home)
    by_language = {language: guesses[language] for language in LANGUAGES}
    return intents_as_json(by_language, threshold), [guess for own in by_language.values() for guess in own]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m nlu.evaluate", description=__doc__)
    parser.add_argument("--model", type=Path, help="default: the one for the present data, made if need be")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument("--picture", type=Path, metavar="FILE.png", help="draw which intent is taken for which")
    parser.add_argument("--cross-validation", action="store_true", help="five folds of the training texts instead")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
