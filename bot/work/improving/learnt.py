"""The texts that were accepted in review, as files that training reads: they, and nothing else."""

import io
import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from nlu.cleaning import clean
from nlu.corpus import LANGUAGES, held_out, too_like
from nlu.corpus_checks import TOO_LIKE
from nlu.serving import Home
from storage.tables import ReviewItem

_ALIASES = {"tl": "fil"}  # what Telegram calls a language, and what the training texts do
_NO_ENTITIES = str.maketrans("[]", "()")  # to Rasa, square brackets mark an entity


def write_learnt(home: Home, items: Iterable[ReviewItem]) -> int:
    """Write what was accepted where training looks for it, and nothing else; return how many texts were left out.

    Texts that are held out, or hardly differ from one that is, would make the evaluation lie.
    """
    everything = [(item, clean(item.text).translate(_NO_ENTITIES).strip(), language_of(item)) for item in items]
    judged = [example.text for example in held_out(home.held_out)]
    alike = {text for text, _ in too_like([text for _, text, _ in everything if text], judged, TOO_LIKE)}
    alike.update(judged)
    learnt: dict[str, dict[str, list[dict[str, Any]]]] = {language: defaultdict(list) for language in LANGUAGES}
    left_out = 0
    for item, text, language in everything:
        if not text or text in alike or language not in learnt or item.intent_right is None:
            left_out += 1
        else:
            learnt[language][item.intent_right].append(_block(item, text))
    home.learnt.mkdir(parents=True, exist_ok=True)
    for language, blocks in learnt.items():
        _write(home.learnt / f"{language}.yml", [block for intent in sorted(blocks) for block in blocks[intent]])
    return left_out


def language_of(item: ReviewItem) -> str:
    base = item.language.lower().replace("_", "-").partition("-")[0]
    return _ALIASES.get(base, base)


def _block(item: ReviewItem, text: str) -> dict[str, Any]:
    at = item.decided_at.isoformat() if item.decided_at is not None else ""
    reviewed = {"reviewed_by": item.decided_by or "", "reviewed_at": at}
    return {"intent": item.intent_right, "metadata": reviewed, "examples": LiteralScalarString(f"- {text}\n")}


def _write(path: Path, blocks: list[dict[str, Any]]) -> None:
    if not blocks:
        path.unlink(missing_ok=True)
        return
    written = io.StringIO()
    YAML().dump({"version": "3.1", "nlu": blocks}, written)
    half = path.with_suffix(f".{os.getpid()}")
    half.write_text(written.getvalue(), encoding="utf-8")
    half.replace(path)
