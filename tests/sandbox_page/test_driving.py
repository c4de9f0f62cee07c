"""The page in a real browser: what a newcomer does with the mouse, and what they see."""

import json

import pytest

from tests.sandbox_page.world import World

pytestmark = pytest.mark.asyncio(loop_scope="session")

ASHA, MIRA, JONAS, TEAM = 101, 201, 202, -1001000000001


async def start(world: World, name: str = "Asha Verma") -> None:
    await world.page.wait_for_text("#customers .title", name)
    await world.page.click("#customers .wide")
    assert (await world.heard())["message"]["text"] == "/start"
    await world.page.wait_for_text("#customers .log", "/start")


async def open_topic(world: World, name: str) -> int:
    topic = await world.bot("createForumTopic", chat_id=TEAM, name=name)
    await world.page.wait_for_text("#staff .threads", name)
    return int(topic["message_thread_id"])


async def test_a_customer_starts_writes_and_is_answered_at_once(world: World) -> None:
    await start(world)
    await world.page.click("#customers textarea")
    await world.page.write("My lid is broken")
    await world.page.click("#customers .send")
    message = (await world.heard())["message"]
    assert (message["text"], message["from"]["id"]) == ("My lid is broken", ASHA)
    await world.bot("sendMessage", chat_id=ASHA, text="I'm sorry. Case <b>K7F2</b>.", parse_mode="HTML")
    await world.page.wait_for_text("#customers .message:last-child strong", "K7F2")
    assert await world.page.evaluate("document.querySelector('#customers textarea').value") == ""


async def test_what_is_written_never_becomes_html(world: World) -> None:
    attack = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>"
    await start(world)
    await world.person("say", **{"as": ASHA, "text": attack})
    await world.person("people", first_name=attack)
    await world.page.wait_for_text("#customers .message:last-child", attack)
    await world.page.wait_for_text("#customers .threads", attack[:40])
    assert await world.page.evaluate("document.querySelectorAll('main img, main script').length") == 0
    assert "Rapport sandbox" in await world.page.evaluate("document.title")


async def test_a_link_that_would_run_a_script_is_only_text(world: World) -> None:
    await start(world)
    entities = [{"type": "text_link", "offset": 0, "length": 4, "url": "https://example.org/"}]
    await world.bot("sendMessage", chat_id=ASHA, text="here", entities=entities)
    await world.page.wait_for_text("#customers .message:last-child a", "here")
    made = await world.page.evaluate("import('/text.js').then(({ link }) => link('javascript:alert(1)', 'x').tagName)")
    assert made == "SPAN"


async def test_a_tap_reaches_the_bot_and_the_answer_is_shown(world: World) -> None:
    await start(world)
    keyboard = {
        "inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}, {"text": "Not yet", "callback_data": "no"}]]
    }
    await world.bot("sendMessage", chat_id=ASHA, text="Is that solved for you?", reply_markup=keyboard)
    await world.page.wait_for_text("#customers .keys", "Not yet")
    await world.page.click("#customers .keys button:last-child")
    query = (await world.heard())["callback_query"]
    assert (query["data"], query["from"]["id"]) == ("no", ASHA)
    await world.page.wait_for("document.querySelector('.keys [aria-busy=true]')")
    await world.bot("answerCallbackQuery", callback_query_id=query["id"], text="I'll tell Mira.")
    await world.page.wait_for_text("#toasts", "I'll tell Mira.")
    await world.page.wait_for("!document.querySelector('.keys [aria-busy=true]')")


async def test_an_alert_waits_until_it_is_read(world: World) -> None:
    await start(world)
    keyboard = {"inline_keyboard": [[{"text": "Take", "callback_data": "take"}]]}
    await world.bot("sendMessage", chat_id=ASHA, text="A case", reply_markup=keyboard)
    await world.page.wait_for_text("#customers .keys", "Take")
    await world.page.click("#customers .keys button")
    query = (await world.heard())["callback_query"]
    await world.bot("answerCallbackQuery", callback_query_id=query["id"], text="Merged into K6Q1.", show_alert=True)
    await world.page.wait_for_text("#ask[open]", "Merged into K6Q1.")
    await world.page.click("#ask .primary")
    await world.page.wait_for("!document.querySelector('#ask[open]')")


