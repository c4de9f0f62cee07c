"""Moving the time from the page: the product's clock first, then the dates of messages."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.sandbox_page.world import World

pytestmark = pytest.mark.asyncio(loop_scope="session")

ASHA = 101
DAY = 86_400
CHECK = "import('/clock.js').then(({ checkProduct }) => checkProduct())"


async def shown(world: World) -> datetime:
    return datetime.fromisoformat(await world.page.evaluate("document.querySelector('#now').dateTime"))


async def message_moment(world: World) -> datetime:
    await world.person("say", **{"as": ASHA, "text": "what time is it"})
    return datetime.fromtimestamp((await world.heard())["message"]["date"], UTC)


async def test_a_day_forward_moves_product_messages_and_page(world: World) -> None:
    before = await shown(world)
    dated = await message_moment(world)
    await world.page.click("[data-step*='86400']")
    await world.page.wait_for_text("#ahead", "1 d ahead")
    assert world.product.asked == [{"forward_seconds": DAY}]
    assert timedelta(days=1) <= await shown(world) - before < timedelta(days=1, minutes=1)
    assert timedelta(days=1) <= await message_moment(world) - dated < timedelta(days=1, minutes=1)


async def test_to_the_next_planned_moment_by_key(world: World) -> None:
    world.product.next_in = 3 * 3600
    await world.page.press("n", "Alt")
    await world.page.wait_for_text("#ahead", "3 h ahead")
    assert world.product.asked == [{"to_next": True}]


async def test_the_focus_stays_on_the_button_for_the_next_hour(world: World) -> None:
    await world.page.evaluate("document.querySelector('[data-step]').focus()")
    for hours in (1, 2):
        await world.page.press("Enter")
        await world.page.wait_for_text("#ahead", f"{hours} h ahead")
        await world.page.wait_for("document.querySelector('.clock[aria-busy=false]')")
    assert await world.page.evaluate("document.activeElement.textContent") == "+1 hour"


async def test_with_nothing_planned_the_clock_stays_and_says_so(world: World) -> None:
    await world.page.click("#to-next")
    await world.page.wait_for_text("#toasts", "Nothing is planned")
    assert await world.page.evaluate("document.querySelector('#ahead').textContent") == "real time"


async def test_a_clock_moved_elsewhere_is_followed(world: World) -> None:
    world.product.offset = 7200
    await world.page.evaluate(CHECK)
    await world.page.wait_for_text("#ahead", "2 h ahead")


async def test_a_product_that_does_not_answer_is_named_with_the_remedy(world: World) -> None:
    await world.page.evaluate("sandboxPage.world.product = 'http://127.0.0.1:9'")
    await world.page.click("[data-step*='3600']")
    await world.page.wait_for_text("#notice", "does not answer at http://127.0.0.1:9")
    await world.page.wait_for_text("#health", "Product does not answer")
    assert await world.page.evaluate("document.querySelector('#notice').hidden") is False
    assert "make run" in await world.page.evaluate("document.querySelector('#notice').textContent")
    await world.page.evaluate(f"sandboxPage.world.product = '{world.product.url}'; {CHECK}")
    await world.page.wait_for("document.querySelector('#notice').hidden")
    world.page.problems.clear()  # the browser itself notes the refused connection
