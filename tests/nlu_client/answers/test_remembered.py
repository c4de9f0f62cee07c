from pathlib import Path

import pytest

from nlu.answers.finding import Finder
from nlu.answers.pages import load
from nlu.answers.remembered import Remembered
from nlu.answers.scoring import Message
from tests.nlu_client.answers.conftest import FakeEncoder

TEXTS = ["Where can I park?", "停车"]


async def test_a_text_is_embedded_once_for_each_model(tmp_path: Path, encoder: FakeEncoder) -> None:
    first = await Remembered(tmp_path, encoder).vectors(TEXTS, "a")
    second = await Remembered(tmp_path, encoder).vectors([*TEXTS, "  Where can I park? "], "a")
    assert first is not None
    assert second is not None
    assert encoder.asked == TEXTS
    assert all((first[text] == second[text]).all() for text in TEXTS)
    await Remembered(tmp_path, encoder).vectors(TEXTS, "b")
    assert encoder.asked == TEXTS * 2


async def test_what_was_got_before_the_encoder_failed_is_kept(tmp_path: Path) -> None:
    class Failing(FakeEncoder):
        async def __call__(self, text: str) -> bytes:
            if text == "停车" and self.is_up:
                self.asked.append(text)
                raise ConnectionError
            return await super().__call__(text)

    failing, encoder = Failing(), FakeEncoder()
    with pytest.raises(ConnectionError):
        await Remembered(tmp_path, failing).vectors(TEXTS, "a")
    assert await Remembered(tmp_path, encoder).vectors(TEXTS, "a") is not None
    assert encoder.asked == ["停车"]


async def test_a_model_that_cannot_embed_leaves_what_is_kept(tmp_path: Path, encoder: FakeEncoder) -> None:
    await Remembered(tmp_path, encoder).vectors(TEXTS, "a")
    encoder.is_up = False
    assert await Remembered(tmp_path, encoder).vectors(TEXTS, "b") is None
    assert await Remembered(tmp_path, encoder).vectors(TEXTS, "a") is not None


async def test_a_damaged_file_is_made_anew(tmp_path: Path, encoder: FakeEncoder) -> None:
    for damage in (b"", b"PK\3\4 no archive", b"nonsense"):
        (tmp_path / "embeddings.npz").write_bytes(damage)
        assert await Remembered(tmp_path, encoder).vectors(TEXTS, "a") is not None
    assert encoder.asked == TEXTS * 3


async def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path, encoder: FakeEncoder) -> None:
    (tmp_path / "file").write_text("in the way")
    assert await Remembered(tmp_path / "file", encoder).vectors(TEXTS, "a") is not None


async def test_no_text_is_written_and_no_customers_at_all(
    three: Path, encoder: FakeEncoder, validation: list[Message], tmp_path: Path
) -> None:
    finder = Finder(load(three, None, samples=True), encoder, validation, tmp_path / "kept")
    await finder.ready("model")
    (kept,) = (tmp_path / "kept").iterdir()
    before = kept.read_bytes()
    finder.find("my car is a secret", "en", encoder.of("my car is a secret"))
    await finder.ready("model")
    assert [path.read_bytes() for path in (tmp_path / "kept").iterdir()] == [before]
    assert b"park" not in before
