"""Whether somebody says that a person has died."""

import pytest

from bot.words.losses import tells_of_a_death


@pytest.mark.parametrize(
    "said",
    [
        "My husband died last week.",
        "my mother passed away, please stop the letters",
        "He PASSED AWAY on Sunday",
        "I've lost my father in March",
        "We just lost our baby",
        "It was at the funeral of my dear grandmother",
        "my elder brother is no more",
        "my wife has suddenly died and the order is in her name",
        "मेरे पति का देहांत हो गया",
        "पिताजी नहीं रहे",
        "मेरी माँ गुज़र गईं",
        "mere papa guzar gaye pichle hafte",
        "Namatay po ang nanay ko",
        "yung asawa ko po namatay noong Lunes",
        "Pumanaw na po si Tatay",
        "我妈妈上周去世了",
        "家父過世",
    ],
)
def test_a_death_is_heard(said: str) -> None:
    assert tells_of_a_death(said)


@pytest.mark.parametrize(
    "said",
    [
        "My phone died after a week",
        "the battery is dead on arrival",
        "my mother said the lamp died",
        "my husband's phone is dead",
        "I lost my mother's ring in your shop",
        "I lost my order number",
        "I'm dying to see the new pots",
        "the plant was killed by frost",
        "my warranty expired",
        "my son's warranty expired",
        "Namatay ang cellphone ko",
        "namatay yung ilaw ng ref",
        "फ़ोन बंद हो गया, बैटरी मर गई",
        "माँ के लिए साड़ी चाहिए",
        "手机死机了",
        "",
    ],
)
def test_what_broke_or_was_mislaid_is_no_death(said: str) -> None:
    assert not tells_of_a_death(said)
