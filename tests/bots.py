"""Telegram bots of aiogram's, before a sandbox."""

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession


async def hang_up(bot: Bot) -> None:
    """End the bot's connections at once: closing the session sleeps for encrypted ones, and these are not."""
    assert isinstance(bot.session, AiohttpSession)
    await (await bot.session.create_session()).close()
