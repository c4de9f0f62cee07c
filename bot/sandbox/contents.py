"""The parts of a message a person can send, out of the control API's JSON."""

from __future__ import annotations

import base64
import binascii
import struct
import zlib
from typing import Any

from aiogram.types import Contact, Location, MessageOriginHiddenUser, MessageOriginUser, User

from bot.sandbox.detecting import detected
from bot.sandbox.errors import MisuseError
from bot.sandbox.media import KINDS, MIME_TYPES, attachment
from bot.sandbox.state import SandboxState


def content_from(state: SandboxState, given: dict[str, Any]) -> dict[str, Any]:
    """Fields of Message for `text`, one of the file kinds, `location` or `contact`."""
    for kind in KINDS:
        if given.get(kind):
            return _file(state, kind, given[kind], given.get("text") or given.get("caption"))
    if given.get("location"):
        place = given["location"]
        return {"location": Location(latitude=float(place["latitude"]), longitude=float(place["longitude"]))}
    if given.get("contact"):
        return {"contact": Contact(**{name: value for name, value in given["contact"].items() if value is not None})}
    if given.get("text") is None:
        raise MisuseError("Nothing was said: give text, a file, a location or a contact.")
    return {"text": given["text"], "entities": detected(given["text"]) or None}


def contents_from(state: SandboxState, given: dict[str, Any]) -> list[dict[str, Any]]:
    """One content, or those of an album, which share an id."""
    if not given.get("album"):
        return [content_from(state, given)]
    if not 2 <= len(given["album"]) <= 10:
        raise MisuseError("An album has 2 to 10 parts.")
    parts = [content_from(state, part) for part in given["album"]]
    if given.get("text"):
        parts[0].update(_caption(given["text"]))
    album_id = state.new_album_id()
    return [{**part, "media_group_id": album_id} for part in parts]


def origin_of(state: SandboxState, source: Any) -> MessageOriginUser | MessageOriginHiddenUser:
    """Where a forward comes from: the id of a person, or the name of somebody who hides their account."""
    date = state.clock.now()
    if isinstance(source, int):
        return MessageOriginUser(date=date, sender_user=state.person(source).user)
    return MessageOriginHiddenUser(date=date, sender_user_name=str(source))


def user_from(state: SandboxState, given: dict[str, Any]) -> User:
    facts = {name: given.get(name) for name in ("last_name", "username", "language_code")}
    number = given.get("id") or state.new_person_id()
    return User(id=int(number), is_bot=False, first_name=given["first_name"], **facts)


def _file(state: SandboxState, kind: str, given: Any, caption: str | None) -> dict[str, Any]:
    facts: dict[str, Any] = given if isinstance(given, dict) else {}
    encoded = given if isinstance(given, str) else facts.get("content")
    try:
        content = base64.b64decode(encoded, validate=True) if encoded else sample(kind)
    except binascii.Error:
        raise MisuseError(f"The content of {kind} is not base64.") from None
    name = facts.get("file_name") or (None if kind in ("photo", "voice", "sticker") else f"{kind}.bin")
    stored = state.files.keep(kind, content, name, facts.get("mime_type") or MIME_TYPES[kind])
    return {**attachment(stored, facts), **_caption(caption)}


def _caption(text: str | None) -> dict[str, Any]:
    return {"caption": text, "caption_entities": detected(text) or None} if text else {}


def sample(kind: str) -> bytes:
    """Content for a file nobody cares to give: a real picture for a photo, a few bytes for the rest."""
    return _grey_png(320, 240) if kind in ("photo", "sticker") else f"a sample {kind}".encode()


def _grey_png(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\xc8" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
