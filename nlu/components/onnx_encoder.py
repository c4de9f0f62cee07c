"""A sentence encoder of the BERT family, run by onnxruntime: a folder with model.onnx and tokenizer.json."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Encoding, Tokenizer

from nlu.components.texts import Meaning

LONGEST = 128  # tokens
BATCH = 64

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
        """Encode in batches of texts of like length, so that little is padded."""
        split = self._tokenizer.encode_batch([unicodedata.normalize("NFKC", text) for text in texts])
        order = np.argsort([len(one.ids) for one in split], kind="stable")
        size = BATCH if len(order) >= BATCH else 1  # a few texts cost less one by one than filled up to the longest
        batches = [order[at : at + size] for at in range(0, len(order), size)]
        encoded = [self._batch([split[place] for place in batch]) for batch in batches]
        back = np.argsort(order, kind="stable")
        sentence, detail = (np.concatenate([pair[side] for pair in encoded])[back] for side in (0, 1))
        return [Meaning(*row) for row in zip(sentence, detail, map(_unknown, split), strict=True)]

    def _batch(self, split: list[Encoding]) -> tuple[np.ndarray, np.ndarray]:
        longest = max(len(one.ids) for one in split)
        ids, mask = np.zeros((len(split), longest), np.int64), np.zeros((len(split), longest), np.int64)
        for row, one in enumerate(split):
            ids[row, : len(one.ids)] = one.ids
            mask[row, : len(one.ids)] = 1
        fed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        answer = self._session.run(self._outputs, {name: fed[name] for name in self._inputs})
        if self._outputs[:2] == ["sentence", "detail"]:
            return answer[0], answer[1]
        return _pooled(answer[0], mask)


def _pooled(states: np.ndarray, mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    weights = mask[:, :, None].astype(np.float32)
    mean = (states * weights).sum(1) / weights.sum(1)
    return _unit(mean), _unit((states + (weights - 1) * 1e4).max(1))


def _unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).astype(np.float32)


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
