"""The sandbox's record as the reckoning reads it: who was told what, and what staff saw in whose topic."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.e2e.soak.asked import AGAIN
from tests.e2e.soak.following import buttons_of
from tests.e2e.soak.world import GROUP, named_in
from tests.sandbox.control import Control

Entry = dict[str, Any]
WORDED = ("sendMessage",)
COPIES = ("copyMessage", "copyMessages")


@dataclass
class Record:
    """Every call that was carried out, whether or not the caller came to know."""

    entries: list[Entry]
    topics: dict[int, str] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for entry in self.entries:
            if entry["method"] == "createForumTopic":
                self.topics[int(entry["message_id"])] = named_in(str(entry["params"]["name"]))
            elif entry["method"] == "closeForumTopic":
                self.closed.add(int(entry["params"]["message_thread_id"]))

    def told(self, person: int) -> list[Entry]:
        """What a customer was told in words, in order."""
        return [one for one in self.entries if one["chat_id"] == person and one["method"] in WORDED]

    def nods(self) -> set[tuple[int, int]]:
        """(chat, message) of each message that was answered with a reaction."""
        return {
            (one["chat_id"], int(one["params"]["message_id"]))
            for one in self.entries
            if one["method"] == "setMessageReaction"
        }

    def posts(self) -> list[Entry]:
        """What staff saw: posts, edits and copies in the group."""
        shown = (*WORDED, *COPIES, "editMessageText")
        return [one for one in self.entries if one["chat_id"] == GROUP and one["method"] in shown]

    def topic_owner(self, entry: Entry) -> str | None:
        """The name in the title of the topic that a post went to; None for the General topic."""
        return self.topics.get(int(entry["params"].get("message_thread_id") or 0))


async def read(control: Control) -> Record:
    entries: list[Entry] = []
    while fresh := await control.record(after=entries[-1]["seq"] if entries else 0):
        entries.extend(fresh)
    return Record([entry for entry in entries if entry["delivered"]])


def text_of(entry: Entry) -> str:
    return str(entry["params"].get("text", ""))


def core(entry: Entry) -> str:
    """What a message says without the mark of a repetition, and the buttons under it: the same for the same call."""
    return text_of(entry).removeprefix(AGAIN) + json.dumps(list(buttons_of(entry)))


def is_again(entry: Entry) -> bool:
    return text_of(entry).startswith(AGAIN)


def copied_from(entry: Entry) -> set[tuple[int, int]]:
    """(chat, message) of what a copy was made of."""
    parameters = entry["params"]
    chat = int(parameters["from_chat_id"])
    several = parameters.get("message_ids")
    if several is None:
        return {(chat, int(parameters["message_id"]))}
    listed = json.loads(several) if isinstance(several, str) else several
    return {(chat, int(number)) for number in listed}


def case_of(text: str) -> str | None:
    """The number a text or a card begins with, or names as a case just opened."""
    found = re.search(r"^([0-9A-Z]{4}) · |opened case ([0-9A-Z]{4})|as case ([0-9A-Z]{4})", text)
    return next((group for group in found.groups() if group), None) if found else None


def by_customer(pairs: Iterable[tuple[int, str]]) -> Mapping[int, set[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    for customer, what in pairs:
        found[customer].add(what)
    return found
