"""MarkdownV2: nesting marks, links, code; every reserved character must be escaped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from bot.sandbox.errors import bad_request
from bot.sandbox.spans import Span, units

KINDS = {
    "*": "bold",
    "_": "italic",
    "__": "underline",
    "~": "strikethrough",
    "||": "spoiler",
    "`": "code",
    "```": "pre",
    "[": "text_link",
}
RESERVED = "_*[]()~`>#+-=|{}.!"


@dataclass
class Mark:
    sign: str
    offset: int
    position: int


class MarkdownReader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.written = 0
        self.open: list[Mark] = []
        self.spans: list[Span] = []

    def read(self) -> tuple[str, list[Span]]:
        position = 0
        while position < len(self.source):
            position = self._step(position)
        if self.open:
            mark = self.open[-1]
            self._refuse(f"Can't find end of {_name(mark.sign)} entity at byte offset {self._byte(mark.position)}")
        return "".join(self.parts), self.spans

    def _step(self, position: int) -> int:
        char = self.source[position]
        if char == "\\" and position + 1 < len(self.source) and ord(self.source[position + 1]) < 127:
            self._write(self.source[position + 1])
            return position + 2
        inside_code = bool(self.open) and self.open[-1].sign in ("`", "```")
        sign = self._sign(position, inside_code)
        if sign == "]":
            return self._link(position)
        if sign:
            return self._mark(sign, position)
        if not inside_code and char in RESERVED and not (char == ">" and self._starts_line(position)):
            self._refuse(f"Character '{char}' is reserved and must be escaped with the preceding '\\'")
        if char != ">" or inside_code:
            self._write(char)
        return position + 1

    def _sign(self, position: int, inside_code: bool) -> str:
        if inside_code:
            sign = self.open[-1].sign
            return sign if self.source.startswith(sign, position) else ""
        for sign in ("```", "__", "||", "`", "*", "_", "~", "["):
            if self.source.startswith(sign, position):
                return sign
        return "]" if self.source[position] == "]" and any(mark.sign == "[" for mark in self.open) else ""

    def _mark(self, sign: str, position: int) -> int:
        if self.open and self.open[-1].sign == sign and sign != "[":
            mark = self.open.pop()
            self._span(KINDS[sign], mark.offset)
            return position + len(sign)
        self.open.append(Mark(sign, self.written, position))
        after = position + len(sign)
        if sign == "```":
            line_end = self.source.find("\n", after)
            word = self.source[after:line_end] if line_end > 0 else ""
            after = line_end + 1 if line_end > 0 and (not word or word.isidentifier()) else after
        return after

    def _link(self, position: int) -> int:
        mark = self.open.pop()
        if mark.sign != "[":
            self._refuse(f"Can't find end of {_name(mark.sign)} entity at byte offset {self._byte(mark.position)}")
        url_end = self.source.find(")", position)
        if self.source[position + 1 : position + 2] != "(" or url_end < 0:
            return position + 1
        url = self.source[position + 2 : url_end].replace("\\", "")
        self._span("text_link", mark.offset, {"url": url})
        return url_end + 1

    def _span(self, kind: str, offset: int, extras: dict[str, str] | None = None) -> None:
        if self.written > offset:
            self.spans.append(Span(kind, offset, self.written - offset, extras or {}))

    def _starts_line(self, position: int) -> bool:
        return position == 0 or self.source[position - 1] == "\n"

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.written += units(text)

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode())

    @staticmethod
    def _refuse(words: str) -> NoReturn:
        raise bad_request(f"can't parse entities: {words}")


def parse_markdown(source: str) -> tuple[str, list[Span]]:
    """Raises: RefusedError."""
    return MarkdownReader(source).read()


def _name(sign: str) -> str:
    return KINDS[sign].replace("text_link", "TextUrl").capitalize()
