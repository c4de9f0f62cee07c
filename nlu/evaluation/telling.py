"""A judgement told: to machines as JSON's own types, to people as tables."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from nlu.evaluation.judging import ByLanguage, Contest, Judgement, Split
from nlu.measuring import Guess, accuracy, confused, macro_f1, tallies, understood

WORST = 25  # confused pairs that people are told of
SINGLE_TRUTH = ("language",)  # in a language all texts have one truth: the share that is right says it


def as_json(judgement: Judgement) -> dict[str, Any]:
    return {
        **intents_as_json(judgement.intents, judgement.understood),
        "aspects": {name: _contest(name, contest) for name, contest in judgement.aspects.items()},
        "splitting": _splitting(judgement.splits),
    }


def intents_as_json(intents: ByLanguage, threshold: float) -> dict[str, Any]:
    return {
        "languages": {language: _language(guesses, threshold) for language, guesses in intents.items()},
        "confused": [list(row) for row in confused(_all(intents))],
        "threshold": threshold,
    }


def _language(guesses: Sequence[Guess], threshold: float) -> dict[str, Any]:
    claimed, found = understood(guesses, threshold), tallies(guesses)
    return {
        "texts": len(guesses),
        "macro_f1": round(macro_f1(guesses), 4),
        "accuracy": round(accuracy(guesses), 4),
        "understood": round(claimed.share, 4),
        "understood_rightly": round(claimed.share_rightly, 4),
        "intents": {intent: round(tally.f1, 4) for intent, tally in found.items()},
        "precision": {intent: round(tally.precision, 4) for intent, tally in found.items()},
        "recall": {intent: round(tally.recall, 4) for intent, tally in found.items()},
    }


def _contest(name: str, contest: Contest) -> dict[str, Any]:
    measure: Callable[[Sequence[Guess]], float] = accuracy if name in SINGLE_TRUTH else macro_f1
    return {
        language: {
            "texts": len(guesses),
            measure.__name__: round(measure(guesses), 4),
            "baseline": round(measure(contest.baseline[language]), 4),
        }
        for language, guesses in contest.ours.items()
    }


def _splitting(splits: Sequence[Split]) -> dict[str, Any]:
    by_language = {split.language: [one for one in splits if one.language == split.language] for split in splits}
    return {language: _split(own) for language, own in by_language.items()}


def _split(splits: Sequence[Split]) -> dict[str, Any]:
    several = [split for split in splits if sum(split.wanted.values()) > 1]
    single = [split for split in splits if sum(split.wanted.values()) == 1]
    return {
        "texts": len(splits),
        "exact": _share(split.exact for split in splits),
        "exact_of_one": _share(split.exact for split in single),
        "exact_of_several": _share(split.exact for split in several),
        "number": _share(split.number_right for split in splits),
        "baseline": _share(split.baseline_right for split in splits),
    }


def _share(of: Iterator[bool]) -> float:
    rights = list(of)
    return round(sum(rights) / len(rights), 4) if rights else 0.0


def tables(told: Mapping[str, Any]) -> str:
    """Return what `as_json` or `intents_as_json` told, for people."""
    parts = [*(_intents(language, one) for language, one in told["languages"].items()), _confused(told["confused"])]
    if "aspects" in told:
        parts += [_aspects(told["aspects"]), _requests(told["splitting"])]
    return "\n\n".join([*parts, _summary(told)])


def _intents(language: str, told: Mapping[str, Any]) -> str:
    lines = [f"{language:<18} {'P':>5} {'R':>5} {'F1':>5}"]
    for intent, f1 in told["intents"].items():
        lines.append(f"{intent:<18} {told['precision'][intent]:5.2f} {told['recall'][intent]:5.2f} {f1:5.2f}")
    return "\n".join(lines)


def _confused(pairs: Sequence[Sequence[Any]]) -> str:
    lines = [f"{truth:<18} {said:<18} {count:>5}" for truth, said, count in pairs[:WORST]]
    return "\n".join([f"{'intent':<18} {'taken for':<18} {'texts':>5}", *lines])


def _aspects(told: Mapping[str, Any]) -> str:
    lines = [f"{'aspect':<18} {'':<5} {'model':>6} {'word list':>9} {'texts':>6}"]
    for name, languages in told.items():
        for language, one in languages.items():
            ours = one.get("macro_f1", one.get("accuracy"))
            lines.append(f"{name:<18} {language:<5} {ours:6.3f} {one['baseline']:9.3f} {one['texts']:>6}")
    return "\n".join(lines)


def _requests(told: Mapping[str, Any]) -> str:
    head = f"{'requests heard':<18} {'exactly':>8} {'of one':>8} {'of more':>8} {'number':>8} {'number, word list':>18}"
    keys = (("exact", 8), ("exact_of_one", 8), ("exact_of_several", 8), ("number", 8), ("baseline", 18))
    lines = [
        f"{language:<18} " + " ".join(f"{one[key]:{width}.3f}" for key, width in keys) for language, one in told.items()
    ]
    return "\n".join([head, *lines])


def _summary(told: Mapping[str, Any]) -> str:
    threshold = told["threshold"]
    at = "" if threshold is None else f", at the threshold {threshold:.2f}"
    lines = [
        f"{'all intents' + at:<40} {'macro-F1':>8} {'right':>6} {'understood':>10} {'of it rightly':>13} {'texts':>6}"
    ]
    for language, one in told["languages"].items():
        shares = f"{one['accuracy']:6.3f} {one['understood']:10.3f} {one['understood_rightly']:13.3f} {one['texts']:>6}"
        lines.append(f"{language:<40} {one['macro_f1']:8.3f} {shares}")
    return "\n".join(lines)


def _all(intents: ByLanguage) -> list[Guess]:
    return [guess for guesses in intents.values() for guess in guesses]
