"""What a text means: two heads, mixed, with a confidence and with thresholds measured when the model was trained."""

import json
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, load_npz, save_npz
from sklearn.model_selection import train_test_split

from nlu.components import thresholds
from nlu.components.heads import Linear, learn_dense, learn_sparse, read_dense, read_sparse
from nlu.components.mixing import Belief, Closeness, Mixture, fit_belief, fit_mixture, nearest
from nlu.components.texts import Piece, pieces_of
from nlu.components.words import matrix

KINDS_OF_COUNTS = 4.0
VALIDATION = 0.2  # share of the training texts
PARTS, THRESHOLDS = "parts", "thresholds"
RANKED_OF_A_PART = 2


@dataclass(frozen=True)
class Features:
    """What is known of several texts, a row each. `dense` is None without an encoder."""

    sentence: "np.ndarray | None"
    dense: "np.ndarray | None"
    unknown: np.ndarray
    counts: csr_matrix

    @classmethod
    def of(cls, pieces: list[Piece], width: int) -> "Features":
        counts = matrix((piece.counts for piece in pieces if piece.counts is not None), width)
        unknown = np.array([piece.unknown for piece in pieces], np.float32)
        if any(piece.sentence is None for piece in pieces):
            return cls(None, None, np.ones_like(unknown), counts)
        sentence = np.stack([piece.sentence for piece in pieces])
        detail = np.stack([piece.detail for piece in pieces])
        return cls(sentence, np.hstack([sentence, 0.5 * detail]), unknown, counts)

    def rows(self, chosen: np.ndarray) -> "Features":
        sentence, dense = (None if part is None else part[chosen] for part in (self.sentence, self.dense))
        return Features(sentence, dense, self.unknown[chosen], self.counts[chosen])


@dataclass(frozen=True)
class Heads:
    """Both heads, and what they learnt from, to say how close a text is to it."""

    dense: "Linear | None"
    sparse: Linear
    memory: Features

    @cached_property
    def _by_count(self) -> csr_matrix:
        """The counts of what was learnt, a row a count: turned once, not for every text."""
        return self.memory.counts.T.tocsr()

    @classmethod
    def learn(cls, known: Features, labels: np.ndarray, count: int) -> "Heads":
        dense = None if known.dense is None else learn_dense(known.dense, labels, count, 1 - known.unknown)
        return cls(dense, learn_sparse(known.counts, labels, count), known)

    def read(self, texts: Features) -> tuple[np.ndarray, np.ndarray]:
        sparse = read_sparse(self.sparse, texts.counts)
        if self.dense is None or texts.dense is None:
            return np.zeros_like(sparse), sparse
        return read_dense(self.dense, texts.dense), sparse

    def closeness(self, texts: Features) -> Closeness:
        """Return how close each text is to the nearest ones learnt."""
        words = nearest((texts.counts @ self._by_count).toarray() / KINDS_OF_COUNTS)
        if texts.sentence is None or self.memory.sentence is None:
            return Closeness(np.zeros_like(words), words, self.share(texts))
        return Closeness(nearest(texts.sentence @ self.memory.sentence.T), words, self.share(texts))

    def share(self, texts: Features) -> np.ndarray:
        """Return the share of each text that only the sparse head can read."""
        return texts.unknown if self.dense is not None and texts.dense is not None else np.ones_like(texts.unknown)


@dataclass(frozen=True)
class Judge:
    """How the heads are weighed and believed; measured on validation texts."""

    mixture: Mixture
    belief: Belief
    understood: float
    close: float
    part: float

    def confidences(self, heads: Heads, texts: Features) -> np.ndarray:
        """Return the confidence of each label, a row a text. They need not add up to 1: it may be none of them."""
        chances = self.mixture.mix(*heads.read(texts), heads.share(texts))
        belief = self.belief.of(chances, heads.closeness(texts))
        return np.asarray(chances * (belief / chances.max(1))[:, None]).clip(0, 1)


