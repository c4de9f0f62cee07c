"""What somebody said, in a form that work can keep and pass on."""

from dataclasses import dataclass, field, replace
from typing import Any

from bot.words.seen import beginning
from bot.words.splitting import Entity
from care_rules.roles import Role


@dataclass(frozen=True)
class Said:
    """Words and what came with them. `message_ids` are of one chat: one message, or the parts of an album.

    `attached` says of each file what it is and its Telegram file id: {"kind": "photo", "file_id": "…"}. `reply_to` is
    the message in the same chat that it answers, `quoted` the part of that message that it is about.
    """

    chat_id: int
    message_ids: tuple[int, ...]
    text: str = ""
    entities: tuple[Entity, ...] = ()
    attached: tuple[dict[str, Any], ...] = field(default_factory=tuple)
    reply_to: int | None = None
    quoted: str | None = None

    def part(self, text: str) -> "Said":
        """Return the same, with only this part of the words."""
        return self if text == self.text else replace(self, text=text, entities=())

    @property
    def source(self) -> tuple[int, int]:
        return self.chat_id, self.message_ids[0]


@dataclass(frozen=True)
class Agent:
    """A person of the staff group who does something now."""

    telegram_id: int
    name: str
    role: Role = Role.agent


LONGEST_QUOTE = 160  # characters


def quote(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Return the words on one line, cut where they are long: after a word, unless that would lose half of them."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    kept = beginning(line, longest)
    space = kept.rfind(" ")
    if space >= len(kept) // 2:
        kept = kept[:space]
    return kept.rstrip(" ,.;:，。；：、") + "…"
