"""The embeddings of our own questions, asked for once and kept in a file. A customer's text is never put here."""

import os
import tempfile
import zipfile
import zlib
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import numpy as np

from nlu.answers.likeness import Floats
from nlu.answers.shelves import vector
from nlu.cleaning import clean

Embed = Callable[[str], Awaitable[bytes]]
"""Answers a text with its unit vector, 16-bit floats, little-endian; b"" if it cannot."""


class Remembered:
    """Keeps `embeddings.npz` in `folder`: vectors by the sha256 of the model's id and the cleaned text."""

    def __init__(self, folder: Path, embed: Embed) -> None:
        self._path = folder / "embeddings.npz"
        self._embed = embed

    async def vectors(self, texts: Iterable[str], model: str) -> dict[str, Floats] | None:
        """Return the vectors by cleaned text; None if one of them cannot be had now.

        What was got is kept all the same, and need not be asked for the next time. What is not among `texts` is dropped
        once all of them are there.
        """
        wanted = {clean(text): _key(model, text) for text in texts}
        kept = self._read()
        had = {key: kept[key] for key in wanted.values() if key in kept}
        try:
            for text, key in wanted.items():
                if key not in had:
                    answer = await self._embed(text)  # one at a time: customers ask the same server
                    if vector(answer) is None:
                        return None
                    had[key] = answer
            kept = had
        finally:
            self._write(kept | had)
        found = {text: numbers for text, key in wanted.items() if (numbers := vector(had[key])) is not None}
        alike = len({numbers.shape for numbers in found.values()}) == 1 and len(found) == len(wanted)
        return found if alike else None

    def _read(self) -> dict[str, bytes]:
        """Return what is kept; nothing if there is no file or it is damaged."""
        try:
            with self._path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
                return {str(key): row.tobytes() for key, row in zip(file["keys"], file["vectors"], strict=True)}
        except (OSError, ValueError, KeyError, EOFError, TypeError, zipfile.BadZipFile, zlib.error):
            return {}

    def _write(self, had: dict[str, bytes]) -> None:
        """Write all or nothing. Where the disk refuses, they are asked for again the next time."""
        newest = len(next(reversed(had.values()), b""))
        same = {key: answer for key, answer in had.items() if len(answer) == newest}
        vectors = np.array([np.frombuffer(answer, "<f2") for answer in same.values()], "<f2")
        if same.keys() == self._read().keys():
            return
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, suffix=".npz")
            try:
                with os.fdopen(handle, "wb") as file:
                    np.savez(file, keys=np.array(list(same)), vectors=vectors)
                Path(name).replace(self._path)
            finally:
                Path(name).unlink(missing_ok=True)


def _key(model: str, text: str) -> str:
    return sha256(f"{model}\0{clean(text)}".encode()).hexdigest()
