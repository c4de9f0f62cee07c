"""Take the README's pictures of the sandbox: a customer's complaint and staff at work on it; one page of a customer.

Each needs a product in sandbox mode (`make run` without a bot token) freshly started, and a Chromium:

    python scripts/screenshot.py [complaint|customer] [--sandbox http://127.0.0.1:8081] [--out FILE] [--dark]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

sys.path.insert(0, str(Path(__file__).parents[1]))

from scripts.chromium import Page, PageError, chromium_page, find_chromium

ASHA, RAMON, MIRA = 101, 102, 201
PHONE = "919812345678"
CARE = Path(sys.executable).with_name("care")
WEIGHED_WITHIN = 75.0  # seconds: it is looked once a minute whether it is asked for
PATIENCE = 30.0  # seconds; the first topic of a group may have to wait for Telegram's limits

BOT_WROTE = """
  (sandboxPage.world.threads.get('%s')?.messages ?? [])
  .filter((message) => message.from?.id === sandboxPage.world.bot.id).length >= %d"""
TOPIC_KEY = (
    "[...sandboxPage.world.threads.values()].find((thread) => thread.chat.id < 0 && thread.title.includes('%s'))?.key"
)
CARD = """(() => {
  const { messages } = sandboxPage.world.threads.get(%s);
  const card = messages.find((message) => message.reply_markup?.inline_keyboard?.length);
  return card && { chat: card.chat.id, message_id: card.message_id, topic: card.message_thread_id };
})()"""


class Scene:
    """People act through the control API, the page shows it."""

    def __init__(self, sandbox: str, http: aiohttp.ClientSession, page: Page) -> None:
        self.sandbox = sandbox
        self.http = http
        self.page = page

    async def act(self, what: str, person: int, **given: Any) -> None:
        async with self.http.post(f"{self.sandbox}/sandbox/{what}", json={"as": person, **given}) as answer:
            if answer.status != 200:
                raise PageError(f"{what}: {await answer.text()}")

    async def say_and_wait(self, person: int, text: str, answers: int) -> None:
        """Say it and wait until the bot has written so many messages to this person in all."""
        await self.act("say", person, text=text)
        await self.page.wait_for(BOT_WROTE % (f"{person}/0", answers), PATIENCE)

    async def topic_of(self, name: str) -> dict[str, Any]:
        key = TOPIC_KEY % name
        await self.page.wait_for(f"{key} && {CARD % key}", PATIENCE)
        card: dict[str, Any] = await self.page.evaluate(CARD % key)
        await self.page.evaluate(f"sandboxPage.sides.staff.select({key})")
        return card


async def to_working_hours(page: Page) -> None:
    """Move the clock to the next Monday, late in the morning: a picture of a closed desk would puzzle newcomers."""
    now = datetime.fromisoformat(await page.evaluate("document.querySelector('#now').dateTime"))
    monday = now.replace(hour=10, minute=5, second=0, microsecond=0) + timedelta(days=(7 - now.weekday()) % 7)
    ahead = monday - now if monday > now else monday - now + timedelta(days=7)
    step = json.dumps({"forward_seconds": int(ahead.total_seconds())})
    await page.evaluate(f"import('/clock.js').then(({{ moveClock }}) => moveClock({step}))")
    await page.wait_for_text("#now", "Mon")


async def play(scene: Scene) -> None:
    await scene.say_and_wait(RAMON, "/start", 1)
    await scene.say_and_wait(RAMON, "Do you also repair pots that are older than ten years?", 2)
    await scene.say_and_wait(ASHA, "/start", 1)
    await scene.say_and_wait(ASHA, "My order 4711 came with a broken lid and nobody answers the phone", 2)
    card = await scene.topic_of("Asha")
    here = {"chat": card["chat"], "topic": card["topic"]}
    await scene.act("tap", MIRA, chat=card["chat"], message_id=card["message_id"], row=0, col=0)
    text = "Good morning, Asha. A new lid leaves our house today; you will have it by Friday."
    await scene.act("say", MIRA, **here, text=text)
    await scene.page.wait_for(BOT_WROTE % (f"{ASHA}/0", 3), PATIENCE)
    await scene.page.wait_for("sandboxPage.world.tapped.size === 0", PATIENCE)
    # The last word is the bot's thumb under what was delivered.
    await scene.page.wait_for("document.querySelector('#staff .reactions')", PATIENCE)


def take_over(kind: str, lines: Iterable[str]) -> None:
    """Bring a table of the shop, as people do."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / f"{kind}.csv"
        table.write_text("\n".join(lines), encoding="utf-8")
        subprocess.run([str(CARE), "import", kind, str(table)], check=True, stdout=subprocess.DEVNULL)


