"""What a text means: the place of the heads in the pipeline."""

import json
from collections.abc import Callable
from dataclasses import asdict
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
from scipy.sparse import load_npz, save_npz

from nlu.components.asking import may_hold_several, requests_in
from nlu.components.features import Features
from nlu.components.heads import Heads
from nlu.components.judging import Judge, measure
from nlu.components.linear import Linear
from nlu.components.mixing import Belief, Mixture
from nlu.components.texts import ENCODE, Piece, pieces_of

REQUESTS, THRESHOLDS = "requests", "thresholds"
Ranking = list[dict[str, Any]]
"""Names with confidences, the likeliest first."""


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
            whole, *parts = pieces_of(message)
            (ranking,) = self._rankings([whole])
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set(THRESHOLDS, limits, add_to_output=True)
            read = self._read(parts, ranking, message.get(ENCODE))
            message.set(REQUESTS, requests_in(read, ranking, self._judge.understood), add_to_output=True)
        return messages

    def _read(
        self, parts: list[Piece], whole: Ranking, encode: "Callable[[list[Piece]], None] | None"
    ) -> list[tuple[str, dict[str, Any]]]:
        """Return the parts with their best readings; none if they will not be different requests anyway."""
        assert self._heads is not None
        favourites = self._heads.by_words([part.counts for part in parts if part.counts is not None]) if parts else []
        if not may_hold_several((self._labels[at] for at in favourites), whole):
            return []
        if encode is not None:
            encode(parts)
        return [(part.text, ranking[0]) for part, ranking in zip(parts, self._rankings(parts), strict=True)]

    def _rankings(self, pieces: list[Piece]) -> list[Ranking]:
        assert self._heads is not None
        assert self._judge is not None
        texts = Features.of(pieces, self._heads.memory.counts.shape[1])
        return [self._ranked(row) for row in self._judge.confidences(self._heads, texts)]

    def _ranked(self, confidences: np.ndarray) -> Ranking:
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
