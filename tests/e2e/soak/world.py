"""Everything that is done to the product from outside, noted as it is done."""

import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from bot.app import SANDBOX_GROUP
from tests.e2e.soak.asked import Ask, Carried
from tests.sandbox.control import Control

MIRA, JONAS, GROUP = 201, 202, SANDBOX_GROUP
FIRST_GUEST = 5001
_PATIENT_WITH = 4  # unanswered messages


@dataclass
class World:
    """The people, what they did, and how many updates came of it.

    `still` is held by whoever needs the world to stand still for a moment.
    """

    control: Control
    asks: defaultdict[int, list[Ask]] = field(default_factory=lambda: defaultdict(list))
    heard: Counter[int] = field(default_factory=Counter)
    carried: list[Carried] = field(default_factory=list)
    updates: int = 0
    redelivered: int = 0
    still: asyncio.Lock = field(default_factory=asyncio.Lock)
    names: dict[int, str] = field(default_factory=dict)
    pressed: set[str] = field(default_factory=set)

    def is_waiting(self, person: int) -> bool:
        """Whether the person has asked enough for now. More at once, as after a long silence, looks like a flood."""
        return len(self.asks[person]) - self.heard[person] >= _PATIENT_WITH

    async def arrive(self, person: int, name: str) -> None:
        await self.control.do("people", id=person, first_name=name, language_code="en")
        self.names[person] = name

    async def says(self, ask: Ask, **content: Any) -> Ask:
        """A customer says something in their own chat."""
        async with self.still:
            told = await self.control.do("say", by=ask.customer, **content)
            done = Ask(ask.customer, ask.kind, ask.token, tuple(told["message_ids"]))
            self.asks[ask.customer].append(done)
            self.updates += len(told["update_ids"])
        if self.updates % 40 == 0 and "text" in content:
            await self._heard_twice(ask.customer, told, content["text"])
        return done

    async def _heard_twice(self, person: int, told: dict[str, Any], text: str) -> None:
        """Telegram may tell of an update again: the same update id, whatever else."""
        who = {"id": person, "is_bot": False, "first_name": self.names[person]}
        chat = {"id": person, "type": "private", "first_name": self.names[person]}
        message = {"message_id": told["message_ids"][0], "date": 1, "chat": chat, "from": who, "text": text}
        await self.control.do("raw_update", update={"update_id": told["update_ids"][0], "message": message})
        self.redelivered += 1

    async def taps(self, ask: Ask, message_id: int, data: str, *, once: str) -> None:
        """A customer presses a button, unless they pressed what `once` stands for."""
        if once in self.pressed:
            return
        self.pressed.add(once)
        async with self.still:
            await self.control.do("tap", by=ask.customer, chat=ask.customer, message_id=message_id, data=data)
            self.asks[ask.customer].append(ask)
            self.updates += 1

    async def staff_taps(self, agent: int, message_id: int, data: str) -> None:
        if data in self.pressed:
            return
        self.pressed.add(data)
        async with self.still:
            await self.control.do("tap", by=agent, chat=GROUP, message_id=message_id, data=data)
            self.updates += 1

    async def staff_writes(self, agent: int, customer: int, topic: int, token: str) -> None:
        async with self.still:
            text = f"We have looked into it, see {token}"
            told = await self.control.do("say", by=agent, chat=GROUP, topic=topic, text=text)
            self.carried.append(Carried(customer, token, told["message_ids"][0]))
            self.updates += 1

    async def unheard(self) -> int:
        """How many updates the product has not confirmed."""
        state = await self.control.get("state", messages=0)
        return int(state["pending_updates"])


def named_in(title: str) -> str:
    """Return whose topic it is: "🟡 Asha · Gold", with or without the sign. Names are one word."""
    return title.rpartition(" · ")[0].split(" ")[-1]
