"""Which language we write in: the one they choose; else the one they write in, where that is plain."""

import pytest

from bot.words.catalogue import Catalogue
from tests.bot.bad_input.playing import buttons, customer, one_answer
from tests.bot.flows.product import ASHA, Product
from tests.bot.flows.readings import understood


@pytest.mark.parametrize(
    ("said", "read_as", "language"),
    [
        ("नमस्ते, कोई है?", None, "hi"),
        ("你好", None, "zh"),
        ("Magandang umaga po sa inyo", "fil", "fil"),
        ("salamat", "fil", "en"),  # one word says little
        ("koi hai yahan par?", "hi", "en"),  # Hindi in Latin letters
        ("hello WhatsApp 你好", "zh", "en"),  # one word among others
    ],
)
async def test_we_follow_the_customer_into_a_language_that_is_plain(
    product: Product, said: str, read_as: str | None, language: str
) -> None:
    product.readings.know(understood(said, "out_of_scope", language=read_as))
    await product.hears(ASHA, said)
    assert await one_answer(product, ASHA) == Catalogue().text("out-of-scope", language)


@pytest.mark.parametrize(
    ("code", "label", "others"),
    [("hi", "हिन्दी", "中文"), ("fil", "Filipino", "English"), ("zh", "中文", "हिन्दी")],
)
async def test_a_language_that_was_chosen_stays(product: Product, code: str, label: str, others: str) -> None:
    product.readings.table["in my language"] = "care_preferences"
    await product.hears(ASHA, "in my language please")
    await one_answer(product, ASHA)
    assert ["हिन्दी", "Filipino", "中文"] in await buttons(product, ASHA)
    await product.tap(ASHA, ASHA, label)
    words = Catalogue()
    assert await one_answer(product, ASHA) == words.text("language-set", code)
    product.readings.know(understood("sing me a song in English", "out_of_scope", language="en"))
    await product.hears(ASHA, "sing me a song in English")
    assert await one_answer(product, ASHA) == words.text("out-of-scope", code)
    assert (await customer(product, ASHA)).language_chosen
    await product.hears(ASHA, "in my language please")
    await one_answer(product, ASHA)
    assert any(others in line and label not in line for line in await buttons(product, ASHA))
