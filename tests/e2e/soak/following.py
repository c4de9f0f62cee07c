"""People who look at what the bot wrote and press its buttons: staff at their cards, customers at their questions."""

import asyncio
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.e2e.soak.asked import AGAIN, UNASKED, Ask
from tests.e2e.soak.world import GROUP, JONAS, MIRA, World, named_in

_LOOK_EVERY = 0.1


@dataclass
class Following:
    """Reads the record as it grows, and acts on it."""

    world: World
    lot: Random
    seen: int = 0
    answers: int = 0
    topics: dict[int, int] = field(default_factory=dict)

    async def follow(self) -> None:
        """Follow until cancelled."""
        while True:
            for entry in await self.world.control.record(after=self.seen):
                self.seen = entry["seq"]
                if entry["delivered"]:
                    self._notes_that_it_was_heard(entry)
                    await self._looks_at(entry)
            await asyncio.sleep(_LOOK_EVERY)

    def _notes_that_it_was_heard(self, entry: dict[str, Any]) -> None:
        text, person = str(entry["params"].get("text", "")), entry["chat_id"]
        if person in self.world.asks and not text.startswith(AGAIN) and not UNASKED.match(text):
            # Some answers are several messages: nobody has heard more answers than they asked for.
            self.world.heard[person] = min(self.world.heard[person] + 1, len(self.world.asks[person]))

    async def _looks_at(self, entry: dict[str, Any]) -> None:
        if entry["method"] == "createForumTopic":
            name = named_in(str(entry["params"]["name"]))
            customer = next((person for person, known in self.world.names.items() if known == name), None)
            if customer is not None:
                self.topics[int(entry["message_id"])] = customer
        elif entry["method"] == "sendMessage":
            buttons = list(buttons_of(entry))
            if entry["chat_id"] == GROUP:
                await self._at_the_desk(entry, buttons)
            elif entry["chat_id"] in self.world.asks:
                await self._as_a_customer(entry, buttons)

    async def _at_the_desk(self, entry: dict[str, Any], buttons: list[str]) -> None:
        claim = next((data for data in buttons if data.startswith("claim:")), None)
        if claim is None:
            return
        agent = self.lot.choice((MIRA, JONAS))
        topic = int(entry["params"].get("message_thread_id") or 0)
        what_next = self.lot.random()
        if what_next < 0.6:
            await self.world.staff_taps(agent, entry["message_id"], claim)
        if what_next < 0.4 and topic in self.topics:
            self.answers += 1
            await self.world.staff_writes(agent, self.topics[topic], topic, f"A{self.answers:05}A")
        if what_next < 0.3:
            await self.world.staff_taps(agent, entry["message_id"], claim.replace("claim", "resolve"))

    async def _as_a_customer(self, entry: dict[str, Any], buttons: list[str]) -> None:
        person, text = entry["chat_id"], str(entry["params"].get("text", ""))
        for data in buttons:
            kind = None
            if data.startswith("solved:") and "says that" in text:
                kind = "solved"
            elif data.startswith("rate:") and data.endswith(":5"):
                kind = "rated"
            elif data == "consent:none":
                kind = "consent"
            elif data.startswith("other:") and self.lot.random() < 0.1:
                kind = "other matter"
            if kind is not None:
                # Consent is asked again after each rating, until it is given; every other question once.
                once = f"{data} {entry['message_id']}" if kind == "consent" else data
                await self.world.taps(Ask(person, kind), entry["message_id"], data, once=once)


def buttons_of(entry: dict[str, Any]) -> Iterator[str]:
    """The data of the buttons under a message, as it was sent."""
    given = entry["params"].get("reply_markup")
    markup = json.loads(given) if isinstance(given, str) else given or {}
    for line in markup.get("inline_keyboard", []):
        for button in line:
            if re.match(r"\w+", str(button.get("callback_data", ""))):
                yield str(button["callback_data"])
