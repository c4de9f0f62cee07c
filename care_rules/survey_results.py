"""What the answers to a survey come to: a score with its uncertainty, and how often each answer was given."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from care_rules.journey import PROMOTER
from care_rules.survey import DETRACTOR, Answer, Measure, Question, Survey

_NINETY_FIVE = 1.96  # standard deviations about a mean that hold 95 %
_COMMENTS = 5


@dataclass(frozen=True)
class Score:
    """`value` lies within `margin` of the true one in 19 of 20 samples; of a single answer nobody can say.

    The Net Promoter Score goes from -100 to 100; all else is a mean of the scale.
    """

    value: float
    margin: float | None
    answers: int


@dataclass(frozen=True)
class Tally:
    """How often each answer to a question was given, in the order of its buttons; of open words the latest."""

    question: Question
    counts: tuple[tuple[str, int], ...]
    words: tuple[str, ...] = ()


def score(survey: Survey, answers: Iterable[Answer]) -> Score | None:
    """Return the score of the first question; None where it has no scale or nobody answered.

    The Net Promoter Score is the share of 9 and 10 less the share of 0 to 6, in points of a hundred; all else a mean.
    The margin is that of a mean of independent answers.
    """
    numbers = [one for one in answers if isinstance(one, int)]
    if survey.questions[0].scale is None or not numbers:
        return None
    if survey.measures is Measure.nps:
        numbers = [100 * ((one >= PROMOTER) - (one <= DETRACTOR)) for one in numbers]
    count = len(numbers)
    mean = sum(numbers) / count
    if count == 1:
        return Score(mean, None, count)
    variance = sum((one - mean) ** 2 for one in numbers) / (count - 1)
    return Score(mean, _NINETY_FIVE * sqrt(variance / count), count)


def tallies(survey: Survey, runs: Sequence[Mapping[str, Answer]]) -> list[Tally]:
    """Return what was answered to each question; `runs` are the answers of each person by the question's place."""
    return [_tally(question, [run.get(str(place)) for run in runs]) for place, question in enumerate(survey.questions)]


def _tally(question: Question, answers: Sequence[Answer]) -> Tally:
    given = [one for one in answers if one is not None]
    if question.open:
        return Tally(question, (), tuple(str(one) for one in given[-_COMMENTS:]))
    counted = Counter(str(one) for one in given)
    labels = [str(question.pressed(place)) for place in range(len(question.labels("en")))]
    return Tally(question, tuple((label, counted[label]) for label in labels))