async def test_the_keyboard_the_bot_offers_is_there_until_it_is_removed(world: World) -> None:
    await start(world)
    offered = {"keyboard": [[{"text": "A question"}], [{"text": "Here I am", "request_location": True}]]}
    await world.bot("sendMessage", chat_id=ASHA, text="What is it?", reply_markup=offered)
    await world.page.wait_for_text("#customers .reply-keyboard", "A question")
    await world.page.click("#customers .reply-keyboard button")
    assert (await world.heard())["message"]["text"] == "A question"
    await world.page.click("#customers .reply-keyboard div:last-child button")
    await world.page.wait_for_text("#ask", "Share a location")
    await world.page.click("#ask .primary")
    assert (await world.heard())["message"]["location"]["latitude"] == pytest.approx(52.52)
    await world.bot("sendMessage", chat_id=ASHA, text="Thank you", reply_markup={"remove_keyboard": True})
    await world.page.wait_for("document.querySelector('#customers .reply-keyboard').hidden")


async def test_the_first_topic_opens_by_itself_and_later_ones_do_not(world: World) -> None:
    for name in ("Asha Verma", "Ramon Cruz"):
        thread_id = await open_topic(world, name)
        await world.bot("sendMessage", chat_id=TEAM, message_thread_id=thread_id, text=f"A case of {name}")
        await world.page.wait_for_text("#staff .threads", f"A case of {name}")
    assert await world.page.evaluate("document.querySelector('#staff .title').textContent") == "Asha Verma"


async def test_the_log_stays_at_its_end_when_pictures_arrive(world: World) -> None:
    await start(world)
    for _ in range(3):
        await world.person("say", **{"as": ASHA, "album": [{"photo": {"file_name": "lid.png"}}] * 3})
    await world.page.wait_for("document.querySelectorAll('#customers .media img').length === 9")
    await world.page.wait_for("[...document.querySelectorAll('.media img')].every((image) => image.complete)")
    await world.page.wait_for("sandboxPage.sides.customers.atBottom()")


async def test_staff_answer_in_the_topic_as_whoever_they_choose_to_be(world: World) -> None:
    await world.person("say", **{"as": MIRA, "chat": TEAM, "text": "Good morning"})
    thread_id = await open_topic(world, "Asha Verma")
    await world.bot("sendMessage", chat_id=TEAM, message_thread_id=thread_id, text="K7F2, complaint")
    await world.page.wait_for_text("#staff .threads .unread", "1")
    await world.page.click(f"#staff [data-key='{TEAM}/{thread_id}']")
    await world.page.wait_for_text("#staff .log", "K7F2, complaint")
    await world.page.wait_for("!document.querySelector('#staff .threads .unread')")
    await world.page.click(f"#staff .choices input[value='{JONAS}']")
    await world.page.click("#staff textarea")
    await world.page.write("I'll see to it")
    await world.page.press("Enter")
    assert (await world.heard())["message"]["text"] == "Good morning"
    message = (await world.heard())["message"]
    assert (message["from"]["id"], message["message_thread_id"]) == (JONAS, thread_id)
    await world.page.wait_for_text("#staff .message.own", "I'll see to it")


async def test_edits_reactions_quotes_and_pins_are_shown(world: World) -> None:
    await start(world)
    said = await world.person("say", **{"as": ASHA, "text": "lid"})
    asked = await world.bot("sendMessage", chat_id=ASHA, text="Which lid?")
    await world.person("edit", **{"as": ASHA, "chat": ASHA, "message_id": said["message_ids"][0], "text": "My lid"})
    mine = f".message[data-id='{said['message_ids'][0]}']"
    await world.page.wait_for_text(mine, "edited")
    await world.page.wait_for_text(mine, "My lid")
    reaction = [{"type": "emoji", "emoji": "👀"}]
    await world.bot("setMessageReaction", chat_id=ASHA, message_id=said["message_ids"][0], reaction=reaction)
    await world.page.wait_for_text(f"{mine} .reactions", "👀")
    await world.person("say", **{"as": ASHA, "text": "the big one", "reply_to": asked["message_id"]})
    await world.page.wait_for_text("#customers .message:last-child .quoted", "Which lid?")
    await world.bot("pinChatMessage", chat_id=ASHA, message_id=asked["message_id"])
    await world.page.wait_for_text("#customers .pinned", "Which lid?")


