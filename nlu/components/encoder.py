"""The sentence encoder's place in the pipeline."""

import base64
import hashlib
import logging
import os
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.onnx_encoder import OnnxEncoder
from nlu.components.texts import ENCODE, Meaning, Piece, pieces_of

log = logging.getLogger(__name__)
EMBEDDING = "embedding"
Known = OrderedDict[str, Meaning]
"""What texts mean, by the sha256 of the text in hex, the one met first in front."""

_KEPT = 2_000  # encodings kept in memory, by the hash of their text: the same short words come again and again


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(GraphComponent):
    """Gives each text its meaning as a vector, and puts the whole message's into the answer.

    The folder is the environment's NLU_ENCODER. Without it, or where it cannot be used, texts go on without a vector
    and words and characters alone decide; the log says so.
    """

    def __init__(self, encoder: OnnxEncoder | None, cache: Path | None) -> None:
        self._encoder, self._cache = encoder, cache
        self._known: Known = OrderedDict()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 - Rasa's signature
        model_storage: ModelStorage,  # noqa: ARG003
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> "SentenceEncoder":
        folder = os.environ.get("NLU_ENCODER", "")
        if not folder:
            log.warning("No sentence encoder is set (NLU_ENCODER): words and characters alone decide.")
            return cls(None, None)
        try:
            encoder = OnnxEncoder(Path(folder), int(os.environ.get("NLU_THREADS", "1")))
        except Exception as fault:  # noqa: BLE001 - whatever is wrong with a model of the user's, reading goes on
            log.warning("The sentence encoder cannot be used (%s): words and characters alone decide.", fault)
            return cls(None, None)
        return cls(encoder, _cache_for(Path(folder)))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        messages = [message for message in training_data.training_examples if message.get("text")]
        self._encode([piece for message in messages for piece in pieces_of(message)], from_file=True)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            pieces = pieces_of(message)
            self._encode(pieces[:1])  # its parts only where the heads want them: half of the time goes into this
            message.set(ENCODE, self._encode)
            whole = pieces[0].meaning
            if whole is not None:
                packed = base64.b64encode(whole.sentence.astype("<f2").tobytes()).decode("ascii")
                message.set(EMBEDDING, packed, add_to_output=True)
        return messages

    def _encode(self, pieces: list[Piece], *, from_file: bool = False) -> None:
        if self._encoder is None or not pieces:
            return
        known = _read(self._cache) if from_file else self._known
        keys = [hashlib.sha256(piece.text.encode()).hexdigest() for piece in pieces]
        fresh = {key: piece.text for key, piece in zip(keys, pieces, strict=True) if key not in known}
        if fresh:
            known.update(zip(fresh, self._encoder.encode(list(fresh.values())), strict=True))
            if from_file:
                _write(self._cache, known)
        for key, piece in zip(keys, pieces, strict=True):
            piece.meaning = known[key]
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)


def _cache_for(folder: Path) -> Path | None:
    """Return where the encodings of training texts, by hash, are kept from one training to the next, if anywhere."""
    kept = os.environ.get("NLU_CACHE")
    if not kept:
        return None
    digest = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()[:16]
    return Path(kept) / f"encoded-alone-{digest}.npz"


def _read(path: Path | None) -> Known:
    if path is None or not path.is_file():
        return OrderedDict()
    with np.load(path, allow_pickle=False) as kept:
        rows = zip(kept["sentence"], kept["detail"], kept["unknown"].tolist(), strict=True)
        return OrderedDict(zip(kept["keys"].tolist(), (Meaning(*row) for row in rows), strict=True))


def _write(path: Path | None, known: Known) -> None:
    if path is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{os.getpid()}-{path.name}")
    np.savez(
        half,
        keys=np.array(list(known)),
        sentence=np.stack([one.sentence for one in known.values()]),
        detail=np.stack([one.detail for one in known.values()]),
        unknown=np.array([one.unknown for one in known.values()]),
    )
    half.replace(path)
