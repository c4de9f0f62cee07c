"""Our pipeline on public sets, beside Rasa's default one in the same run."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from nlu.corpus import Example
from nlu.measuring import Guess, accuracy
from tests.e2e.bench.asking import Cost, cost
from tests.e2e.bench.making import Made, guesses, made
from tests.e2e.bench.sets import Clinc, banking77, clinc150, drawn
from tests.e2e.parts import HOME

DEFAULT = Path(__file__).with_name("rasa_default.yml")
FEW, SOME = 10, 30  # examples an intent
DRAWS = (1, 2, 3)  # seeds
REJECTED = 0.05  # share of the validation texts below the threshold


@dataclass(frozen=True)
class Pipeline:
    """One on sets of ten examples an intent: an accuracy a draw, the first draw's training and reading."""

    accuracies: Sequence[float]
    made: Made
    cost: Cost


@dataclass(frozen=True)
class Beyond:
    """CLINC150. `rejected` is the share of in-scope test texts below the threshold, `caught` that of the others."""

    accuracy: float
    rejected: float
    caught: float


@dataclass(frozen=True)
class Public:
    """`full` is BANKING77's accuracy; `on_all` how its whole training set was learnt."""

    full: float
    on_all: Made
    some: Sequence[float]
    few: Pipeline
    default: Pipeline
    clinc: Beyond


async def on_public_sets() -> Public:
    train, test = banking77("train"), banking77("test")
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as temporary:
        folder = Path(temporary)
        default = await _pipeline(folder, "default", DEFAULT, train, test, DRAWS[:1])  # it takes its time
        few = await _pipeline(folder, "few", HOME.config, train, test, DRAWS)
        some = [await _accuracy(folder, drawn(train, SOME, seed), test) for seed in DRAWS]
        on_all = await made(folder, "all", train, HOME.config)
        full = accuracy(await guesses(folder, on_all.model, test))
        return Public(full, on_all, some, few, default, await _beyond(folder, clinc150()))


async def _pipeline(
    folder: Path, name: str, config: Path, train: Sequence[Example], test: Sequence[Example], draws: Sequence[int]
) -> Pipeline:
    models = [await made(folder, f"{name}-{seed}", drawn(train, FEW, seed), config) for seed in draws]
    accuracies = [accuracy(await guesses(folder, one.model, test)) for one in models]
    texts = [example.text for example in test]
    Random(DRAWS[0]).shuffle(texts)
    return Pipeline(accuracies, models[0], await cost(folder, models[0].model, texts))


async def _accuracy(folder: Path, train: Sequence[Example], test: Sequence[Example]) -> float:
    return accuracy(await guesses(folder, (await made(folder, "some", train, HOME.config)).model, test))


async def _beyond(folder: Path, clinc: Clinc) -> Beyond:
    model = (await made(folder, "clinc", clinc.train, HOME.config)).model
    beyond = [Example(text, "", "") for text in clinc.beyond]
    told = await guesses(folder, model, [*clinc.val, *clinc.test, *beyond])
    val, rest = told[: len(clinc.val)], told[len(clinc.val) :]
    test, beyond_told = rest[: len(clinc.test)], rest[len(clinc.test) :]
    threshold = sorted(guess.confidence for guess in val)[round(REJECTED * len(val))]
    return Beyond(accuracy(test), _below(test, threshold), _below(beyond_told, threshold))


def _below(told: Sequence[Guess], threshold: float) -> float:
    return sum(guess.confidence < threshold for guess in told) / len(told)
