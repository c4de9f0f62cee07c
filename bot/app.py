"""The one composition root: every part is made here, and handed what it needs."""

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from fastapi import FastAPI

from bot import readiness
from bot.clock import MovableClock
from bot.courier.courier import Courier
from bot.courier.limits import Limits
from bot.jobs import Jobs
from bot.knowledge import keep_ready
from bot.nursery import Nursery
from bot.settings import Settings
from bot.settings_checks import HOUSE
from bot.telegram.account import answer_models, be_found, learn_icons, learn_name, until_answered
from bot.telegram.dispatching import Dispatching
from bot.telegram.hearing import Hearing, Reader
from bot.telegram.ingestion import Ingestion
from bot.telegram.members import learn_leads
from bot.telegram.menus import show_menus
from bot.telegram.polling import poll
from bot.telegram.routes import build_dispatcher
from bot.telegram.worker import Worker
from bot.web import create_web
from bot.web.listening import WebServer
from bot.web.shop import shop_routes
from bot.words.catalogue import OWN_WORDS, Catalogue
from bot.work.turn import Company, House
from care_rules.loading import load
from nlu.addresses import Addresses
from nlu.answers import Finder
from nlu.answers import load as load_pages
from nlu.client import NluClient
from nlu.entities import get_ready
from nlu.serving import Home
from storage import house as notes
from storage.bells import Bells
from storage.database import Database
from storage.presence import Presence, presence_for
from storage.sealing import Vault

log = structlog.get_logger()

BOOK = HOUSE / "care_rules" / "book"
SANDBOX_GROUP = -1001000000001  # the forum group that the sandbox is furnished with
_SEND_PATIENCE = 15.0  # seconds until a call without an answer counts as in doubt


Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Outside:
    """What reaches out of the process."""

    settings: Settings
    database: Database
    presence: Presence
    bot: Bot
    nlu: NluClient
    answers: tuple[type, ...] = field(default_factory=answer_models)


@dataclass
class App:
    """The product's parts, made and connected, not yet started."""

    outside: Outside
    house: House
    pages: Finder
    jobs: Jobs
    clock: MovableClock | None
    ingestion: Ingestion
    worker: Worker
    courier: Courier
    web: FastAPI


@contextlib.asynccontextmanager
async def build(
    settings: Settings,
    *,
    book: Path = BOOK,
    clock: Clock = utc_now,
    reader: Reader | None = None,
    addresses: Addresses | None = None,
    pages: Finder | None = None,
) -> AsyncIterator[App]:
    """Make every part, and put it away afterwards. Tests bring their own book, clock, pages and reader of free text.

    `addresses` are those of the NLU servers; whoever gives them may change them later. Left out: the settings'.

    Raises:
        BookError: if the rule book has mistakes.
        PagesError: if a knowledge page has.
        AlreadyRunning: if another process works on the same SQLite database.
    """
    database = Database(settings.database_url, Bells())
    presence = presence_for(settings.database_url, database.bells)
    bot = _bot(settings)
    nlu = NluClient(addresses or Addresses(*settings.nlu_addresses), settings.nlu_token or "")
    try:
        await presence.enter()
        outside = Outside(settings, database, presence, bot, nlu)
        house = house_of(settings, book, clock)
        yield await _connected(outside, house, reader or nlu, pages or _pages(settings, nlu), book)
    finally:
        await nlu.close()
        await bot.session.close()
        await presence.leave()
        await database.close()


def _pages(settings: Settings, nlu: NluClient) -> Finder:
    """The knowledge pages. Those that come with us answer in the sandbox alone: they tell of an invented company."""

    async def embed(text: str) -> bytes:
        return (await nlu.read(text)).embedding

    return Finder(load_pages(samples=settings.sandbox), embed, folder=settings.var_dir / "nlu" / "answers")


async def _connected(outside: Outside, house: House, reader: Reader, pages: Finder, book: Path) -> App:
    settings, database, bot = outside.settings, outside.database, outside.bot
    jobs = Jobs(database, house, book, Home(HOUSE, settings.nlu_encoder))
    clock = MovableClock(house.clock, database, jobs.catch_up) if settings.sandbox else None
    if clock is not None:
        await clock.recall()
        house.clock = clock.utc
    ingestion = Ingestion(database, house.clock, bot.id)
    hearing = Hearing(database, bot, reader, pages, house.company)
    dispatching = Dispatching(database, house, bot, build_dispatcher(), hearing)
    return App(
        outside=outside,
        house=house,
        pages=pages,
        jobs=jobs,
        clock=clock,
        ingestion=ingestion,
        worker=Worker(database, house, outside.presence, dispatching.handle, dispatching.refuse),
        courier=Courier(database, bot, house, outside.presence, Limits(settings.limits_ratio)),
        web=_web(outside, house, ingestion, clock),
    )


