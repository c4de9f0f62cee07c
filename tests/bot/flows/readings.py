"""What is read out of what the people of the tests write. Rasa itself is tested in tests/e2e."""

import functools
from pathlib import Path

import nlu
from nlu.cleaning import clean
from nlu.corpus import held_out
from nlu.reading import Reading, Request, Score, WhyNot, unread

LANGUAGES = ("en", "hi", "fil", "zh")
OPENING_HOURS = {  # what a sample page answers
    "en": "When do you open on Sunday?",
    "hi": "रविवार को दुकान कितने बजे खुलती है?",
    "fil": "Anong oras po kayo nagbubukas tuwing Linggo?",
    "zh": "你们星期天几点开门？",
}
IN_BLUE = {  # what none does
    "en": "Does the Nova pot come in blue?",
    "hi": "Nova वाला बर्तन नीले रंग में मिलेगा?",
    "fil": "may kulay asul pa ba ang Lumen lamp",
    "zh": "诺瓦锅有蓝色的吗？",
}


class Readings:
    """Reads as its tables say: `known` by the whole text, `table` by what a text starts with."""

    def __init__(self) -> None:
        self.table = {
            "my order": "complain",
            "the lid": "complain",
            "it broke": "complain",
            "what about": "case_status",
            "thanks": "thanks",
            "hello": "greet",
            "yes": "affirm",
            "no": "deny",
            "fire": "emergency",
            "when do you": "ask_question",
            "you could": "give_feedback",
            "well done": "praise",
            "sing": "out_of_scope",
            "i want a person": "talk_to_human",
        }
        self.known: dict[str, Reading] = {}
        self.down = False

    async def read(self, text: str) -> Reading:
        if self.down:
            return unread(WhyNot.DOWN, text)
        text = clean(text)
        if text in self.known:
            return self.known[text]
        said = text.casefold()
        for start, intent in self.table.items():
            if said.startswith(start):
                return understood(text, intent)
        return Reading(text, (Score("greet", 0.1),), understood=False, why_not=WhyNot.UNSURE)

    def know(self, *readings: Reading) -> None:
        """Read the texts of these from now on as they say."""
        self.known |= {clean(reading.text_sent or ""): reading for reading in readings}


def understood(text: str, *intents: str, language: str | None = None) -> Reading:
    """A text read to mean this; with several intents, each of its lines asks for one."""
    parts = text.split("\n") if len(intents) > 1 else [text]
    requests = tuple(Request(intent, part) for intent, part in zip(intents, parts, strict=True))
    spoken = Score(language, 0.99) if language is not None else None
    best = (Score(intents[0], 0.9), Score("affirm", 0.05))
    return Reading(text, best, understood=True, requests=requests, language=spoken)


def close(text: str, one: str, other: str) -> Reading:
    """A text of which nobody can say whether it means the one or the other."""
    return Reading(text, (Score(one, 0.45), Score(other, 0.41)), understood=False, why_not=WhyNot.CLOSE)


@functools.cache
def examples(language: str) -> dict[str, str]:
    """Return a text of each intent, as customers write: the first that is held out; the question alone has a page."""
    found: dict[str, str] = {}
    for example in held_out(Path(nlu.__file__).parent / "data" / "held_out"):
        if example.language == language:
            found.setdefault(example.intent, example.text)
    return found | {"ask_question": OPENING_HOURS[language], "ask_product": IN_BLUE[language]}
