"""`python -m nlu.evaluate [--cross-validation]`, in .venv-nlu: how well the present model reads the held-out texts."""

# ruff: noqa: T201  a command that prints

import sys
from pathlib import Path

from nlu.measuring import RasaError, Result, cross_validated, on_held_out
from nlu.serving import Home, threshold_of
from nlu.threshold import Guess
from nlu.training import train

AVERAGES = ("micro avg", "macro avg", "weighted avg")


def table(result: Result) -> str:
    """Return precision, recall and F1 per intent, and below it which intents are taken for which."""
    lines = [f"{'intent':<15} {'P':>5} {'R':>5} {'F1':>5} {'texts':>6}"]
    intents = sorted(name for name, row in result.report.items() if isinstance(row, dict) and name not in AVERAGES)
    for name in [*intents, "macro avg"]:
        row = result.report[name]
        figures = " ".join(f"{row[key]:5.2f}" for key in ("precision", "recall", "f1-score"))
        lines.append(f"{name:<15} {figures} {row['support']:>6.0f}")
    return "\n".join([*lines, "", "taken for another:", *_confused(result)])


def _confused(result: Result) -> list[str]:
    return [
        f"  {error['intent']} -> {error['intent_prediction']['name']}"
        f" ({error['intent_prediction']['confidence']:.2f})  {error['text']}"
        for error in sorted(result.errors, key=lambda error: (error["intent"], error["intent_prediction"]["name"]))
    ] or ["  none"]


def at_threshold(guesses: list[Guess], threshold: float) -> str:
    claimed = [guess for guess in guesses if guess.confidence >= threshold]
    right = sum(guess.right for guess in claimed)
    return f"at the threshold {threshold:.2f}: {len(claimed)} of {len(guesses)} understood, {right} of these rightly"


def main(arguments: list[str]) -> int:
    home = Home(Path(__file__).resolve().parent.parent)
    try:
        model = train(home)
        result = cross_validated(home) if "--cross-validation" in arguments else on_held_out(home, model)
    except RasaError as fault:
        print(f"Rasa failed:\n{fault}", file=sys.stderr)
        return 1
    print(table(result))
    print(at_threshold(result.guesses(), threshold_of(model)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
