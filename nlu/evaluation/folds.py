"""Five folds over the training texts, with the arithmetic of the components and without a Rasa training for each."""

import os
from collections import defaultdict
from pathlib import Path
from random import Random
from statistics import fmean

import numpy as np

from nlu.components.features import Features
from nlu.components.heads import Heads
from nlu.components.judging import measure
from nlu.components.onnx_encoder import OnnxEncoder
from nlu.components.texts import Piece
from nlu.components.words import WordCounts
from nlu.corpus import Example, learnt, training
from nlu.measuring import Guess
from nlu.serving import Home

FOLDS = 5
SEED = 20


def cross_validated(home: Home) -> tuple[dict[str, list[Guess]], float]:
    """Return the guesses on every training text by a model that has not seen it, and the mean threshold."""
    examples = [*training(home.data), *learnt(home.learnt)]
    pieces = [Piece(example.text) for example in examples]
    _encode(pieces, home.encoder)
    labels = sorted({example.intent for example in examples})
    truth = np.array([labels.index(example.intent) for example in examples])
    guesses, thresholds = defaultdict[str, list[Guess]](list), []
    folds = dealt(examples)
    for fold in range(FOLDS):
        known, judged = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        features = _features(pieces, known)
        judge = measure(features.rows(known), truth[known], len(labels))
        heads = Heads.learn(features.rows(known), truth[known], len(labels))
        confidences = judge.confidences(heads, features.rows(judged))
        thresholds.append(judge.understood)
        for row, place in enumerate(judged):
            said = int(confidences[row].argmax())
            guess = Guess(examples[place].intent, labels[said], float(confidences[row, said]))
            guesses[examples[place].language].append(guess)
    return guesses, fmean(thresholds)


def dealt(examples: list[Example]) -> np.ndarray:
    """Return the fold of each text: those of one intent in one language are dealt out evenly."""
    groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, example in enumerate(examples):
        groups[example.language, example.intent].append(place)
    folds, lot = np.zeros(len(examples), int), Random(SEED)
    for places in groups.values():
        lot.shuffle(places)
        for turn, place in enumerate(places):
            folds[place] = turn % FOLDS
    return folds


def _encode(pieces: list[Piece], folder: Path) -> None:
    if not (folder / "model.onnx").is_file():
        return
    meanings = OnnxEncoder(folder, os.cpu_count() or 1).encode([piece.text for piece in pieces])
    for piece, meaning in zip(pieces, meanings, strict=True):
        piece.meaning = meaning


def _features(pieces: list[Piece], known: np.ndarray) -> Features:
    """Count words and characters as one who knows only the texts at `known`."""
    words = WordCounts.learn([pieces[place].normal for place in known])
    for piece in pieces:
        piece.counts = words.of(piece.normal)
    return Features.of(pieces, words.width)
