import re
from pathlib import Path

from ruamel.yaml import YAML

INTENTS = {
    "greet",
    "goodbye",
    "thanks",
    "affirm",
    "deny",
    "complain",
    "give_feedback",
    "praise",
    "case_status",
    "talk_to_human",
    "emergency",
    "ask_question",
    "stop_care",
    "out_of_scope",
}


def texts_in(folder: Path) -> dict[str, list[str]]:
    """Return the example texts of each intent in the Rasa files below `folder`."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*.yml")):
        for block in YAML(typ="safe").load(path.read_text(encoding="utf-8"))["nlu"]:
            if "intent" in block:
                lines = block["examples"].splitlines()
                found.setdefault(block["intent"], []).extend(line.removeprefix("- ").strip() for line in lines)
    return found


def trigrams(text: str) -> set[str]:
    """Return the runs of three characters, names and numbers masked."""
    # A name: a capital that does not begin a sentence, in a text that does not shout.
    masked = text if text.isupper() else re.sub(r"(?<=[\w,] )[A-Z][a-z]+", "Name", text)
    plain = " ".join(re.findall(r"\w+|[^\w\s]+", re.sub(r"\d+", "0", masked).lower()))
    padded = f" {plain} "
    return {padded[at : at + 3] for at in range(max(1, len(padded) - 2))}


def contained(text: str, other: str) -> float:
    """Return which part of the trigrams of `text` is in `other`."""
    own = trigrams(text)
    return len(own & trigrams(other)) / len(own)


def alike(text: str, other: str) -> float:
    """Return which part of the trigrams of the longer one of both they share."""
    return min(contained(text, other), contained(other, text))
