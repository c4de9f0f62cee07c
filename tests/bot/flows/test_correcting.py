"""Staff put a wrong reading right with one tap on the card."""

from storage.tables import ReviewWhy
from tests.bot.bad_input.playing import all_done, buttons, cases, events, in_review, one_answer, open_case
from tests.bot.flows.product import ASHA, GROUP, MIRA, RAMON, Product

COMPLAINT = "My order 4711 came with a broken lid and nobody answers the phone"


async def test_one_tap_makes_it_another_kind_and_teaches_the_machine(product: Product) -> None:
    number, _ = await open_case(product, ASHA)
    assert await buttons(product, GROUP) == [["Take", "Resolve", "More …"], ["→ request", "→ question", "→ suggestion"]]
    toast = await product.tap(MIRA, GROUP, "→ question")
    assert toast == f"{number} is a question now. Thank you, I learn from it."
    card = (await product.next(GROUP, method="editMessageText"))[0]["params"]
    assert card["text"].startswith(f"{number} · question · Ordinary")
    assert await buttons(product, GROUP) == [
        ["Take", "Resolve", "More …"],
        ["→ complaint", "→ request", "→ suggestion"],
    ]
    [case] = await cases(product)
    assert (case.kind, case.intent) == ("question", "ask_question")
    assert [event.why for event in await events(product, "kind")] == ["complaint → question"]
    (waiting,) = await in_review(product)
    assert (waiting.text, waiting.why, waiting.case_id) == (
        COMPLAINT.replace("4711", "0000"),
        ReviewWhy.corrected,
        case.id,
    )
    assert (waiting.intent_read, waiting.intent_right) == ("complain", "ask_question")
    assert await product.quiet(ASHA) == []
    await all_done(product)


async def test_a_wrong_tap_is_put_right_by_another(product: Product) -> None:
    number, _ = await open_case(product, ASHA)
    await product.tap(MIRA, GROUP, "→ request")
    card = (await product.next(GROUP, method="editMessageText"))[0]["params"]
    assert card["text"].startswith(f"{number} · request, a product · Ordinary")
    await product.tap(MIRA, GROUP, "→ complaint")
    assert [case.kind for case in await cases(product)] == ["complaint"]


async def test_a_tap_of_a_stranger_or_for_what_it_is_already_changes_nothing(product: Product) -> None:
    await open_case(product, ASHA)
    [case] = await cases(product)
    card = max(product.sandbox.state.room(GROUP).messages)
    assert await product.press(RAMON, GROUP, card, f"kind:{case.id}:question") == (
        "Only people of the staff group can do that."
    )
    for kind in ("complaint", "nonsense"):
        assert "too old" in (await product.press(MIRA, GROUP, card, f"kind:{case.id}:{kind}") or "")
    assert [one.kind for one in await cases(product)] == ["complaint"]
    assert await in_review(product) == []


async def test_no_card_has_more_than_one_line_of_it_and_none_where_nothing_was_read(product: Product) -> None:
    await product.hears(ASHA, "fire under the pot")
    assert await buttons(product, GROUP) == [["Take", "Resolve", "More …"], ["→ complaint", "→ request", "→ question"]]
    product.readings.down = True
    await product.hears(RAMON, "something nobody can read")
    await one_answer(product, RAMON)
    assert await buttons(product, GROUP) == [["Take", "Resolve", "More …"]]
