"""Two client libraries behind one face, so that one suite tries the sandbox with both."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import aiogram
import aiogram.exceptions
import aiogram.types
import telegram
import telegram.error
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from tests.bots import hang_up

TOKEN = "1:sandbox"
Buttons = Sequence[Sequence[tuple[str, str]]]


@dataclass
class Refused(Exception):
    """A call was refused; `words` are the description in small letters, without its "Bad Request: "."""

    kind: str
    words: str
    retry_after: float | None = None
    moved_to: int | None = None


class Client(Protocol):
    async def call(self, method: str, **parameters: Any) -> Any: ...
    def buttons(self, rows: Buttons) -> Any: ...
    def upload(self, content: bytes, name: str) -> Any: ...
    def photo_of_album(self, content: bytes, caption: str | None = None) -> Any: ...
    def reaction(self, emoji: str) -> Any: ...
    def reply_to(self, message_id: int) -> Any: ...
    def command(self, command: str, description: str) -> Any: ...
    async def download(self, file_id: str) -> bytes: ...


class PlainSession(AiohttpSession):
    async def close(self) -> None:
        """Without aiogram's quarter of a second for encrypted connections, of which there are none."""
        if self._session is not None:
            await self._session.close()


class Aiogram:
    def __init__(self, url: str) -> None:
        self.bot = aiogram.Bot(TOKEN, session=PlainSession(api=TelegramAPIServer.from_base(url)))

    async def call(self, method: str, **parameters: Any) -> Any:
        try:
            return await getattr(self.bot, method)(**parameters)
        except aiogram.exceptions.TelegramRetryAfter as error:
            raise Refused("TooMany", error.message, retry_after=error.retry_after) from error
        except aiogram.exceptions.TelegramMigrateToChat as error:
            raise Refused("Moved", error.message, moved_to=error.migrate_to_chat_id) from error
        except aiogram.exceptions.TelegramAPIError as error:
            kind = type(error).__name__.removeprefix("Telegram").removesuffix("Error")
            raise Refused(kind, _plain(error.message)) from error

    def buttons(self, rows: Buttons) -> Any:
        make = aiogram.types.InlineKeyboardButton
        keyboard = [[make(text=text, callback_data=data) for text, data in row] for row in rows]
        return aiogram.types.InlineKeyboardMarkup(inline_keyboard=keyboard)

    def upload(self, content: bytes, name: str) -> Any:
        return aiogram.types.BufferedInputFile(content, filename=name)

    def photo_of_album(self, content: bytes, caption: str | None = None) -> Any:
        return aiogram.types.InputMediaPhoto(media=self.upload(content, "photo.png"), caption=caption)

    def reaction(self, emoji: str) -> Any:
        return [aiogram.types.ReactionTypeEmoji(emoji=emoji)]

    def reply_to(self, message_id: int) -> Any:
        return aiogram.types.ReplyParameters(message_id=message_id)

    def command(self, command: str, description: str) -> Any:
        return aiogram.types.BotCommand(command=command, description=description)

    async def download(self, file_id: str) -> bytes:
        content = await self.bot.download(file_id)
        assert content is not None
        return content.read()

    async def close(self) -> None:
        await hang_up(self.bot)


class PythonTelegramBot:
    def __init__(self, url: str) -> None:
        self.bot = telegram.Bot(TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")

    async def call(self, method: str, **parameters: Any) -> Any:
        try:
            return await getattr(self.bot, method)(**parameters)
        except telegram.error.RetryAfter as error:
            wait = error.retry_after
            seconds = wait if isinstance(wait, int) else wait.total_seconds()
            raise Refused("TooMany", error.message, retry_after=seconds) from error
        except telegram.error.ChatMigrated as error:
            raise Refused("Moved", error.message, moved_to=error.new_chat_id) from error
        except telegram.error.TelegramError as error:
            kind = {"InvalidToken": "Unauthorized", "Conflict": "Conflict"}.get(type(error).__name__)
            raise Refused(kind or type(error).__name__, _plain(error.message)) from error

    def buttons(self, rows: Buttons) -> Any:
        make = telegram.InlineKeyboardButton
        return telegram.InlineKeyboardMarkup([[make(text, callback_data=data) for text, data in row] for row in rows])

    def upload(self, content: bytes, name: str) -> Any:
        return telegram.InputFile(content, filename=name)

    def photo_of_album(self, content: bytes, caption: str | None = None) -> Any:
        return telegram.InputMediaPhoto(content, caption=caption)

    def reaction(self, emoji: str) -> Any:
        return [telegram.ReactionTypeEmoji(emoji)]

    def reply_to(self, message_id: int) -> Any:
        return telegram.ReplyParameters(message_id)

    def command(self, command: str, description: str) -> Any:
        return telegram.BotCommand(command, description)

    async def download(self, file_id: str) -> bytes:
        file = await self.bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())

    async def close(self) -> None:
        await self.bot.shutdown()


def _plain(message: str) -> str:
    """Descriptions in small letters, without what each library puts before them: one changes capitals itself."""
    words = message.lower()
    for prefix in ("bad request: ", "forbidden: ", "conflict: "):
        words = words.removeprefix(prefix)
    return words


@asynccontextmanager
async def connected(library: str, url: str) -> AsyncIterator[Client]:
    client = Aiogram(url) if library == "aiogram" else PythonTelegramBot(url)
    if isinstance(client, PythonTelegramBot):
        await client.bot.initialize()
    try:
        yield client
    finally:
        await client.close()
