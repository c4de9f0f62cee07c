"""The making of the encoder, up to where .venv-nlu is needed; set-up and tests/nlu go on from there."""

import os
from pathlib import Path

import pytest

from nlu import encoder
from nlu.encoder import EncoderError, is_made, key, make


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package whose weights are others."""

    def put(folder: Path) -> Path:
        (folder / "model.safetensors").write_bytes(b"other weights")
        return folder

    monkeypatch.setattr(encoder, "_fetched", put)


def test_it_is_made_when_its_stamp_names_the_present_weights_and_version(tmp_path: Path) -> None:
    assert not is_made(tmp_path)
    (tmp_path / "made-from").write_text(key())
    assert is_made(tmp_path)
    (tmp_path / "made-from").write_text(f"of old {key()}")
    assert not is_made(tmp_path)


@pytest.mark.usefixtures("fetched")
def test_weights_that_are_not_known_are_not_used_and_what_was_there_stays(tmp_path: Path) -> None:
    folder = tmp_path / "encoder"
    folder.mkdir()
    (folder / "model.onnx").touch()
    with pytest.raises(EncoderError, match="not the ones we know"):
        make(folder)
    assert [path.name for path in tmp_path.rglob("*")] == ["encoder", "model.onnx"]


@pytest.mark.usefixtures("fetched")
def test_what_a_killed_one_left_behind_is_cleared_up_but_not_what_is_at_work(tmp_path: Path) -> None:
    left, at_work = tmp_path / ".encoder-old", tmp_path / ".encoder-new"
    for folder in (left, at_work):
        folder.mkdir()
    os.utime(left, (1, 1))
    with pytest.raises(EncoderError):
        make(tmp_path / "encoder")
    assert list(tmp_path.iterdir()) == [at_work]
