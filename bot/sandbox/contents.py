"""The parts of a message a person can send, out of the control API's JSON."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from typing import Any

from aiogram.types import Contact, Location, MessageOriginHiddenUser, MessageOriginUser, User

from bot.sandbox.detecting import detected
from bot.sandbox.errors import MisuseError
from bot.sandbox.media import KINDS, MIME_TYPES, attachment
from bot.sandbox.state import SandboxState
from bot.sandbox.told import Told, measure_in, number_in, number_or_none, object_in, objects_in, text_in, text_or_none

MIME_TYPE = re.compile(r"[\w.+-]{1,80}/[\w.+-]{1,80}", re.ASCII)


def content_from(state: SandboxState, given: Told) -> dict[str, Any]:
    """Fields of Message for `text`, one of the file kinds, `location` or `contact`."""
    for kind in KINDS:
        if given.get(kind):
            return _file(state, kind, given[kind], text_or_none(given, "text") or text_or_none(given, "caption"))
    if given.get("location"):
        place = object_in(given, "location")
        latitude, longitude = measure_in(place, "latitude", -90, 90), measure_in(place, "longitude", -180, 180)
        return {"location": Location(latitude=latitude, longitude=longitude)}
    if given.get("contact"):
        return {"contact": _contact(object_in(given, "contact"))}
    if given.get("text") is None:
        raise MisuseError("Nothing was said: give text, a file, a location or a contact.")
    text = text_in(given, "text")
    return {"text": text, "entities": detected(text) or None}


def _contact(given: Told) -> Contact:
    names = ("last_name", "vcard")
    return Contact(
        phone_number=text_in(given, "phone_number"),
        first_name=text_in(given, "first_name"),
        user_id=number_or_none(given, "user_id"),
        **{name: text_or_none(given, name) for name in names},
    )


def contents_from(state: SandboxState, given: Told) -> list[dict[str, Any]]:
    """One content, or those of an album, which share an id."""
    if not given.get("album"):
        return [content_from(state, given)]
    album = objects_in(given, "album")
    if not 2 <= len(album) <= 10:
        raise MisuseError("An album has 2 to 10 parts.")
    parts = [content_from(state, part) for part in album]
    parts[0].update(_caption(text_or_none(given, "text")))
    album_id = state.new_album_id()
    return [{**part, "media_group_id": album_id} for part in parts]


def origin_of(state: SandboxState, source: Any) -> MessageOriginUser | MessageOriginHiddenUser:
    """Where a forward comes from: the id of a person, or the name of somebody who hides their account."""
    date = state.clock.now()
    if isinstance(source, str):
        return MessageOriginHiddenUser(date=date, sender_user_name=source)
    return MessageOriginUser(
        date=date, sender_user=state.person(number_in({"forward_from": source}, "forward_from")).user
    )


def user_from(state: SandboxState, given: Told) -> User:
    facts: dict[str, Any] = {n: text_or_none(given, n) for n in ("last_name", "username", "language_code")}
    first_name, number = text_in(given, "first_name"), number_or_none(given, "id")
    if number is not None and (number < 1 or number == state.bot.id):
        raise MisuseError(f"A person's id is more than 0, and not {state.bot.id}, which is the bot's.")
    return User(id=number or state.new_person_id(), is_bot=False, first_name=first_name, **facts)


def _file(state: SandboxState, kind: str, given: Any, caption: str | None) -> dict[str, Any]:
    if given is not True and not isinstance(given, str | dict):
        raise MisuseError(f"{kind} must be true, its content in base64, or an object.")
    facts = _facts(given if isinstance(given, dict) else {})
    encoded = given if isinstance(given, str) else facts.get("content")
    try:
        content = base64.b64decode(encoded, validate=True) if encoded else sample(kind)
    except ValueError:
        raise MisuseError(f"The content of {kind} is not base64.") from None
    mime_type = facts.get("mime_type") or MIME_TYPES[kind]
    if not MIME_TYPE.fullmatch(mime_type):
        raise MisuseError(f"mime_type must be one such as {MIME_TYPES[kind]}.")
    name = facts.get("file_name") or (None if kind in ("photo", "voice", "sticker") else f"{kind}.bin")
    return {**attachment(state.files.keep(kind, content, name, mime_type), facts), **_caption(caption)}


def _facts(given: Told) -> Told:
    texts = {name: text_or_none(given, name) for name in ("content", "file_name", "mime_type", "emoji", "title")}
    return texts | {name: number_or_none(given, name) for name in ("duration", "width", "height", "length")}


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
