from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlu.answers.finding import Finder
from nlu.answers.pages import load
from nlu.answers.scoring import Message
from tests.nlu_client.answers.conftest import FakeEncoder, Write


@pytest.fixture
def finder(three: Path, encoder: FakeEncoder, validation: list[Message], tmp_path: Path) -> Finder:
    return Finder(load(three, None, samples=True), encoder, validation, tmp_path / "kept")


async def test_letters_alone_find_a_page_until_the_embeddings_are_there(finder: Finder, encoder: FakeEncoder) -> None:
    found = finder.find("Where can I park??", "en", encoder.of("Where can I park??"))
    assert found is not None
    assert (found.slug, found.title, found.answer, found.language) == ("parking", "Parking", "Behind the shop.", "en")
    assert found.sure
    assert 0 < found.score <= 1
    assert encoder.asked == []


async def test_a_meaning_finds_a_page_without_a_letter_in_common(finder: Finder, encoder: FakeEncoder) -> None:
    text = "my car"
    before = finder.find(text, "en", encoder.of(text))
    assert before is None or not before.sure
    assert await finder.ready("model")
    found = finder.find(text, "en", encoder.of(text))
    assert found is not None
    assert (found.slug, found.sure) == ("parking", True)


async def test_an_embedding_that_is_none_of_ours_is_left_aside(finder: Finder, encoder: FakeEncoder) -> None:
    text = "Where can I park??"
    by_letters = finder.find(text, "en")
    await finder.ready("model")
    for embedding in (b"", b"x", b"\0" * 16, b"\xff" * 16, encoder.of(text) * 2):
        assert finder.find(text, "en", embedding) == by_letters


async def test_what_no_page_answers_gets_no_answer(finder: Finder, encoder: FakeEncoder) -> None:
    await finder.ready("model")
    for text in ("", "   ", "/", "do you sell pianos", "qqqqq"):
        found = finder.find(text, "en", encoder.of(text))
        assert found is None or not found.sure


async def test_without_an_encoder_letters_go_on(finder: Finder, encoder: FakeEncoder) -> None:
    encoder.is_up = False
    assert not await finder.ready("model")
    assert len(encoder.asked) == 1
    assert finder.find("Where can I park?", "en", encoder.of("Where can I park?")) is not None
    encoder.is_up = True
    assert await finder.ready("model")


async def test_a_new_model_is_never_compared_with_the_old_ones_embeddings(finder: Finder, encoder: FakeEncoder) -> None:
    text = "my car"
    by_letters = finder.find(text, "en")
    await finder.ready("old")
    assert finder.find(text, "en", encoder.of(text)) != by_letters
    encoder.is_up = False
    assert not await finder.ready("new")
    assert finder.find(text, "en", encoder.of(text)) == by_letters


async def test_a_retired_page_and_a_sample_of_a_live_company_do_not_answer(
    three: Path, company: Path, write: Write, encoder: FakeEncoder, validation: list[Message], tmp_path: Path
) -> None:
    write(company, "en/parking", flags="retired: true\n")
    write(company, "en/returns", "Can I return something?", title="Returns", answer="Yes.")
    finder = Finder(load(three, company, samples=False), encoder, validation, tmp_path / "kept")
    await finder.ready("model")
    for text in ("Where can I park?", "When are you open?"):
        found = finder.find(text, "en", encoder.of(text))
        assert found is None or found.slug == "returns"
        assert found is None or not found.sure
    found = finder.find("Can I return something?", "en", encoder.of("Can I return something?"))
    assert found is not None
    assert (found.answer, found.sure) == ("Yes.", True)


async def test_a_company_without_pages_answers_nothing(three: Path, encoder: FakeEncoder, tmp_path: Path) -> None:
    finder = Finder(load(three, None, samples=False), encoder, folder=tmp_path)
    await finder.ready("model")
    assert finder.find("Where can I park?", "en", encoder.of("Where can I park?")) is None


async def test_what_was_never_measured_is_never_sure(three: Path, encoder: FakeEncoder, tmp_path: Path) -> None:
    finder = Finder(load(three, None, samples=True), encoder, [], tmp_path)
    assert not await finder.ready("model")
    assert finder.find("Where can I park?", "en", encoder.of("Where can I park?")) is None


async def test_a_language_without_messages_is_weighed_like_all_together(
    three: Path, write: Write, encoder: FakeEncoder, validation: list[Message], tmp_path: Path
) -> None:
    write(three, "zh/parking", "哪里可以停车?", title="停车", keywords="停车", flags="sample: true\n")
    finder = Finder(load(three, None, samples=True), encoder, validation, tmp_path)
    await finder.ready("model")
    found = finder.find("哪里可以停车", "zh", encoder.of("哪里可以停车"))
    assert found is not None
    assert found.language == "zh"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text() | st.text(alphabet="पार्किंग停车park /\ud800"), st.text(), st.binary())
def test_no_text_language_or_embedding_makes_it_fail(
    finder: Finder, text: str, language: str, embedding: bytes
) -> None:
    found = finder.find(text, language, embedding)
    assert found is None or 0 <= found.score <= 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.text(), st.sampled_from(["en", "hi", "zh", "fil"]), st.binary(min_size=16, max_size=16))
async def test_nor_once_embeddings_are_there(finder: Finder, text: str, language: str, embedding: bytes) -> None:
    await finder.ready("model")
    found = finder.find(text, language, embedding)
    assert found is None or 0 <= found.score <= 1