def _bot(settings: Settings) -> Bot:
    server = TelegramAPIServer.from_base(settings.telegram_api_url)
    return Bot(settings.bot_token, session=AiohttpSession(api=server, timeout=_SEND_PATIENCE, limit=100))


def house_of(settings: Settings, book: Path = BOOK, clock: Clock = utc_now) -> House:
    """Return what outlives a transaction; commands that do a piece of work need no more of the product than this."""
    company = Company(
        name=settings.company_name,
        zone=ZoneInfo(settings.company_time_zone),
        country=settings.company_country,
        hotline=settings.company_hotline,
        colours=settings.company_colours,
        card_font=str(settings.card_font) if settings.card_font is not None else None,
    )
    vault = Vault((settings.data_keys or "").split(","))
    return House(load(book, settings.company_time_zone), company, Catalogue(OWN_WORDS), clock, vault)


def _web(outside: Outside, house: House, ingestion: Ingestion, clock: MovableClock | None) -> FastAPI:
    settings = outside.settings
    ingest = ingestion.keep_raw if settings.webhook_address else None
    port = settings.sandbox_port
    origins = (settings.telegram_api_url, f"http://127.0.0.1:{port}", f"http://localhost:{port}")
    checks = readiness.checks(outside.database, outside.nlu)
    shop = shop_routes(settings.api_key, outside.database, house) if settings.api_key else None
    return create_web(ingest, settings.webhook_secret or "", checks, clock, origins, shop)


async def serve(settings: Settings, ready: Callable[[], None], addresses: Addresses | None = None) -> None:
    """Run the product until cancelled; `ready` is called once it listens."""
    async with build(settings, addresses=addresses) as app:
        await _note_staff_group(app)
        await app.jobs.at_start()
        await asyncio.to_thread(get_ready)
        spare_the_collector()
        timer = app.jobs.scheduler()
        timer.start()
        try:
            async with Nursery() as nursery:
                server = WebServer(app.web, settings.web_host, settings.web_port, ready)
                nursery.start(server.run_until_cancelled(), "web")
                nursery.start(keep_ready(app.pages, app.outside.nlu), "knowledge")
                await work_until_cancelled(app, nursery)
        finally:
            timer.shutdown(wait=False)


def spare_the_collector() -> None:
    """Set apart what lives as long as we do, and look for garbage less often: each look is a pause customers feel."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


async def work_until_cancelled(app: App, nursery: Nursery) -> None:
    """Turn updates into messages until cancelled; no write is cut short by that."""
    work(app, nursery)
    try:
        await asyncio.Event().wait()
    finally:
        async with app.outside.database.at_rest():
            nursery.cancel_all()
            await asyncio.sleep(0)


def work(app: App, nursery: Nursery) -> None:
    """Start what turns updates into messages: they run until the nursery ends."""
    settings = app.outside.settings
    nursery.start(be_found(app.outside.bot, settings.webhook_address, settings.webhook_secret), "account")
    nursery.start(until_answered(partial(show_menus, app.outside.bot, app.house.words)), "menus")
    nursery.start(until_answered(partial(learn_leads, app.outside.bot, app.outside.database, app.house.clock)), "leads")
    nursery.start(until_answered(partial(learn_icons, app.outside.bot, app.outside.database)), "icons")
    nursery.start(until_answered(partial(learn_name, app.outside.bot, app.outside.database)), "name")
    nursery.start(app.courier.run(), "courier")
    nursery.start(app.worker.run(), "worker")
    if settings.webhook_address is None:
        nursery.start(poll(app.outside.bot, app.ingestion), "polling")


async def _note_staff_group(app: App) -> None:
    """The group from the settings wins; the sandbox comes with one."""
    async with app.outside.database.write() as session:
        settings = app.outside.settings
        wanted = settings.staff_chat_id
        if wanted is None and settings.sandbox and await notes.staff_group(session) is None:
            wanted = SANDBOX_GROUP
        if wanted is not None and await notes.staff_group(session) != wanted:
            await notes.write_note(session, notes.STAFF_GROUP, {"chat_id": wanted})