def measure(known: Features, labels: np.ndarray, count: int) -> Judge:
    """Learn from four fifths of the texts and measure on the rest."""
    learnt, held = train_test_split(
        np.arange(len(labels)), test_size=max(VALIDATION, count / len(labels)), stratify=labels, random_state=0
    )
    heads = Heads.learn(known.rows(learnt), labels[learnt], count)
    texts, truth = known.rows(held), labels[held]
    dense, sparse = heads.read(texts)
    mixture = fit_mixture(dense, sparse, heads.share(texts), truth)
    chances = mixture.mix(dense, sparse, heads.share(texts))
    right = chances.argmax(1) == truth
    belief = fit_belief(chances, heads.closeness(texts), right)
    draft = Judge(mixture, belief, 0.0, 0.0, 0.0)
    ordered = np.argsort(-draft.confidences(heads, texts), axis=1)
    first, second = (np.take_along_axis(draft.confidences(heads, texts), ordered, 1)[:, place] for place in (0, 1))
    least = thresholds.understood(first, right)
    either = right | (ordered[:, 1] == truth)
    gap = thresholds.close(first, second, either, least)
    return Judge(mixture, belief, least, gap, thresholds.part(first, right, least))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentHeads(GraphComponent):
    """Ranks the intents of the message and of its parts."""

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage, self._resource = storage, resource
        self._labels: list[str] = []
        self._heads: Heads | None = None
        self._judge: Judge | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 - Rasa's signature
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> "IntentHeads":
        return cls(model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        messages = [message for message in training_data.intent_examples if message.get("text")]
        pieces = [pieces_of(message)[0] for message in messages]
        self._labels = sorted({message.get(INTENT) for message in messages})
        place = {label: at for at, label in enumerate(self._labels)}
        labels = np.array([place[message.get(INTENT)] for message in messages])
        known = Features.of(
            pieces, 1 + max((int(piece.counts[0].max(initial=0)) for piece in pieces if piece.counts), default=0)
        )
        self._judge = measure(known, labels, len(self._labels))
        self._heads = Heads.learn(known, labels, len(self._labels))
        with self._storage.write_to(self._resource) as folder:
            _write(folder, self._labels, self._heads, self._judge)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],  # noqa: ARG003
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003
        **_: Any,
    ) -> "IntentHeads":
        loaded = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            loaded._labels, loaded._heads, loaded._judge = _read(folder)
        return loaded

    def process(self, messages: list[Message]) -> list[Message]:
        assert self._heads is not None, "Rasa trains or loads before it processes"
        assert self._judge is not None
        limits = {name: getattr(self._judge, name) for name in ("understood", "close", "part")}
        for message in messages:
            pieces = pieces_of(message)
            texts = Features.of(pieces, self._heads.memory.counts.shape[1])
            whole, *parts = self._judge.confidences(self._heads, texts)
            ranking = self._ranked(whole, len(self._labels))
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set(THRESHOLDS, limits, add_to_output=True)
            ranked = [self._ranked(part, RANKED_OF_A_PART) for part in parts]
            told = [{"text": piece.text, INTENT_RANKING_KEY: rank} for piece, rank in zip(pieces[1:], ranked)]
            message.set(PARTS, told, add_to_output=True)
        return messages

    def _ranked(self, confidences: np.ndarray, most: int) -> list[dict[str, Any]]:
        order = np.argsort(-confidences, kind="stable")[:most]
        return [{"name": self._labels[at], "confidence": round(float(confidences[at]), 4)} for at in order]


def _write(folder: Path, labels: list[str], heads: Heads, judge: Judge) -> None:
    (folder / "judge.json").write_text(json.dumps({"labels": labels, **asdict(judge)}), encoding="utf-8")
    arrays = {"sparse_weights": heads.sparse.weights, "sparse_bias": heads.sparse.bias, "unknown": heads.memory.unknown}
    if heads.dense is not None and heads.memory.sentence is not None:
        arrays |= {"dense_weights": heads.dense.weights, "dense_bias": heads.dense.bias}
        arrays["sentence"] = heads.memory.sentence.astype(np.float32)
    np.savez(folder / "heads.npz", **arrays)
    save_npz(folder / "memory.npz", heads.memory.counts)


def _read(folder: Path) -> tuple[list[str], Heads, Judge]:
    kept = json.loads((folder / "judge.json").read_text(encoding="utf-8"))
    labels = kept.pop("labels")
    judge = Judge(**{**kept, "mixture": Mixture(**kept["mixture"]), "belief": Belief(**kept["belief"])})
    with np.load(folder / "heads.npz", allow_pickle=False) as arrays:
        dense = Linear(arrays["dense_weights"], arrays["dense_bias"]) if "dense_weights" in arrays else None
        sentence = arrays["sentence"] if "sentence" in arrays else None
        memory = Features(sentence, None, arrays["unknown"], load_npz(folder / "memory.npz"))
        return labels, Heads(dense, Linear(arrays["sparse_weights"], arrays["sparse_bias"]), memory), judge
