"""Which intent is taken for which, as a picture."""

from collections import Counter
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from nlu.measuring import Guess

INCHES_A_LABEL = 0.32


def draw(guesses: Sequence[Guess], path: Path) -> None:
    """Write a PNG: a row an intent, a column what it was taken for, as shares of the row."""
    labels = sorted({guess.truth for guess in guesses} | {guess.said for guess in guesses})
    pairs = Counter((guess.truth, guess.said) for guess in guesses)
    wanted = Counter(guess.truth for guess in guesses)
    shares = [[pairs[truth, said] / max(wanted[truth], 1) for said in labels] for truth in labels]
    side = 3 + INCHES_A_LABEL * len(labels)
    figure = import_module("matplotlib.figure").Figure(figsize=(side, side), dpi=110)  # in .venv-nlu alone
    axes = figure.add_subplot()
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(labels)), labels, rotation=90)
    axes.set_yticks(range(len(labels)), labels)
    axes.set_xlabel("taken for")
    axes.set_ylabel("intent")
    for row, truth in enumerate(labels):
        for column, said in enumerate(labels):
            if count := pairs[truth, said]:
                colour = "white" if shares[row][column] > 0.5 else "black"
                axes.text(column, row, count, ha="center", va="center", fontsize=6, color=colour)
    figure.tight_layout()
    figure.savefig(path)
