"""Judgements of `nlu.evaluate --json`, the model in service and a new one: is the new one worse, and where?"""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.table import Table

MAY_LOSE = 0.01  # of a language's macro-F1, without being worse: a text or two
EPSILON = 1e-9  # what floating point may lose
GRAVE = "emergency"  # may lose nothing
WORST = 10  # confused pairs that people are told of

Told = Mapping[str, Any]


def worse(old: Told, new: Told) -> list[str]:
    """Return why the new model may not replace the old one, a line each; none if it may."""
    return [line for language in old["languages"] for line in _worse_in(language, old, new)]


def _worse_in(language: str, old: Told, new: Told) -> Iterator[str]:
    before, after = macro_f1(old, language), macro_f1(new, language)
    if before - after > MAY_LOSE + EPSILON:
        yield f"{language}: macro-F1 falls from {before:.3f} to {after:.3f}"
    before, after = f1(old, language, GRAVE), f1(new, language, GRAVE)
    if after < before - EPSILON:
        yield f"{language}: F1 of {GRAVE} falls from {before:.3f} to {after:.3f}"


def macro_f1(told: Told, language: str) -> float:
    return float(told["languages"].get(language, {}).get("macro_f1", 0.0))


def f1(told: Told, language: str, intent: str) -> float:
    return float(told["languages"].get(language, {}).get("intents", {}).get(intent, 0.0))


def fallen(old: Told, new: Told) -> list[tuple[str, str, float, float]]:
    """Return language, intent, old and new F1 of what is read less well, what fell furthest first."""
    rows = [
        (language, intent, float(before), f1(new, language, intent))
        for language, one in old["languages"].items()
        for intent, before in one["intents"].items()
    ]
    return sorted((row for row in rows if row[3] < row[2] - EPSILON), key=lambda row: row[3] - row[2])


def tables(old: Told | None, new: Told, folds: Told) -> Iterator[Table]:
    """Yield what people should see before they trust the new model; `old` is None if there is none to beat.

    `folds` is the judgement of the cross-validation.
    """
    yield _languages(old, new, folds)
    lost = fallen(old, new) if old is not None else []
    if lost:
        table = Table("language", "intent", "F1 in service", "F1 new", title="Intents that got worse")
        for language, intent, before, after in lost:
            table.add_row(language, intent, f"{before:.3f}", f"{after:.3f}")
        yield table
    if new["confused"]:
        table = Table("intent", "taken for", "texts", title="Confused most often by the new model")
        for truth, said, count in new["confused"][:WORST]:
            table.add_row(str(truth), str(said), str(count))
        yield table


def _languages(old: Told | None, new: Told, folds: Told) -> Table:
    title = "Macro-F1 on the held-out texts, and cross-validated on the training texts"
    table = Table("language", "in service", "new", "change", "new, cross-validated", title=title)
    for language in dict.fromkeys([*(old["languages"] if old is not None else ()), *new["languages"]]):
        after, folded = macro_f1(new, language), f"{macro_f1(folds, language):.3f}"
        if old is None:
            table.add_row(language, "–", f"{after:.3f}", "–", folded)
        else:
            before = macro_f1(old, language)
            table.add_row(language, f"{before:.3f}", f"{after:.3f}", f"{after - before:+.3f}", folded)
    return table
