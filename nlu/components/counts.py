"""The place of words and characters in the pipeline."""

import json
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.texts import pieces_of
from nlu.components.words import WordCounts


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class WordAndCharacterCounts(GraphComponent):
    """Gives each text the counts of its words and characters."""

    def __init__(self, storage: ModelStorage, resource: Resource, counts: "WordCounts | None" = None) -> None:
        self._storage, self._resource, self._counts = storage, resource, counts

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 - Rasa's signature
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> "WordAndCharacterCounts":
        return cls(model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        texts = [pieces_of(message)[0].normal for message in training_data.training_examples if message.get("text")]
        self._counts = WordCounts.learn(texts)
        with self._storage.write_to(self._resource) as folder:
            (folder / "words.json").write_text(json.dumps(self._counts.vocabularies), encoding="utf-8")
            np.savez(folder / "rarities.npz", **dict[str, Any](self._counts.rarities))
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],  # noqa: ARG003
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003
        **_: Any,
    ) -> "WordAndCharacterCounts":
        with model_storage.read_from(resource) as folder, np.load(folder / "rarities.npz") as rarities:
            vocabularies = json.loads((folder / "words.json").read_text(encoding="utf-8"))
            return cls(model_storage, resource, WordCounts(vocabularies, {kind: rarities[kind] for kind in rarities}))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process([message for message in training_data.training_examples if message.get("text")])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        assert self._counts is not None, "Rasa trains or loads before it processes"
        for message in messages:
            for piece in pieces_of(message):
                piece.counts = self._counts.of(piece.normal)
        return messages
