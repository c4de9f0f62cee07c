"""Every intent, in every language, from what was read to what people see."""

import re

import pytest

from bot.words.catalogue import Catalogue
from care_rules.intake import Detail
from nlu.intents import INTENTS
from tests.bot.bad_input.playing import all_done, cases
from tests.bot.flows.product import GROUP, Product
from tests.bot.flows.readings import LANGUAGES, examples, understood

FIRST = 1001  # the Telegram id of the first customer, one for each intent
CASES = {  # the kind of the case that the words open
    "emergency": "emergency",
    "complain": "complaint",
    "still_broken": "complaint",
    "add_to_case": "question",
    "talk_to_human": "question",
    "give_feedback": "suggestion",
}
REQUESTS = (
    "ask_product",
    "track_order",
    "change_order",
    "refund",
    "billing",
    "book_service",
    "account_help",
)
ANSWERS = {  # where it is not that a case of the kind was opened
    "talk_to_human": "opened-human",
    "add_to_case": "opened-more",
    "confirm_fixed": "glad-fixed",
    "case_status": "no-cases",
    "ask_question": "knowledge-answer",
    "stop_care": "stopped",
    "care_preferences": "care-preferences",
    "why_this_message": "why-nothing",
    "praise": "praise",
    "bot_challenge": "bot-challenge",
    "out_of_scope": "out-of-scope",
    "my_data": "mydata-sent",
    "forget_me": "forget-ask",
    "refer_friend": "referral-link",
    **{intent: f"talk-{intent}" for intent in ("greet", "thanks", "goodbye", "affirm", "deny")},
}


def kind_of(intent: str) -> str | None:
    return "request" if intent in REQUESTS else CASES.get(intent)


def like(words: Catalogue, key: str, language: str, **facts: str) -> str:
    """Return a pattern that fits the sentence with whatever facts."""
    unknown = (
        "number",
        "said",
        "due",
        "answer",
        "title",
        "company",
        "name",
        "emergency_number",
        "order",
        "link",
        "kinds",
    )
    given = dict.fromkeys(unknown, "¤") | {"known": "yes", "level": "none", "count": 0} | facts
    return re.escape(words.text(key, language, **given)).replace("¤", ".+")


def expected(words: Catalogue, intent: str, language: str) -> str:
    """What is answered, and what may be asked for after it."""
    asked = "|".join(like(words, f"ask-detail-{detail}", language) for detail in Detail)
    return f"{_answered(words, intent, language)}(?:\n(?:{asked}))?"


def _answered(words: Catalogue, intent: str, language: str) -> str:
    if intent not in REQUESTS:
        return like(words, ANSWERS.get(intent, f"opened-{kind_of(intent)}"), language)
    heard = "|".join(like(words, f"heard-{intent}", language, order=order) for order in ("none", "¤"))
    return like(words, "opened-request", language, heard="HEARD").replace("HEARD", f"(?:{heard})")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_intent_has_an_outcome_that_people_see(product: Product, language: str) -> None:
    words, said = Catalogue(), examples(language)
    people = {intent: FIRST + place for place, intent in enumerate(INTENTS)}
    for intent, person in people.items():
        await product.control.do("people", id=person, first_name=f"P{person}", language_code=language)
        product.readings.know(understood(said[intent], intent, language=language))
        await product.hears(person, said[intent])
    await all_done(product)
    for intent, person in people.items():
        answers = await product.quiet(person) or await _captions(product, person)
        assert len(answers) == 1, (intent, answers)
        assert re.fullmatch(expected(words, intent, language), answers[0], re.DOTALL), (intent, answers[0])
    opened = {case.said: case.kind.value for case in await cases(product)}
    assert opened == {said[intent]: kind_of(intent) for intent in INTENTS if kind_of(intent) is not None}
    cards = "\n".join(await product.quiet(GROUP))
    assert all(text in cards for text in (*opened, said["praise"]))


async def _captions(product: Product, person: int) -> list[str]:
    """Return what stands under the files this person was sent."""
    entries = await product.control.record(chat=person, limit=100)
    return [str(entry["params"]["caption"]) for entry in entries if entry["method"] == "sendDocument"]
