"""Puts every held-out text to the model and keeps what it said beside what is true."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from nlu.corpus import held_out
from nlu.evaluation import baselines
from nlu.evaluation.answers import Answer, Parse, requests_in
from nlu.evaluation.texts import asking, sounding
from nlu.measuring import Guess

ByLanguage = Mapping[str, list[Guess]]


@dataclass(frozen=True, slots=True)
class Contest:
    """The guesses on one aspect, the model's and the baseline's."""

    ours: ByLanguage
    baseline: ByLanguage


@dataclass(frozen=True, slots=True)
class Split:
    """The requests of one message: those it has, those the model heard, and how many the baseline says there are."""

    language: str
    wanted: Counter[str]
    heard: Counter[str]
    baseline: int

    @property
    def exact(self) -> bool:
        return self.wanted == self.heard

    @property
    def number_right(self) -> bool:
        return sum(self.wanted.values()) == sum(self.heard.values())

    @property
    def baseline_right(self) -> bool:
        return sum(self.wanted.values()) == self.baseline


@dataclass(frozen=True, slots=True)
class Judgement:
    """`understood` is the model's own threshold."""

    intents: ByLanguage
    understood: float
    aspects: Mapping[str, Contest]
    splits: list[Split]


PLAIN: Mapping[str, Callable[[str, str], str]] = {
    "category": baselines.category,
    "urgency": baselines.urgency,
    "sentiment": baselines.sentiment,
}


def judge(parse: Parse, folder: Path) -> Judgement:
    """Read all that lies held out in `folder`."""
    intents, languages = defaultdict[str, list[Guess]](list), _open_contest()
    threshold = 1.0
    for example in held_out(folder):
        answer = parse(example.text)
        intents[example.language].append(_guess(example.intent, answer, "intent"))
        languages.ours[example.language].append(_guess(example.language, answer, "language"))
        plain = Guess(example.language, baselines.language(example.text, example.language))
        languages.baseline[example.language].append(plain)
        threshold = answer["thresholds"]["understood"]
    return Judgement(intents, threshold, {**_aspects(parse, folder), "language": languages}, _splits(parse, folder))


def _aspects(parse: Parse, folder: Path) -> dict[str, Contest]:
    contests = {name: _open_contest() for name in PLAIN}
    for message in sounding(folder):
        answer = parse(message.text)
        for name, truth in message.labels.items():
            contests[name].ours[message.language].append(_guess(truth, answer, name))
            plain = PLAIN[name](message.text, message.language)
            contests[name].baseline[message.language].append(Guess(truth, plain))
    return contests


def _splits(parse: Parse, folder: Path) -> list[Split]:
    return [
        Split(
            message.language,
            Counter(message.intents),
            requests_in(parse(message.text)),
            baselines.number_of_requests(message.text, message.language),
        )
        for message in asking(folder)
    ]


def _guess(truth: str, answer: Answer, name: str) -> Guess:
    said = answer.get(name) or {"name": "", "confidence": 0.0}  # a model that learnt no labels says nothing of them
    return Guess(truth, said["name"], said["confidence"])


def _open_contest() -> Contest:
    return Contest(defaultdict(list), defaultdict(list))