async def test_the_menu_of_a_chat_offers_commands_in_the_persons_language(world: World) -> None:
    for language, words in (("", "Where your cases stand"), ("hi", "आपके केस"), ("tl", "Ang mga case ninyo")):
        commands = [{"command": "cases", "description": words}]
        await world.bot("setMyCommands", commands=commands, language_code=language)
    scope = {"type": "all_group_chats"}
    await world.bot("setMyCommands", commands=[{"command": "queue", "description": "What waits"}], scope=scope)
    await world.person("people", id=ASHA, first_name="Asha", language_code="hi")
    await world.person("people", id=102, first_name="Ramon", language_code="fil")
    await world.page.wait_for("sandboxPage.world.people.get(102).language_code === 'fil'")
    for person, words in ((ASHA, "आपके केस"), (102, "Ang mga case ninyo"), (103, "Where your cases stand")):
        await world.page.evaluate(f"sandboxPage.sides.customers.select('{person}/0')")
        await world.page.click("#customers .more")
        await world.page.wait_for_text("#menu", f"/cases  {words}")
        await world.page.press("Escape")
    await world.page.click("#staff .more")
    await world.page.wait_for_text("#menu", "/queue  What waits")
    await world.page.evaluate("document.querySelector('#menu button').click()")
    assert await world.page.evaluate("document.querySelector('#staff textarea').value") == "/queue "


async def test_a_customer_blocks_the_bot_and_comes_back(world: World) -> None:
    await start(world)
    await world.page.click("#customers .more")
    await world.page.wait_for_text("#menu", "Block the bot")
    await world.page.evaluate("[...document.querySelectorAll('#menu button')].at(-1).click()")
    assert (await world.heard())["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    await world.page.wait_for_text("#customers .wide", "Unblock the bot")
    await world.page.click("#customers .wide")
    assert (await world.heard())["my_chat_member"]["new_chat_member"]["status"] == "member"
    await world.page.wait_for("!document.querySelector('#customers .row').hidden")


async def test_photos_chosen_together_become_one_album(world: World) -> None:
    await start(world)
    await world.page.evaluate(
        """(async () => {
          const drawn = await new Promise((done) => {
            const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 30 });
            canvas.toBlob(done, "image/png"); });
          const files = new DataTransfer();
          for (const name of ["lid.png", "box.png"]) files.items.add(new File([drawn], name, { type: "image/png" }));
          document.querySelector("#files").click = () => {};
          const { pickFiles } = await import("/sharing.js");
          pickFiles(sandboxPage.sides.customers, "photo", "image/*");
          const input = document.querySelector("#files");
          input.files = files.files;
          input.dispatchEvent(new Event("change"));
        })()"""
    )
    first, second = (await world.heard())["message"], (await world.heard())["message"]
    assert first["media_group_id"] == second["media_group_id"]
    await world.page.wait_for("document.querySelectorAll('#customers .message .media.many img').length === 2")
    await world.page.wait_for(
        "[...document.querySelectorAll('.media img')].every((image) => image.naturalWidth === 40)"
    )


async def test_fifty_customers_and_a_thousand_messages_are_no_trouble(world: World) -> None:
    for number in range(50):
        await world.person("people", id=1000 + number, first_name="Customer", last_name=str(number))
    for number in range(1000):
        await world.person("say", **{"as": 1000, "text": f"Message {number}"})
    await world.page.wait_for("document.querySelectorAll('#customers .thread').length === 55")
    await world.page.wait_for("sandboxPage.world.threads.get('1000/0').messages.length === 1000")
    opening = """(() => { const before = performance.now(); sandboxPage.sides.customers.select('1000/0', true);
        document.body.offsetHeight; return performance.now() - before; })()"""
    assert await world.page.evaluate(opening) < 1000
    await world.page.wait_for_text("#customers .message:last-child", "Message 999")
    assert await world.page.evaluate("document.querySelectorAll('#customers .message').length") <= 150
    await world.page.click("#customers .earlier")
    await world.page.wait_for("document.querySelectorAll('#customers .message').length > 150")


async def test_on_a_narrow_screen_the_sides_are_stacked_and_nothing_sticks_out(world: World) -> None:
    await world.page.look(390, 844)
    layout = json.loads(
        await world.page.evaluate(
            """JSON.stringify({ width: document.documentElement.scrollWidth,
            left: document.querySelector("#customers").getBoundingClientRect().bottom,
            right: document.querySelector("#staff").getBoundingClientRect().top })"""
        )
    )
    assert layout["width"] <= 390
    assert layout["right"] >= layout["left"]
