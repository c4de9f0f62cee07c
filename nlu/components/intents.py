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
from nlu.components.asking import requests_in
from nlu.components.heads import Linear, learn_dense, learn_sparse, read_dense, read_sparse
from nlu.components.mixing import Belief, Mixture, Signs, fit_belief, fit_mixture, nearest
from nlu.components.strangers import strangers
from nlu.components.texts import Piece, pieces_of
from nlu.components.words import matrix

KINDS_OF_COUNTS = 4.0
COMMON = 0.02  # share of the texts
DIRECTIONS = 128
VALIDATION = 0.2  # share of the training texts
REQUESTS, THRESHOLDS = "requests", "thresholds"


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
        meanings = [piece.meaning for piece in pieces if piece.meaning is not None]
        if len(meanings) < len(pieces):
            return cls(None, None, np.ones(len(pieces), np.float32), counts)
        sentence, dense = np.stack([one.sentence for one in meanings]), np.stack([one.all for one in meanings])
        return cls(sentence, dense, np.array([one.unknown for one in meanings], np.float32), counts)

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
        """The counts of what was learnt, a row a count: turned once, not for every text.

        What occurs in every fiftieth text makes none of them close to another, and is most of the work.
        """
        by_count = self.memory.counts.T.tocsr()
        often = np.diff(by_count.indptr) > COMMON * by_count.shape[1]
        by_count.data[np.repeat(often, np.diff(by_count.indptr))] = 0
        by_count.eliminate_zeros()
        return by_count

    @cached_property
    def _directions(self) -> np.ndarray:
        """Those in which the meanings of what was learnt differ most: a third of them tells as much as all."""
        assert self.memory.sentence is not None
        spread = (self.memory.sentence.T @ self.memory.sentence).astype(np.float64)
        return np.linalg.eigh(spread)[1][:, ::-1][:, :DIRECTIONS].astype(np.float32)

    @cached_property
    def _meanings(self) -> np.ndarray:
        """The meanings of what was learnt in these directions, a column a text."""
        assert self.memory.sentence is not None
        return np.ascontiguousarray(_unit(self.memory.sentence @ self._directions).T)

    @classmethod
    def learn(cls, known: Features, labels: np.ndarray, count: int) -> "Heads":
        dense = None if known.dense is None else learn_dense(known.dense, labels, count, 1 - known.unknown)
        return cls(dense, learn_sparse(known.counts, labels, count), known)

    def read(self, texts: Features) -> tuple[np.ndarray, np.ndarray]:
        sparse = read_sparse(self.sparse, texts.counts)
        if self.dense is None or texts.dense is None:
            return np.zeros_like(sparse), sparse
        return read_dense(self.dense, texts.dense), sparse

    def signs(self, texts: Features, chances: np.ndarray) -> Signs:
        """Return what tells whether the best of the `chances` (texts × labels) is right."""
        words = nearest((texts.counts @ self._by_count).toarray() / KINDS_OF_COUNTS)
        meaning = np.zeros_like(words)
        if texts.sentence is not None and self.memory.sentence is not None:
            meaning = nearest(_unit(texts.sentence @ self._directions) @ self._meanings)
        strength = (texts.counts @ self.sparse.weights + self.sparse.bias).max(1)
        return Signs(chances.max(1), meaning, words, strength, self.share(texts))

    def share(self, texts: Features) -> np.ndarray:
        """Return the share of each text that only the sparse head can read."""
        return texts.unknown if self.dense is not None and texts.dense is not None else np.ones_like(texts.unknown)


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


@dataclass(frozen=True)
class Judge:
    """How the heads are weighed and believed; measured on validation texts."""

    mixture: Mixture
    belief: Belief
    understood: float
    close: float

    def confidences(self, heads: Heads, texts: Features) -> np.ndarray:
        """Return the confidence of each label, a row a text. They need not add up to 1: it may be none of them."""
        chances = self.mixture.mix(*heads.read(texts), heads.share(texts))
        belief = self.belief.of(heads.signs(texts, chances))
        return np.asarray(chances * (belief / chances.max(1))[:, None]).clip(0, 1)


def measure(known: Features, labels: np.ndarray, count: int) -> Judge:
    """Learn from four fifths of the texts and measure on the rest."""
    learnt, held = train_test_split(
        np.arange(len(labels)), test_size=max(VALIDATION, count / len(labels)), stratify=labels, random_state=0
    )
    heads = Heads.learn(known.rows(learnt), labels[learnt], count)
    texts, truth = known.rows(held), labels[held]
    mixture = fit_mixture(*heads.read(texts), heads.share(texts), truth)
    chances = mixture.mix(*heads.read(texts), heads.share(texts))
    right = chances.argmax(1) == truth
    belief = fit_belief(heads.signs(texts, chances), right, _strange(known, labels, learnt, held, mixture))
    confidences = Judge(mixture, belief, 0.0, 0.0).confidences(heads, texts)
    ordered = np.argsort(-confidences, axis=1)
    first, second = (np.take_along_axis(confidences, ordered, 1)[:, place] for place in (0, 1))
    least = thresholds.understood(first, right)
    either = right | (ordered[:, 1] == truth)
    gap = thresholds.close(first, second, either, least)
    return Judge(mixture, belief, least, gap)


def _strange(
    known: Features, labels: np.ndarray, learnt: np.ndarray, held: np.ndarray, mixture: Mixture
) -> Signs | None:
    """Return the signs of validation texts to heads that have never met their labels, nor any like them."""
    out = strangers(known.counts if known.sentence is None else known.sentence, labels)
    if not len(out):
        return None
    kept = learnt[~np.isin(labels[learnt], out)]
    left, renumbered = np.unique(labels[kept], return_inverse=True)
    heads = Heads.learn(known.rows(kept), renumbered, len(left))
    texts = known.rows(held[np.isin(labels[held], out)])
    return heads.signs(texts, mixture.mix(*heads.read(texts), heads.share(texts)))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentHeads(GraphComponent):
    """Ranks the intents of the message, and names the requests in it if it holds several."""

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
        limits = {"understood": self._judge.understood, "close": self._judge.close}
        for message in messages:
            pieces = pieces_of(message)
            texts = Features.of(pieces, self._heads.memory.counts.shape[1])
            rankings = [self._ranked(row) for row in self._judge.confidences(self._heads, texts)]
            message.set(INTENT, rankings[0][0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, rankings[0], add_to_output=True)
            message.set(THRESHOLDS, limits, add_to_output=True)
            parts = [(piece.text, ranking[0]) for piece, ranking in zip(pieces[1:], rankings[1:], strict=True)]
            message.set(REQUESTS, requests_in(parts, rankings[0], self._judge.understood), add_to_output=True)
        return messages

    def _ranked(self, confidences: np.ndarray) -> list[dict[str, Any]]:
        order = np.argsort(-confidences, kind="stable")
        return [{"name": self._labels[at], "confidence": round(float(confidences[at]), 4)} for at in order]


def _write(folder: Path, labels: list[str], heads: Heads, judge: Judge) -> None:
    (folder / "judge.json").write_text(json.dumps({"labels": labels, **asdict(judge)}), encoding="utf-8")
    arrays: dict[str, Any] = {
        "sparse_weights": heads.sparse.weights,
        "sparse_bias": heads.sparse.bias,
        "unknown": heads.memory.unknown,
    }
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
        sentence = arrays.get("sentence")
        memory = Features(sentence, None, arrays["unknown"], load_npz(folder / "memory.npz"))
        return labels, Heads(dense, Linear(arrays["sparse_weights"], arrays["sparse_bias"]), memory), judge
