"""The real encoder, as it was built at set-up."""

import numpy as np
import pytest

from nlu.components.onnx_encoder import OnnxEncoder
from nlu.corpus import held_out
from nlu.serving import Home

BESIDE = 100  # texts, of all lengths


@pytest.fixture(scope="module")
def encoder(home: Home) -> OnnxEncoder:
    return OnnxEncoder(home.encoder, threads=1)


@pytest.mark.parametrize(
    "text", ["hi", "my order came with a broken lid and nobody answers", "आप कब खुलते हैं", "你们几点关门"]
)
def test_a_text_means_the_same_alone_and_beside_others(encoder: OnnxEncoder, home: Home, text: str) -> None:
    """So that training learns from what serving will see, and from the same whatever was encoded before."""
    alone, *_ = encoder.encode([text])
    *_, beside = encoder.encode([*(other.text for other in held_out(home.held_out)[:BESIDE]), text])
    assert np.array_equal(alone.all, beside.all)
    assert alone.unknown == beside.unknown


def test_meanings_are_of_length_one_and_tell_texts_apart(encoder: OnnxEncoder) -> None:
    broken, cracked, hours = encoder.encode(["the lid is broken", "its cover has cracked", "when do you open"])
    assert np.linalg.norm(broken.sentence) == pytest.approx(1, abs=1e-5)
    assert broken.sentence @ cracked.sentence > broken.sentence @ hours.sentence