def bring_the_books(now: datetime) -> None:
    """Asha has bought a pot or tea every four weeks for a year and a half; others now and then."""
    take_over("customers", ["id,name,phone", f"C-1,Asha Verma,+{PHONE}", *(f"C-{at},N {at}," for at in range(2, 40))])
    bought = [("C-1", at, 28 * at + 3, 1400 + 350 * (at % 4), ("Lotus pot", "Assam tea")[at % 2]) for at in range(20)]
    bought += [(f"C-{at}", at, 11 * at, 900, "Lid") for at in range(2, 40)]
    lines = [
        f"{who}-{at},{who},{now - timedelta(days=ago):%Y-%m-%d},{sum_},{what}" for who, at, ago, sum_, what in bought
    ]
    take_over("purchases", ["id,customer,at,amount,product", *lines])


async def play_customer(scene: Scene) -> None:
    now = datetime.fromisoformat(await scene.page.evaluate("document.querySelector('#now').dateTime"))
    await asyncio.to_thread(bring_the_books, now)
    await scene.say_and_wait(ASHA, "/start", 1)
    contact = {"phone_number": PHONE, "first_name": "Asha", "user_id": ASHA}
    await scene.act("say", ASHA, contact=contact)
    await scene.page.wait_for(BOT_WROTE % (f"{ASHA}/0", 2), PATIENCE)
    await scene.say_and_wait(ASHA, "My order 4711 came with a broken lid and nobody answers the phone", 3)
    card = await scene.topic_of("Asha")
    await asyncio.sleep(WEIGHED_WITHIN)
    await scene.act("say", MIRA, chat=card["chat"], topic=card["topic"], text="/customer")
    await scene.page.wait_for("document.querySelector('#staff img')", PATIENCE)
    await scene.page.wait_for("document.querySelector('#staff').innerText.includes('Touch points')", PATIENCE)


SCENES = {"complaint": (play, "sandbox.png"), "customer": (play_customer, "customer.png")}


async def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sandbox", default="http://127.0.0.1:8081")
    parser.add_argument("scene", nargs="?", default="complaint", choices=SCENES)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--dark", action="store_true")
    given = parser.parse_args()
    play_it, name = SCENES[given.scene]
    out = given.out or Path("docs/images") / name
    program = find_chromium()
    if program is None:
        print("No Chromium was found. Install one (Debian: chromium) and try again.", file=sys.stderr)
        return 1
    async with aiohttp.ClientSession() as http, chromium_page(program) as page:
        await page.look(1440, 860, dark=given.dark)
        await page.open(given.sandbox)
        await page.wait_for_text("#health", "Product is running")
        await to_working_hours(page)
        await play_it(Scene(given.sandbox, http, page))
        await page.evaluate(f"sandboxPage.sides.customers.select('{ASHA}/0')")
        await page.evaluate("document.activeElement.blur()")
        await page.wait_for("!document.querySelector('.toast')")
        picture = await page.screenshot()
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(picture)
    print(f"{out}: {len(picture) // 1024} KB")
    return 0


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))
