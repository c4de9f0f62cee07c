"""A bare aiogram echo bot: what an update costs with nothing kept and nothing decided."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

from bot.settings_checks import SANDBOX_TOKEN


async def echo(message: Message) -> None:
    await message.answer(message.text or "?")


async def main(url: str) -> None:
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.message.register(echo)
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    async with Bot(SANDBOX_TOKEN, session=session) as bot:
        print("The echo listens.", flush=True)
        await dispatcher.start_polling(bot, handle_signals=False)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
