"""A text and its entities as Telegram keeps them: parsed, cleaned, trimmed, counted in UTF-16 units."""

from __future__ import annotations

from aiogram.client.default import Default
from aiogram.types import MessageEntity

from bot.sandbox.detecting import detected
from bot.sandbox.errors import bad_request
from bot.sandbox.html_text import parse_html
from bot.sandbox.markdown_text import parse_markdown
from bot.sandbox.spans import Span, units

TEXT_LIMIT = 4_096
CAPTION_LIMIT = 1_024
DROPPED = dict.fromkeys([0x0D, *range(0x2028, 0x202F)])
SPACED = dict.fromkeys([*range(0x0A), 0x0B, 0x0C, *range(0x0E, 0x20)], " ")


def formatted(
    text: str, parse_mode: str | Default | None, entities: list[MessageEntity] | None, *, limit: int
) -> tuple[str, list[MessageEntity]]:
    """The text without markup, with the entities given in it and those Telegram finds by itself.

    Raises:
        RefusedError: when the markup cannot be parsed or too much is left of it.
    """
    plain, given = parsed(text, parse_mode, entities, limit=limit)
    return plain, detected(plain, given)


def parsed(
    text: str, parse_mode: str | Default | None, entities: list[MessageEntity] | None, *, limit: int
) -> tuple[str, list[MessageEntity]]:
    mode = parse_mode.lower() if isinstance(parse_mode, str) else ""
    if mode == "html":
        plain, spans = parse_html(text)
    elif mode in ("markdownv2", "markdown"):
        plain, spans = parse_markdown(text)
    elif mode in ("", "none"):
        plain, spans = text, _given(text, entities)
    else:
        raise bad_request("unsupported parse_mode")
    return _finished(plain, spans, limit)


def _given(text: str, entities: list[MessageEntity] | None) -> list[Span]:
    spans: list[Span] = []
    end = units(text)
    for entity in entities or ():
        if entity.offset < 0 or entity.length < 0 or entity.offset + entity.length > end:
            raise bad_request(
                f"entity beginning at UTF-16 offset {entity.offset} ends after the end of the text at UTF-16 offset "
                f"{entity.offset + entity.length}"
            )
        spans.append(Span(entity.type, entity.offset, entity.length, _extras(entity)))
    return spans


def _extras(entity: MessageEntity) -> dict[str, object]:
    return entity.model_dump(exclude={"type", "offset", "length"}, exclude_none=True)


def _finished(text: str, spans: list[Span], limit: int) -> tuple[str, list[MessageEntity]]:
    # Cleaning replaces or drops single UTF-16 units; only drops would move entities, so they are done first.
    text, spans = _without_dropped(text.translate(SPACED), spans)
    stripped = text.lstrip()
    shift = units(text) - units(stripped)
    stripped = stripped.rstrip()
    end = units(stripped)
    kept = [moved for span in spans if (moved := span.within(shift, end)) is not None]
    if end > limit:
        raise bad_request("message is too long" if limit == TEXT_LIMIT else "message caption is too long")
    kept.sort(key=lambda span: (span.offset, -span.length))
    return stripped, [span.entity() for span in kept]


def _without_dropped(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    dropped = [index for index, char in enumerate(text) if ord(char) in DROPPED]
    if not dropped:
        return text, spans
    positions = [units(text[:index]) for index in dropped]
    moved: list[Span] = []
    for span in spans:
        start = span.offset - sum(position < span.offset for position in positions)
        end = span.offset + span.length
        moved.append(Span(span.kind, start, end - sum(position < end for position in positions) - start, span.extras))
    return text.translate(DROPPED), moved
