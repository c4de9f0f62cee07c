"""What we write of our own accord, changed in words and with one tap, kind by kind."""

import pytest

from bot.work.customers import consents
from care_rules.consent import CareKind, Consent
from storage.tables import ConsentNote
from tests.bot.bad_input.playing import all_done, buttons, customer, one_answer
from tests.bot.flows.product import ASHA, Product
from tests.bot.flows.test_linking import everything

NONE = "Nothing, please"
LANGUAGES, HUMAN = ["हिन्दी", "Filipino", "中文"], ["Talk to a person"]
NAMES = {
    CareKind.greetings: "greetings on your days",
    CareKind.reminders: "reminders",
    CareKind.surveys: "short questions",
    CareKind.offers: "offers",
}
NOTHING = "I don't write to you of my own accord. A tap changes that."
REMINDERS = "I write to you of my own accord about: reminders. A tap changes that."


async def ask(product: Product) -> str:
    product.readings.table["fewer"] = "care_preferences"
    await product.hears(ASHA, "fewer messages please")
    return await one_answer(product, ASHA)


def offered(*granted: CareKind) -> list[list[str]]:
    labels = [f"{'✓' if kind in granted else '+'} {name}" for kind, name in NAMES.items()]
    wishes = [["+ nothing in the morning"], ["+ nothing in the evening"], ["+ 2 a month at most", NONE]]
    return [labels[:2], labels[2:], *(wishes if granted else [])]


@pytest.mark.parametrize("way", ["in words", "/care"])
async def test_what_holds_is_said_and_the_rest_is_one_tap_away(product: Product, way: str) -> None:
    await product.hears(ASHA, "/start")
    await one_answer(product, ASHA)
    await product.write(ASHA, consent=Consent.reminders_only)
    if way == "/care":
        await product.hears(ASHA, "/care")
        assert await one_answer(product, ASHA) == REMINDERS
    else:
        assert await ask(product) == REMINDERS
    assert await buttons(product, ASHA) == [*offered(CareKind.reminders), LANGUAGES, HUMAN]
    await product.tap(ASHA, ASHA, NONE)
    assert await one_answer(product, ASHA) == "All right, I won't. I still answer whenever you write."
    assert await ask(product) == NOTHING
    assert await buttons(product, ASHA) == [*offered(), LANGUAGES, HUMAN]
    await all_done(product)


async def test_each_kind_is_agreed_to_and_taken_back_by_itself(product: Product) -> None:
    await product.hears(ASHA, "/start")
    await one_answer(product, ASHA)
    await product.write(ASHA, consent=Consent.all)
    await ask(product)
    await product.tap(ASHA, ASHA, "✓ offers")
    assert "greetings on your days, reminders, short questions." in await one_answer(product, ASHA)
    await product.tap(ASHA, ASHA, "✓ short questions")
    await one_answer(product, ASHA)
    await product.tap(ASHA, ASHA, "✓ greetings on your days")
    assert await one_answer(product, ASHA) == REMINDERS
    known = await customer(product, ASHA)
    assert (known.consent, known.declined, known.consent_at is not None) == (Consent.reminders_only, [], True)
    await product.tap(ASHA, ASHA, "+ short questions")
    assert "about: reminders, short questions." in await one_answer(product, ASHA)
    known = await customer(product, ASHA)
    assert consents.granted(known) == {CareKind.reminders, CareKind.surveys}
    notes = [(note.kind, note.granted, note.how) for note in await everything(product, ConsentNote)]
    assert notes[-1] == (CareKind.surveys, True, "preferences")
    assert (CareKind.offers, False, "preferences") in notes


async def test_hours_and_how_often_are_theirs_to_choose(product: Product) -> None:
    await product.hears(ASHA, "/start")
    await one_answer(product, ASHA)
    await product.write(ASHA, consent=Consent.all)
    await product.hears(ASHA, "/care")
    await one_answer(product, ASHA)
    for label, hours in (
        ("+ nothing in the evening", (18, 8)),
        ("+ nothing in the morning", (18, 12)),
        ("✓ nothing in the evening", (0, 12)),
        ("✓ nothing in the morning", (None, None)),
    ):
        await product.tap(ASHA, ASHA, label)
        await one_answer(product, ASHA)
        known = await customer(product, ASHA)
        assert (known.quiet_from, known.quiet_until) == hours
    await product.tap(ASHA, ASHA, "+ 2 a month at most")
    await one_answer(product, ASHA)
    assert (await customer(product, ASHA)).most_a_month == 2


async def test_after_stop_nothing_is_what_holds_and_a_tap_takes_it_back(product: Product) -> None:
    await product.hears(ASHA, "STOP")
    await one_answer(product, ASHA)
    assert await ask(product) == NOTHING
    await product.tap(ASHA, ASHA, "+ reminders")
    assert await one_answer(product, ASHA) == REMINDERS
    known = await customer(product, ASHA)
    assert (known.stopped_at, known.consent) == (None, Consent.reminders_only)


async def test_nobody_is_told_why_nothing_was_sent(product: Product) -> None:
    product.readings.table["why did you"] = "why_this_message"
    await product.hears(ASHA, "why did you write to me")
    assert (await one_answer(product, ASHA)).startswith("I have not written to you first so far.")
