"""A sentence encoder of the BERT family, run by onnxruntime: a folder with model.onnx and tokenizer.json."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Encoding, Tokenizer

from nlu.components.texts import Meaning

LONGEST = 128  # tokens

onnxruntime.set_default_logger_severity(3)


class OnnxEncoder:
    """Our own model answers with `sentence` and `detail`; any other with one vector a token, which are averaged."""

    def __init__(self, folder: Path, threads: int) -> None:
        """Load the model.

        Raises:
            OSError: if the folder lacks one of the two files.
        """
        paths = [folder / "model.onnx", folder / "tokenizer.json"]
        missing = [path.name for path in paths if not path.is_file()]
        if missing:
            raise FileNotFoundError(f"{folder} has no {' and no '.join(missing)}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        self._session = onnxruntime.InferenceSession(str(paths[0]), options, providers=["CPUExecutionProvider"])
        self._inputs = {given.name for given in self._session.get_inputs()}
        self._outputs = [given.name for given in self._session.get_outputs()]
        self._tokenizer = Tokenizer.from_file(str(paths[1]))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)

    def encode(self, texts: Sequence[str]) -> list[Meaning]:
        """Encode each text alone.

        An 8-bit graph scales what it computes by all it is given: beside others a text would mean something else
        in training than when it is served.
        """
        split = self._tokenizer.encode_batch([unicodedata.normalize("NFKC", text) for text in texts])
        return [Meaning(*self._alone(one), _unknown(one)) for one in split]

    def _alone(self, split: Encoding) -> tuple[np.ndarray, np.ndarray]:
        ids = np.array([split.ids], np.int64)
        mask = np.ones_like(ids)
        fed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        answer = self._session.run(self._outputs, {name: fed[name] for name in self._inputs})
        if self._outputs[:2] == ["sentence", "detail"]:
            return answer[0][0], answer[1][0]
        return _pooled(answer[0][0])


def _pooled(states: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and maximum over the tokens, each of length 1; `states` has a row a token."""
    return _unit(states.mean(0)), _unit(states.max(0))


def _unit(vector: np.ndarray) -> np.ndarray:
    return (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32)


def _unknown(split: Encoding) -> float:
    """Return the share of letters in words that the tokenizer had to cut to pieces, or that are one letter alone."""
    words: dict[int, list[tuple[int, int]]] = {}
    for word, span in zip(split.word_ids, split.offsets, strict=True):
        if word is not None:
            words.setdefault(word, []).append(span)
    letters = sum(spans[-1][1] - spans[0][0] for spans in words.values())
    known = sum(
        spans[0][1] - spans[0][0] for spans in words.values() if len(spans) == 1 and spans[0][1] > spans[0][0] + 1
    )
    return 1.0 - known / letters if letters else 1.0
