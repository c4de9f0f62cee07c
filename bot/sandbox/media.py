"""Files as the parts of a message they become."""

from __future__ import annotations

import struct
from typing import Any

from aiogram.types import (
    Animation,
    Audio,
    BufferedInputFile,
    Document,
    InputFile,
    PhotoSize,
    Sticker,
    TelegramObject,
    Video,
    VideoNote,
    Voice,
)

from bot.sandbox.errors import RefusedError, bad_request
from bot.sandbox.files import StoredFile
from bot.sandbox.state import SandboxState

KINDS = ("photo", "document", "voice", "video", "audio", "animation", "sticker", "video_note")
TYPE_NAMES = {"voice": "VoiceNote", "video_note": "VideoNote"}
MIME_TYPES = {
    "photo": "image/jpeg",
    "document": "application/octet-stream",
    "voice": "audio/ogg",
    "video": "video/mp4",
    "audio": "audio/mpeg",
    "animation": "video/mp4",
    "sticker": "image/webp",
    "video_note": "video/mp4",
}
TIMED: dict[str, type[TelegramObject]] = {"voice": Voice, "video": Video, "audio": Audio, "video_note": VideoNote}
MEASURES: dict[type[TelegramObject], tuple[str, ...]] = {
    Video: ("width", "height", "duration"),
    Animation: ("width", "height", "duration"),
    Audio: ("duration",),
    VideoNote: ("length", "duration"),
}
UPLOAD_LIMIT = 50 << 20
PHOTO_LIMIT = 10 << 20
THUMBNAIL_SIDE = 90


def received_file(state: SandboxState, kind: str, given: str | InputFile) -> StoredFile:
    """The file of an upload or of a known file id. Raises: RefusedError."""
    if isinstance(given, BufferedInputFile):
        _check_upload(kind, len(given.data))
        return state.files.keep(kind, given.data, given.filename, MIME_TYPES[kind])
    if not isinstance(given, str) or not given:
        raise bad_request(f"there is no {kind} in the request")
    if "." in given:
        raise bad_request("failed to get HTTP URL content")
    stored = state.files.known(given)
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {_type_name(stored.kind)} as {_type_name(kind)}")
    return stored


def _check_upload(kind: str, size: int) -> None:
    if not size:
        raise bad_request("file must be non-empty")
    if size > UPLOAD_LIMIT:
        raise RefusedError(413, "Request Entity Too Large")
    if kind == "photo" and size > PHOTO_LIMIT:
        raise bad_request(f"file of size {size} bytes is too big for a photo; the maximum size is {PHOTO_LIMIT} bytes")


def _type_name(kind: str) -> str:
    return TYPE_NAMES.get(kind, kind.capitalize())


def attachment(stored: StoredFile, facts: dict[str, Any]) -> dict[str, Any]:
    """Fields of Message for this file; `facts` are what the sender says of it (duration, emoji, …)."""
    ids: dict[str, Any] = {"file_id": stored.id, "file_unique_id": stored.unique_id, "file_size": len(stored.content)}
    if stored.kind == "photo":
        return {"photo": _photo_sizes(stored)}
    if stored.kind == "sticker":
        looks = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return {"sticker": Sticker.model_validate({**ids, **looks, "emoji": facts.get("emoji")})}
    if stored.kind == "animation":
        # As Telegram has it, for clients that know no animations.
        return {"animation": _timed(stored, ids, facts, Animation), "document": _named(stored, ids, Document)}
    if stored.kind in TIMED:
        return {stored.kind: _timed(stored, ids, facts, TIMED[stored.kind])}
    return {"document": _named(stored, ids, Document)}


def _named(stored: StoredFile, ids: dict[str, Any], made: type[TelegramObject], **more: Any) -> TelegramObject:
    return made.model_validate({**ids, "file_name": stored.name, "mime_type": stored.mime_type, **more})


def _timed(
    stored: StoredFile, ids: dict[str, Any], facts: dict[str, Any], made: type[TelegramObject]
) -> TelegramObject:
    """Duration and size are as their sender defines them."""
    if made is Voice:
        return Voice.model_validate({**ids, "duration": facts.get("duration") or 0, "mime_type": stored.mime_type})
    measures: dict[str, Any] = {name: int(facts.get(name) or 0) for name in MEASURES[made]}
    if made is Audio:
        measures["title"] = facts.get("title")
    return _named(stored, ids, made, **measures)


def _photo_sizes(stored: StoredFile) -> list[PhotoSize]:
    """The smallest first, as Telegram has them; the small one is told apart by its id."""
    width, height = picture_size(stored.content)
    small = PhotoSize(
        file_id=f"{stored.id}-s",
        file_unique_id=f"{stored.unique_id}s",
        width=THUMBNAIL_SIDE,
        height=max(1, THUMBNAIL_SIDE * height // width),
        file_size=min(len(stored.content), 1_200),
    )
    full = PhotoSize(
        file_id=stored.id,
        file_unique_id=stored.unique_id,
        width=width,
        height=height,
        file_size=len(stored.content),
    )
    return [small, full]


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG or a GIF; 800 by 600 for what is not read here."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
    elif content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
    else:
        return 800, 600
    return max(width, 1), max(height, 1)
