"""Telegram's HTML style: a small set of tags, strict nesting, four named entities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from bot.sandbox.errors import bad_request
from bot.sandbox.spans import Span, units

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
ENTITY = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
TAG = re.compile(r"<(/?)([a-zA-Z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
ATTRIBUTE = re.compile(r"\s*([^\s=/>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")


@dataclass
class Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    start: int


class HtmlReader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.written = 0
        self.open: list[Open] = []
        self.spans: list[Span] = []

    def read(self) -> tuple[str, list[Span]]:
        position = 0
        while position < len(self.source):
            char = self.source[position]
            if char == "<":
                position = self._tag(position)
            elif char == "&":
                position = self._entity(position)
            else:
                stop = position
                while stop < len(self.source) and self.source[stop] not in "<&":
                    stop += 1
                self._write(self.source[position:stop])
                position = stop
        if self.open:
            self._refuse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.parts), self.spans

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.written += units(text)

    def _entity(self, position: int) -> int:
        match = ENTITY.match(self.source, position)
        if match is None:
            self._write("&")
            return position + 1
        decimal, hexadecimal, name = match.groups()
        self._write(NAMED[name] if name else _character(int(decimal) if decimal else int(hexadecimal, 16)))
        return match.end()

    def _tag(self, position: int) -> int:
        at = self._byte(position)
        match = TAG.match(self.source, position)
        if match is None:
            what = "end" if self.source[position + 1 : position + 2] == "/" else "start"
            self._refuse(f"Unclosed {what} tag at byte offset {at}")
        closing, name, rest = match.group(1), match.group(2).lower(), match.group(3)
        if closing:
            self._close(name, at)
            return match.end()
        if name not in KINDS:
            self._refuse(f'Unsupported start tag "{name}" at byte offset {at}')
        attributes = {
            found[1].lower(): _unescaped(found[2] or found[3] or found[4] or "") for found in ATTRIBUTE.finditer(rest)
        }
        if name == "span" and attributes.get("class") != "tg-spoiler":
            self._refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
        self.open.append(Open(name, attributes, self.written, len(self.parts)))
        return match.end()

    def _close(self, name: str, at: int) -> None:
        if not self.open:
            self._refuse(f"Unexpected end tag at byte offset {at}")
        opened = self.open.pop()
        if name and name != opened.tag:
            self._refuse(f'Unmatched end tag at byte offset {at}, expected "</{opened.tag}>", found "</{name}>"')
        length = self.written - opened.offset
        if length:
            self._add(opened, length)

    def _add(self, opened: Open, length: int) -> None:
        kind, extras = KINDS[opened.tag], {}
        if opened.tag == "a":
            url = opened.attributes.get("href") or "".join(self.parts[opened.start :])
            if "." not in url and not url.startswith(("tg://", "tel:", "mailto:")):
                return
            extras = {"url": url}
        elif opened.tag == "tg-emoji":
            extras = {"custom_emoji_id": opened.attributes.get("emoji-id", "")}
        elif opened.tag == "blockquote" and "expandable" in opened.attributes:
            kind = "expandable_blockquote"
        elif opened.tag == "code" and self._language_of_pre(opened):
            return
        self.spans.append(Span(kind, opened.offset, length, extras or self._pre_extras(opened)))

    def _language_of_pre(self, opened: Open) -> bool:
        """`<pre><code class="language-x">` is one block: the language goes to the pre."""
        language = opened.attributes.get("class", "").removeprefix("language-")
        outer = self.open[-1] if self.open else None
        if outer is None or outer.tag != "pre" or outer.offset != opened.offset or not language:
            return False
        outer.attributes["language"] = language
        return True

    @staticmethod
    def _pre_extras(opened: Open) -> dict[str, str]:
        language = opened.attributes.get("language") if opened.tag == "pre" else None
        return {"language": language} if language else {}

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode())

    @staticmethod
    def _refuse(words: str) -> NoReturn:
        raise bad_request(f"can't parse entities: {words}")


def parse_html(source: str) -> tuple[str, list[Span]]:
    """Raises: RefusedError."""
    return HtmlReader(source).read()


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def _unescaped(value: str) -> str:
    return ENTITY.sub(lambda m: NAMED[m[3]] if m[3] else _character(int(m[1]) if m[1] else int(m[2], 16)), value)
