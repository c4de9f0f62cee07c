"""Files people and the bot have sent."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.sandbox.errors import bad_request
from bot.sandbox.numbers import Numbering

FOLDERS = {"photo": "photos", "voice": "voice", "video": "videos", "audio": "music", "sticker": "stickers"}
SUFFIXES = {"photo": ".jpg", "voice": ".oga", "video": ".mp4", "audio": ".mp3", "sticker": ".webp", "animation": ".mp4"}


@dataclass(frozen=True)
class StoredFile:
    id: str
    unique_id: str
    kind: str
    path: str
    content: bytes
    name: str | None = None
    mime_type: str | None = None


class FileStore:
    def __init__(self, numbering: Numbering) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._numbering = numbering

    def keep(self, kind: str, content: bytes, name: str | None = None, mime_type: str | None = None) -> StoredFile:
        number = next(self._numbering)
        suffix = SUFFIXES.get(kind) or PurePosixPath(name or "").suffix or ".bin"
        path = f"{FOLDERS.get(kind, 'documents')}/file_{number}{suffix}"
        mark = secrets.token_hex(6)
        stored = StoredFile(f"{kind}-{number}-{mark}", f"u{mark}", kind, path, content, name, mime_type)
        self.add(stored)
        return stored

    def add(self, stored: StoredFile) -> None:
        self._by_id[stored.id] = stored
        self._by_path[stored.path] = stored

    def all(self) -> Iterable[StoredFile]:
        return self._by_id.values()

    def at(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)

    def known(self, file_id: str) -> StoredFile:
        """Raises: RefusedError, in Telegram's words, when no such file was ever sent."""
        stored = self.found(file_id)
        if stored is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return stored

    def found(self, file_id: str) -> StoredFile | None:
        # The small size of a photo ("…-s") has an id of its own and the same content.
        return self._by_id.get(file_id.removesuffix("-s"))
