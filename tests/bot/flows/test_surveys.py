"""A survey from the message that begins it to the chart that staff see."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from care_rules.consent import Consent
from storage.tables import CareCase, Purchase, SurveyRun
from tests.bot.flows.product import ASHA, GROUP, MIRA, MONDAY_NOON, RAMON, Product
from tests.bot.flows.shopping import brings, gets, known_buyer
from tests.bot.flows.test_linking import customer_of, everything

DAY = timedelta(days=1)


async def _asked(product: Product, by: int = ASHA) -> tuple[int, str]:
    """Somebody who bought often is asked whether they would recommend us; the run's id and the message."""
    buyer_id = await known_buyer(product, by)
    known: dict[str, Any] = {"buyer_id": buyer_id, "amount": 100, "currency": "USD", "product": "Nova", "quantity": 1}
    before = [MONDAY_NOON - one * DAY for one in (200, 100)]
    bought = [Purchase(external_id=f"P-{by}-{at:%j}", at=at, **known) for at in (*before, MONDAY_NOON)]
    await brings(product, *bought)
    await product.app.jobs.weigh()
    told = await gets(product, by, timedelta(days=30, hours=6))
    (message,) = [one for one in told if "recommend" in one]
    return (await _run(product)).id or 0, message


async def _presses(product: Product, by: int, data: str) -> str | None:
    """Press a button with this data under the newest message; what the tap was answered with."""
    return await product.press(by, by, max(product.sandbox.state.room(by).messages), data)


async def _run(product: Product) -> SurveyRun:
    async with product.app.outside.database.read() as session:
        return (await session.execute(select(SurveyRun).order_by(col(SurveyRun.id).desc()).limit(1))).scalar_one()


def _buttons(product: Product, by: int) -> list[str]:
    """What the buttons under the newest message say."""
    messages = product.sandbox.state.room(by).messages
    markup = messages[max(messages)].reply_markup
    return [button.text for line in (markup.inline_keyboard if markup else []) for button in line]


async def test_a_promoter_answers_to_the_end_and_staff_see_the_chart(product: Product) -> None:
    run_id, message = await _asked(product)
    assert message.startswith("You know us well by now")
    assert "from 0 (not at all) to 10 (gladly)?" in message
    assert _buttons(product, ASHA) == [
        *map(str, range(11)), "Skip", "Not now", "Why this?", "Stop these",
    ]  # fmt: skip
    await _presses(product, ASHA, f"survey:{run_id}:0:9")
    assert await product.reply(ASHA) == "What is the main reason? Write it here in your own words."
    await product.hears(ASHA, "The lids never leak")
    thanks, link = await product.quiet(ASHA)
    assert thanks == "Thank you, that helps us."
    assert "t.me/" in link
    run = await _run(product)
    assert run.answers == {"0": 9, "1": "The lids never leak"}
    assert run.ended_at is not None
    assert (await customer_of(product, ASHA)).recommends == 9
    await product.control.say(MIRA, "/surveys recommend", chat=GROUP)
    (chart,) = await product.next(GROUP, method="sendPhoto")
    assert chart["params"]["caption"] == (
        "recommend, last 90 days: 1 asked, 1 answered, 1 to the end.\n"
        "Net Promoter Score 100, of one answer.\n“The lids never leak”"
    )


async def test_a_low_score_is_followed_up_at_once_and_the_reason_goes_to_its_case(product: Product) -> None:
    run_id, _ = await _asked(product)
    await _presses(product, ASHA, f"survey:{run_id}:0:3")
    sorry, why = await product.quiet(ASHA)
    assert sorry.startswith("I'm sorry it was not better.")
    assert why.startswith("What is the main reason?")
    await product.hears(ASHA, "The lid broke after a week")
    assert await product.quiet(ASHA) == ["Thank you, that helps us."]
    (case,) = await everything(product, CareCase)
    assert case.said.endswith("– 3/10")
    assert (await _run(product)).case_id == case.id
    topic = [str(one["params"].get("text", "")) for one in await product.control.record(chat=GROUP, limit=1000)]
    assert any("The lid broke after a week" in text for text in topic)


async def test_questions_are_skipped_put_off_and_taken_up_again(product: Product) -> None:
    run_id, _ = await _asked(product)
    await _presses(product, ASHA, f"surveyskip:{run_id}:0")
    assert (await product.reply(ASHA)).startswith("What is the main reason?")
    await _presses(product, ASHA, f"surveyleave:{run_id}")
    assert "/survey" in await product.reply(ASHA)
    await product.hears(ASHA, "What are your opening hours?")
    await product.quiet(ASHA)
    assert (await _run(product)).step == 1, "words that came after it was put off are no answer"
    await product.hears(ASHA, "/survey")
    assert (await product.reply(ASHA)).startswith("What is the main reason?")
    await _presses(product, ASHA, f"survey:{run_id}:0:9")
    assert (await product.reply(ASHA)).startswith("What is the main reason?"), "an old button asks what is open"
    await product.hears(ASHA, "skip")
    assert await product.reply(ASHA) == "All right."
    run = await _run(product)
    assert (run.answers, run.answered_at) == ({"0": None, "1": None}, None)
    await product.hears(ASHA, "/survey")
    assert await product.reply(ASHA) == "There is no survey waiting for you."


async def test_what_is_not_theirs_or_too_old_is_no_answer(product: Product) -> None:
    run_id, _ = await _asked(product)
    await product.hears(RAMON, "/start")
    await product.quiet(RAMON)
    await _presses(product, RAMON, f"survey:{run_id}:0:9")
    await _presses(product, ASHA, f"survey:{run_id}:0:11")
    await _presses(product, ASHA, f"survey:{run_id}:x:1")
    await product.idle()
    product.clock.move_to(product.clock() + 15 * DAY)
    await _presses(product, ASHA, f"survey:{run_id}:0:9")
    await product.idle()
    assert (await _run(product)).answers == {}


async def test_a_number_written_counts_and_other_words_do_not(product: Product) -> None:
    await _asked(product)
    await product.hears(ASHA, "How much is postage?")
    await product.quiet(ASHA)
    assert (await _run(product)).step == 0
    await product.hears(ASHA, "10")
    assert "main reason" in "\n".join(await product.quiet(ASHA))
    assert (await _run(product)).answers == {"0": 10}


async def test_without_consent_to_surveys_nobody_is_asked(product: Product) -> None:
    buyer_id = await known_buyer(product)
    await product.write(ASHA, consent=Consent.reminders_only)
    bought = [
        Purchase(
            buyer_id=buyer_id, external_id=f"P-{n}", at=MONDAY_NOON - n * DAY, amount=1, currency="USD", quantity=1
        )
        for n in (0, 50, 100)
    ]
    await brings(product, *bought)
    await product.app.jobs.weigh()
    assert not [one for one in await gets(product, ASHA, timedelta(days=30, hours=6)) if "recommend" in one]


async def test_staff_are_told_which_surveys_there_are(product: Product) -> None:
    await product.control.say(MIRA, "/surveys nonsense", chat=GROUP)
    assert await product.reply(GROUP) == (
        "There is no survey “nonsense”.\n"
        "Asked in the last 90 days. /surveys and a name shows the answers.\n· recommend: 0\n· effort: 0"
    )
