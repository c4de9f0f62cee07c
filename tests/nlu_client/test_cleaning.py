import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.cleaning import LONGEST, clean
from nlu.client import NluClient
from nlu.reading import WhyNot
from tests.nlu_client.fake_rasa import FakeRasa

ANY_TEXT = st.text(st.characters(), max_size=1500)  # lone surrogates included


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        ("  the lid\n\tis  broken ", "the lid is broken"),
        ("/complain", "complain"),
        ('/complain{"order": "4711"}', 'complain{"order": "4711"}'),
        (" / // /restart", "restart"),
        ("\u200b/restart", "restart"),
        ("\x00/\x00/restart", "restart"),
        ("1/2 of it is missing", "1/2 of it is missing"),
        ("br\x00oken", "broken"),
        ("a\ud800b\udfff", "ab"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\u202egnirts\u202c", "gnirts"),
        ("cafe\u0301", "café"),
        ("مرحبا، الغطاء مكسور", "مرحبا، الغطاء مكسور"),
        ("ढक्कन टूटा है", "ढक्कन टूटा है"),
        ("👨\u200d👩\u200d👧", "👨👩👧"),
        ("no\u00a0break\u3000space", "no break space"),
    ],
)
async def test_what_is_sent(client: NluClient, rasa: FakeRasa, said: str, sent: str) -> None:
    reading = await client.read(said)
    assert reading.text_sent == sent
    assert rasa.texts == [sent]


@pytest.mark.parametrize("said", ["", "  \n", "/", "///", "\x00\x00", "\ud83d", "\u200b\u200e", "/\u200b/"])
async def test_nothing_legible_is_not_sent(client: NluClient, rasa: FakeRasa, said: str) -> None:
    reading = await client.read(said)
    assert (reading.text_sent, reading.understood, reading.why_not) == (None, False, WhyNot.EMPTY)
    assert rasa.texts == []


@pytest.mark.parametrize(
    "said",
    ["😀" * 4096, "e" + "\u0301" * 4095, "\u202e" * 4096 + "x", "long " * 100_000, "\x00" * 4000 + "/x" * 2000],
)
async def test_what_is_long_is_cut(client: NluClient, rasa: FakeRasa, said: str) -> None:
    assert (await client.read(said)).understood
    assert 0 < len(rasa.texts[0]) <= LONGEST


@given(ANY_TEXT | ANY_TEXT.map(lambda text: "/" + text))
def test_whatever_was_said_can_be_sent(said: str) -> None:
    sent = clean(said)
    assert len(sent) <= LONGEST
    assert not sent.startswith(("/", " "))
    assert unicodedata.is_normalized("NFC", sent)
    assert all(unicodedata.category(character) not in {"Cc", "Cf", "Cs"} for character in sent)
    assert json.dumps(sent, ensure_ascii=False).encode()
    assert clean(sent) == sent
