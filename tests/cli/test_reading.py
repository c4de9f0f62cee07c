"""The model that a start finds, or makes."""

from pathlib import Path

import pytest

from bot.cli.reading import CannotRead, is_up, prepare_model, reads
from nlu.serving import model_in_service, model_path
from tests.cli.nlu_home import NluHome
from tests.nlu_client.fake_rasa import TOKEN, fake_rasa, says


@pytest.fixture
def nlu(tmp_path: Path) -> NluHome:
    return NluHome(tmp_path)


async def test_the_model_in_service_is_used_and_nothing_is_trained(nlu: NluHome, tmp_path: Path) -> None:
    model = nlu.put_in_service("present")

    assert await prepare_model(nlu.home, tmp_path / "logs") == model
    assert not (tmp_path / "trained").exists()


async def test_with_none_in_service_one_is_trained_and_put_in_service(
    nlu: NluHome, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nlu.trains()

    model = await prepare_model(nlu.home, tmp_path / "logs")

    assert model == model_path(nlu.home)
    assert model_in_service(nlu.home) == model
    assert capsys.readouterr().out.endswith("Training the reading of free text: done.\n")


async def test_a_model_of_other_data_is_not_used(nlu: NluHome, tmp_path: Path) -> None:
    old = nlu.put_in_service("old")
    (nlu.home.data / "greet.yml").write_text("hello!")
    nlu.trains()

    model = await prepare_model(nlu.home, tmp_path / "logs")

    assert model != old
    assert model_in_service(nlu.home) == model


async def test_a_training_that_fails_is_one_line(nlu: NluHome, tmp_path: Path) -> None:
    nlu.home.python.write_text("#!/bin/sh\nexit 1\n")

    with pytest.raises(CannotRead, match=r"^Training failed; .*/nlu-training\.log says why\.$"):
        await prepare_model(nlu.home, tmp_path / "logs")


async def test_a_server_is_ready_once_it_reads() -> None:
    async with fake_rasa() as rasa:
        assert await is_up(rasa.url, TOKEN)
        assert await reads(rasa.url, TOKEN)
        assert not await reads(rasa.url, "another token")
        rasa.answer = says({"intent_ranking": []})
        assert await is_up(rasa.url, TOKEN)
        assert not await reads(rasa.url, TOKEN), "it answers, but nothing that can be used"
    assert not await reads(rasa.url, TOKEN)
