"""What we write of our own accord, changed in words and with one tap."""

import pytest

from care_rules.consent import Consent
from tests.bot.bad_input.playing import all_done, buttons, customer, one_answer
from tests.bot.flows.product import ASHA, Product

ALL, REMINDERS, NONE = "Greetings and reminders", "Just reminders", "Nothing, please"
LANGUAGES, HUMAN = ["हिन्दी", "Filipino", "中文"], ["Talk to a person"]
NOW = {
    Consent.all: "I may write to you on your own days and when something is due. What would you like?",
    Consent.reminders_only: "I may write to you when something is due, and not otherwise. What would you like?",
    Consent.none: "I don't write to you of my own accord. What would you like?",
}
OFFERED = {Consent.all: [REMINDERS, NONE], Consent.reminders_only: [ALL, NONE], Consent.none: [ALL, REMINDERS]}


async def ask(product: Product) -> str:
    product.readings.table["fewer"] = "care_preferences"
    await product.hears(ASHA, "fewer messages please")
    return await one_answer(product, ASHA)


@pytest.mark.parametrize(
    ("label", "level", "answer"),
    [
        (ALL, Consent.all, "Thank you."),
        (REMINDERS, Consent.reminders_only, "Thank you. Only reminders, then."),
        (NONE, Consent.none, "All right, I won't. I still answer whenever you write."),
    ],
)
async def test_what_holds_is_said_and_the_rest_is_one_tap_away(
    product: Product, label: str, level: Consent, answer: str
) -> None:
    before = Consent.none if level != Consent.none else Consent.all
    await product.hears(ASHA, "/start")
    await one_answer(product, ASHA)
    await product.write(ASHA, consent=before)
    assert await ask(product) == NOW[before]
    assert await buttons(product, ASHA) == [*([one] for one in OFFERED[before]), LANGUAGES, HUMAN]
    await product.tap(ASHA, ASHA, label)
    assert await one_answer(product, ASHA) == answer
    known = await customer(product, ASHA)
    assert (known.consent, known.consent_at is not None) == (level, True)
    assert await ask(product) == NOW[level]
    await all_done(product)


async def test_after_stop_nothing_is_what_holds_and_a_tap_takes_it_back(product: Product) -> None:
    await product.hears(ASHA, "STOP")
    await one_answer(product, ASHA)
    assert await ask(product) == NOW[Consent.none]
    await product.tap(ASHA, ASHA, REMINDERS)
    await one_answer(product, ASHA)
    known = await customer(product, ASHA)
    assert (known.stopped_at, known.consent) == (None, Consent.reminders_only)


async def test_nobody_is_told_why_nothing_was_sent(product: Product) -> None:
    product.readings.table["why did you"] = "why_this_message"
    await product.hears(ASHA, "why did you write to me")
    assert (await one_answer(product, ASHA)).startswith("I have not written to you first so far.")
