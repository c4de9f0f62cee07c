"""The page without a mouse."""

from typing import Any

import pytest

from tests.sandbox_page.world import World

pytestmark = pytest.mark.asyncio(loop_scope="session")

ASHA = 101
FOCUSED = """(() => { const at = document.activeElement;
    return at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent.trim(); })()"""

TO_THE_TOP = "document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')"


async def focused(world: World) -> Any:
    return await world.page.evaluate(FOCUSED)


async def begin(world: World) -> None:
    await world.page.press("c", "Alt")
    assert await focused(world) == "Start"
    await world.page.press("Enter")
    assert (await world.heard())["message"]["text"] == "/start"
    await world.page.wait_for_text("#customers .log", "/start")


async def write(world: World, text: str) -> None:
    await world.page.press("c", "Alt")
    assert await focused(world) == "Message"
    await world.page.write(text)
    await world.page.press("Enter")
    await world.page.wait_for_text("#customers .log", text)


async def test_a_conversation_from_start_to_edit(world: World) -> None:
    await begin(world)
    await write(world, "My lit is broken")
    assert (await world.heard())["message"]["text"] == "My lit is broken"
    await world.page.press("ArrowUp")
    await world.page.wait_for_text("#customers .quote-bar", "Edit")
    await world.page.evaluate("document.activeElement.select()")
    await world.page.write("My lid is broken")
    await world.page.press("Enter")
    assert (await world.heard())["edited_message"]["text"] == "My lid is broken"


async def test_the_tab_key_goes_through_the_page_in_reading_order(world: World) -> None:
    await begin(world)
    await world.page.evaluate(TO_THE_TOP)
    stops = []
    for _ in range(16):
        await world.page.press("Tab")
        stops.append(await focused(world))
    assert stops[:5] == ["+1 hour", "+1 day", "To the next planned moment", "Help and keyboard shortcuts", "Add"]
    assert stops[5].startswith("AVAsha Verma")
    assert stops[6:12] == [
        "More about this chat",
        "Messages: Asha Verma",
        "/start",
        "Attach",
        "Message",
        "Send",
    ]
    assert stops[12].startswith("GGeneral")
    assert stops[13:] == ["Mira", "More about this topic", "Messages: General"]


async def test_the_focus_can_be_seen_everywhere(world: World) -> None:
    await begin(world)
    await world.page.evaluate(TO_THE_TOP)
    hidden = """(() => { const at = document.activeElement;
        const seen = [at, at.closest("label")].some((node) => node && getComputedStyle(node).outlineStyle !== "none");
        return seen ? null : at.outerHTML; })()"""
    for _ in range(18):
        await world.page.press("Tab")
        assert await world.page.evaluate(hidden) is None


async def test_arrows_walk_through_the_customers(world: World) -> None:
    await world.page.wait_for_text("#customers .threads", "Asha Verma")
    await world.page.evaluate("document.querySelector('#customers .thread').focus()")
    await world.page.press("ArrowDown")
    assert "Ramon Cruz" in await focused(world)
    await world.page.press("Enter")
    await world.page.wait_for_text("#customers .title", "Ramon Cruz")
    await world.page.press("ArrowDown", "Alt")
    await world.page.wait_for_text("#customers .title", "Wei Chen")


async def test_a_message_is_answered_from_the_list_of_messages(world: World) -> None:
    await begin(world)
    question = await world.bot("sendMessage", chat_id=ASHA, text="Which lid?")
    await world.page.wait_for_text("#customers .log", "Which lid?")
    await world.page.evaluate("document.querySelector('#customers .log').focus()")
    await world.page.press("ArrowUp")
    assert "Which lid?" in await focused(world)
    await world.page.press("r")
    await world.page.wait_for_text("#customers .quote-bar", "Which lid?")
    await world.page.write("The big one")
    await world.page.press("Enter")
    message = (await world.heard())["message"]
    assert message["reply_to_message"]["message_id"] == question["message_id"]


async def test_a_reaction_is_given_from_the_menu(world: World) -> None:
    await begin(world)
    await world.bot("getUpdates", allowed_updates=["message", "message_reaction"])
    await world.bot("sendMessage", chat_id=ASHA, text="Solved?")
    await world.page.wait_for_text("#customers .log", "Solved?")
    await world.page.evaluate("document.querySelector('#customers .log').focus()")
    await world.page.press("ArrowUp")
    await world.page.press("Enter")
    await world.page.wait_for("document.activeElement.textContent === '👍'")
    await world.page.press("Enter")
    assert (await world.heard())["message_reaction"]["new_reaction"][0]["emoji"] == "👍"
    await world.page.wait_for_text("#customers .reactions", "👍")
    assert "Solved?" in await focused(world)


async def test_the_focus_stays_on_a_button_when_its_message_is_edited(world: World) -> None:
    await begin(world)
    keyboard = {"inline_keyboard": [[{"text": "1", "callback_data": "1"}, {"text": "2", "callback_data": "2"}]]}
    message = await world.bot("sendMessage", chat_id=ASHA, text="How was it?", reply_markup=keyboard)
    await world.page.wait_for_text("#customers .keys", "2")
    await world.page.evaluate("document.querySelector('#customers .keys button:last-child').focus()")
    await world.page.press("Enter")
    assert (await world.heard())["callback_query"]["data"] == "2"
    await world.bot(
        "editMessageText", chat_id=ASHA, message_id=message["message_id"], text="And now?", reply_markup=keyboard
    )
    await world.page.wait_for_text("#customers .log", "And now?")
    assert await focused(world) == "2"


async def test_what_arrives_is_said_to_a_screen_reader(world: World) -> None:
    await begin(world)
    await world.bot("sendMessage", chat_id=ASHA, text="Good morning, Asha")
    await world.page.wait_for_text("#live", "Good morning, Asha")


async def test_a_question_mark_opens_the_help_and_escape_closes_it(world: World) -> None:
    await world.page.evaluate("document.activeElement.blur()")
    await world.page.press("?", "Shift")
    await world.page.wait_for("document.querySelector('#help').open")
    assert await focused(world) == "Close"
    await world.page.press("Escape")
    await world.page.wait_for("!document.querySelector('#help').open")
