"""How a text sounds: its language, a complaint's category, urgency, sentiment. Learnt from the labels of its block."""

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix

from nlu.components.linear import Linear, learn_sparse, read_sparse
from nlu.components.texts import Piece, pieces_of
from nlu.components.words import matrix

ASPECTS = ("language", "category", "urgency", "sentiment")
DENSE_WEIGHT = 0.7  # of the encoder's features, beside counts that are of unit length a kind


@dataclass(frozen=True)
class Aspect:
    """One question, its possible answers and the head that answers."""

    name: str
    labels: tuple[str, ...]
    head: Linear


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AspectHeads(GraphComponent):
    """Says of a message the likeliest label of each aspect that training texts are labelled with."""

    def __init__(
        self, storage: ModelStorage, resource: Resource, width: int = 0, aspects: tuple[Aspect, ...] = ()
    ) -> None:
        self._storage, self._resource, self._width, self._aspects = storage, resource, width, aspects

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 - Rasa's signature
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> "AspectHeads":
        return cls(model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        messages = [message for message in training_data.intent_examples if message.get("text")]
        pieces = [pieces_of(message)[0] for message in messages]
        labels = [(message.get("metadata") or {}).get("intent") or {} for message in messages]
        self._width = 1 + max((int(piece.counts[0].max(initial=0)) for piece in pieces if piece.counts), default=0)
        features = _features(pieces, self._width)
        learnt = (_learnt(name, [given.get(name) for given in labels], features) for name in ASPECTS)
        self._aspects = tuple(aspect for aspect in learnt if aspect is not None)
        with self._storage.write_to(self._resource) as folder:
            told = {"width": self._width, "labels": {aspect.name: aspect.labels for aspect in self._aspects}}
            (folder / "aspects.json").write_text(json.dumps(told), encoding="utf-8")
            weights: dict[str, Any] = {f"{aspect.name} weights": aspect.head.weights for aspect in self._aspects}
            biases: dict[str, Any] = {f"{aspect.name} bias": aspect.head.bias for aspect in self._aspects}
            np.savez(folder / "aspects.npz", **weights, **biases)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],  # noqa: ARG003
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003
        **_: Any,
    ) -> "AspectHeads":
        with model_storage.read_from(resource) as folder, np.load(folder / "aspects.npz", allow_pickle=False) as arrays:
            told = json.loads((folder / "aspects.json").read_text(encoding="utf-8"))
            aspects = tuple(
                Aspect(name, tuple(labels), Linear(arrays[f"{name} weights"], arrays[f"{name} bias"]))
                for name, labels in told["labels"].items()
            )
            return cls(model_storage, resource, told["width"], aspects)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            features = _features(pieces_of(message)[:1], self._width)
            for aspect in self._aspects:
                features.resize((1, len(aspect.head.weights)))  # learnt with an encoder, read without one
                chances = np.exp(read_sparse(aspect.head, features)[0])
                best = int(chances.argmax())
                told = {"name": aspect.labels[best], "confidence": round(float(chances[best]), 4)}
                message.set(aspect.name, told, add_to_output=True)
        return messages


def _learnt(name: str, labels: list["str | None"], features: csr_matrix) -> "Aspect | None":
    rows = np.array([place for place, label in enumerate(labels) if label], int)
    known = tuple(sorted({label for label in labels if label}))
    if len(known) < 2:
        return None
    numbers = np.array([known.index(labels[row] or "") for row in rows])
    return Aspect(name, known, learn_sparse(features[rows], numbers, len(known)))


def _features(pieces: list[Piece], width: int) -> csr_matrix:
    """Return counts and, where there is an encoder, its features, weighed by how much of the text it knows."""
    counts = [piece.counts for piece in pieces if piece.counts is not None]
    meanings = [piece.meaning for piece in pieces if piece.meaning is not None]
    if len(meanings) < len(pieces):
        return matrix(counts, width)
    dense = [DENSE_WEIGHT * (1 - meaning.unknown) * meaning.all for meaning in meanings]
    places = np.arange(width, width + len(dense[0]), dtype=np.int32)
    rows = zip(counts, dense, strict=True)
    return matrix(((np.r_[own, places], np.r_[weights, more]) for (own, weights), more in rows), width + len(places))
