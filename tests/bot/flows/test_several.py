"""Several requests in one message: each is heard, once, and what can be answered comes first."""

import pytest

from tests.bot.bad_input.playing import all_done, cases, one_answer, open_case
from tests.bot.flows.product import ASHA, GROUP, MIRA, Product
from tests.bot.flows.readings import OPENING_HOURS, understood

LID, OPEN, HELLO, THANKS = "my lid is broken", OPENING_HOURS["en"], "hello, this is Asha", "many thanks in advance"
FROM_A_PAGE, OPENED = "(from: Opening hours)", "I've opened case"


async def says(product: Product, *parts: tuple[str, str]) -> list[str]:
    """Asha writes these in one message, each read to mean what stands beside it; the answers."""
    text = "\n".join(part for part, _ in parts)
    product.readings.know(understood(text, *(intent for _, intent in parts)))
    await product.hears(ASHA, text)
    return await product.quiet(ASHA)


async def test_a_broken_lid_and_the_hours_are_a_case_and_an_answer(product: Product) -> None:
    answer, opened = await says(product, (LID, "complain"), (OPEN, "ask_question"))
    assert answer.endswith(FROM_A_PAGE)
    assert OPENED in opened
    assert [(case.kind, case.said) for case in await cases(product)] == [("complaint", LID)]
    assert LID in "\n".join(await product.quiet(GROUP))
    await all_done(product)


@pytest.mark.parametrize(
    ("parts", "answers", "opened"),
    [
        ([(HELLO, "greet"), (LID, "complain"), (THANKS, "thanks")], [OPENED], [f"{HELLO}\n{LID}\n{THANKS}"]),
        ([(LID, "complain"), ("the phone is dead too", "complain")], [OPENED], [f"{LID}\nthe phone is dead too"]),
        ([(OPEN, "ask_question"), ("open on Sunday at all?", "ask_question")], [FROM_A_PAGE], []),
        ([(HELLO, "greet"), (OPEN, "ask_question")], [FROM_A_PAGE], []),
        ([(HELLO, "greet"), (THANKS, "thanks")], ["What can I do for you?"], []),
        (
            [(OPEN, "ask_question"), (LID, "complain"), ("fire under it now", "emergency")],
            ["call 112 now", FROM_A_PAGE, "I've added this to case"],
            ["fire under it now"],
        ),
        (
            [("where is order 4711", "track_order"), ("my bill is wrong", "billing")],
            ["where order 4711 is", "about a bill"],
            ["where is order 4711", "my bill is wrong"],
        ),
    ],
)
async def test_each_thing_is_heard_once(
    product: Product, parts: list[tuple[str, str]], answers: list[str], opened: list[str]
) -> None:
    told = await says(product, *parts)
    assert len(told) == len(answers)
    assert all(answer in text for answer, text in zip(answers, told, strict=True)), told
    assert [case.said for case in await cases(product)] == opened


async def test_a_human_who_talks_gets_the_message_whole(product: Product) -> None:
    _, topic = await open_case(product, ASHA)
    await product.control.say(MIRA, "Which colour?", chat=GROUP, topic=topic)
    assert await one_answer(product, ASHA) == "Mira: Which colour?"
    await product.quiet(GROUP)
    assert await says(product, (LID, "complain"), (OPEN, "ask_question")) == []
    assert len(await product.next(ASHA, method="setMessageReaction")) == 1
    assert await one_answer(product, GROUP) == f"Asha Verma:\n{LID}\n{OPEN}"
