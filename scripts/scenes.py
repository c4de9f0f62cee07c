"""What people do in the README's pictures: each scene goes on where the one before left off."""

from __future__ import annotations

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

from scripts.chromium import Page, PageError

HOUSE = Path(__file__).resolve().parents[1]
ASHA, RAMON, MIRA = 101, 102, 201
PHONE = "919812345678"
OTHERS = range(2, 42)  # customers who are numbers in the picture of what is planned
WEIGHED_WITHIN = 75.0  # seconds: it is looked once a minute whether it is asked for
PATIENCE = 30.0  # seconds; the first topic of a group may have to wait for Telegram's limits

BOT_WROTE = """
  (sandboxPage.world.threads.get('%s')?.messages ?? [])
  .filter((message) => message.from?.id === sandboxPage.world.bot.id).length >= %d"""
TOPIC_KEY = (
    "[...sandboxPage.world.threads.values()].find((thread) => thread.chat.id < 0 && thread.title.includes('%s'))?.key"
)
GENERAL = "[...sandboxPage.world.threads.values()].find((thread) => thread.chat.id < 0 && thread.topic === 0)"
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

    async def staff_see(self, text: str) -> None:
        shown = "document.querySelector('#staff .log').innerText"
        await self.page.wait_for(f"{shown}.includes({json.dumps(text)})", PATIENCE)

    async def now(self) -> datetime:
        """The sandbox's present moment, in UTC."""
        return datetime.fromisoformat(await self.page.evaluate("document.querySelector('#now').dateTime"))


async def to_working_hours(scene: Scene) -> None:
    """Move the clock to the next Monday, late in the morning: a picture of a closed desk would puzzle newcomers."""
    now = await scene.now()
    monday = now.replace(hour=10, minute=5, second=0, microsecond=0) + timedelta(days=(7 - now.weekday()) % 7)
    ahead = monday - now if monday > now else monday - now + timedelta(days=7)
    step = json.dumps({"forward_seconds": int(ahead.total_seconds())})
    await scene.page.evaluate(f"import('/clock.js').then(({{ moveClock }}) => moveClock({step}))")
    await scene.page.wait_for_text("#now", "Mon")


async def complaint(scene: Scene) -> None:
    """Asha complains and Mira answers; Ramon asks something."""
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
    await scene.page.evaluate(f"sandboxPage.sides.customers.select('{ASHA}/0')")


async def topic(scene: Scene) -> None:
    """Asha writes more, Mira leaves a note, and looks what may be done for her."""
    card = await scene.topic_of("Asha")
    here = {"chat": card["chat"], "topic": card["topic"]}
    await scene.act("say", ASHA, text="Thank you. It should be the red one, please")
    await scene.staff_see("the red one")
    await scene.act("say", MIRA, **here, text="// Two red lids are left, both at the Mall Road shop")
    await scene.act("say", MIRA, **here, text="/gesture")
    await scene.staff_see("What shall we do")


async def preview(scene: Scene) -> None:
    """Forty customers whom the shop's books know, and what the coming weeks bring them."""
    now = await scene.now()
    await asyncio.to_thread(bring_the_plans, now)
    for number in OTHERS:
        await scene.act("people", 0, id=1000 + number, first_name="Customer", last_name=str(number))
        await scene.act("say", 1000 + number, text="/start")
        contact = {"phone_number": phone_of(number), "first_name": "Customer", "user_id": 1000 + number}
        await scene.act("say", 1000 + number, contact=contact)
    for number in OTHERS:
        await scene.page.wait_for(BOT_WROTE % (f"{1000 + number}/0", 2), 2 * PATIENCE)
    chat = await scene.page.evaluate(f"{GENERAL}.chat.id")
    await scene.page.evaluate(f"sandboxPage.sides.staff.select({GENERAL}.key)")
    await scene.act("say", MIRA, chat=chat, text="/preview")
    await scene.page.wait_for("document.querySelector('#staff .log img')?.complete", PATIENCE)


async def customer(scene: Scene) -> None:
    """One page of a customer. It takes a while: a weighing has to come first."""
    await asyncio.to_thread(bring_the_books, await scene.now())
    contact = {"phone_number": PHONE, "first_name": "Asha", "user_id": ASHA}
    await scene.act("say", ASHA, contact=contact)
    card = await scene.topic_of("Asha")
    await asyncio.sleep(WEIGHED_WITHIN)
    await scene.act("say", MIRA, chat=card["chat"], topic=card["topic"], text="/customer")
    await scene.page.wait_for("document.querySelector('#staff img')", PATIENCE)
    await scene.staff_see("Touch points")


def phone_of(number: int) -> str:
    return f"9198123400{number:02}"


def take_over(kind: str, lines: Iterable[str]) -> None:
    """Bring a table of the shop, as people do."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / f"{kind}.csv"
        table.write_text("\n".join(lines), encoding="utf-8")
        care = [sys.executable, "-m", "bot", "import", kind, str(table)]
        subprocess.run(care, check=True, stdout=subprocess.DEVNULL, cwd=HOUSE)


def bring_the_plans(now: datetime) -> None:
    """Birthdays, services, warranties, bills and appointments in the coming four weeks, some days more than others."""

    def ahead(days: int) -> str:
        return f"{now + timedelta(days=days):%Y-%m-%d}"

    born = {at: now + timedelta(days=at * at % 28) for at in OTHERS}
    products = ("POT,Lotus pot,180,730", "KETTLE,Lotus kettle,365,365")
    take_over("products", ["id,name,service_days,warranty_days", *products])
    people = (f"C-{at},Customer {at},+{phone_of(at)},19{60 + at}-{day:%m-%d}" for at, day in born.items())
    take_over("customers", ["id,name,phone,birthday", *people])
    bought = [(at, 180 - 7 - at * 3 % 26, "Lotus pot") for at in OTHERS]
    bought += [(at, 365 - 30 - at * 5 % 24, "Lotus kettle") for at in OTHERS if at % 3]
    sold = (f"S-{at}-{ago},C-{at},{ahead(-ago)},1900,{what}" for at, ago, what in bought)
    take_over("purchases", ["id,customer,at,amount,product", *sold])
    take_over("bills", ["id,customer,amount,due_on", *(f"B-{at},C-{at},900,{ahead(5 + at % 4 * 7)}" for at in OTHERS)])
    slots = (f"A-{at},C-{at},{ahead(2 + at * 7 % 24)} 11:00,Mall Road shop" for at in OTHERS if at % 2)
    take_over("appointments", ["id,customer,starts_at,place", *slots])


def bring_the_books(now: datetime) -> None:
    """Asha has bought a pot or tea every four weeks for a year and a half; others now and then."""
    take_over("customers", ["id,name,phone", f"C-1,Asha Verma,+{PHONE}", *(f"C-{at},N {at}," for at in OTHERS)])
    bought = [("C-1", at, 28 * at + 3, 1400 + 350 * (at % 4), ("Lotus pot", "Assam tea")[at % 2]) for at in range(20)]
    bought += [(f"C-{at}", at, 11 * at, 900, "Lid") for at in OTHERS]
    lines = [
        f"{who}-{at},{who},{now - timedelta(days=ago):%Y-%m-%d},{sum_},{what}" for who, at, ago, sum_, what in bought
    ]
    take_over("purchases", ["id,customer,at,amount,product", *lines])
