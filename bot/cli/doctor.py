"""`care doctor`: what is needed, looked at one by one, a line each with the remedy."""

import asyncio
from collections.abc import Iterator

import aiohttp
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cli.doctor_telegram import telegram_findings
from bot.cli.finding import Finding
from bot.cli.knowledge import pages_finding
from bot.cli.parts import has_no_file_yet, what_went_wrong
from bot.cli.ports import Wanted, wanted_ports, why_taken
from bot.cli.reading import is_up, nlu_log
from bot.settings import Settings
from bot.settings_checks import HOUSE
from nlu.encoder import is_made
from nlu.python310 import REMEDY
from nlu.serving import Home, model_in_service, needs_training
from storage import inbox, outbox
from storage.bells import Bells
from storage.database import Database
from storage.house import staff_group
from storage.migrate import newest_revision, present_revision
from storage.tables import InboxState, OutboxState


async def findings(settings: Settings) -> list[Finding]:
    runs = await _runs_already(settings)
    kept, group = await _database(settings)
    return [
        *await telegram_findings(settings, settings.staff_chat_id or group, runs=runs),
        *kept,
        await _nlu(settings, runs=runs),
        *_encoder(settings),
        await asyncio.to_thread(pages_finding, settings),
        *(await asyncio.gather(*(_port(wanted, runs=runs) for wanted in wanted_ports(settings, nlu=settings.own_nlu)))),
    ]


async def _runs_already(settings: Settings) -> bool:
    return await _asked(settings, "health", 2.0) == {"alive": True}


async def _asked(settings: Settings, page: str, patience: float) -> object:
    """Return what the running Rapport answers within `patience` seconds, or None."""
    timeout = aiohttp.ClientTimeout(total=patience)
    address = f"{settings.web_address}/{page}"
    try:
        async with aiohttp.ClientSession(timeout=timeout) as http, http.get(address) as answer:
            return await answer.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return None


async def _database(settings: Settings) -> tuple[list[Finding], int | None]:
    """Also return the staff group that /setup noted."""
    database = Database(settings.database_url, Bells())
    kind = database.engine.dialect.name
    if await asyncio.to_thread(has_no_file_yet, settings):
        return [Finding("database", "sqlite, no file yet; `care run` makes it")], None
    try:
        present = await present_revision(database.engine)
        if present is None or present != newest_revision():
            return [Finding("database", f"{kind}, but not at the present schema", "Run `care db upgrade`.")], None
        async with database.read() as session:
            found = [Finding("database", f"{kind}, reachable and migrated"), await _messages(session)]
            return found, await staff_group(session)
    except (SQLAlchemyError, OSError) as error:
        return [Finding("database", what_went_wrong(error), "Start it, or correct DATABASE_URL.")], None
    finally:
        await database.close()


async def _messages(session: AsyncSession) -> Finding:
    """Sends of which nobody knows whether they arrived, and updates that could not be handled."""
    in_doubt = (await outbox.counts(session)).get(OutboxState.UNKNOWN, 0)
    aside = (await inbox.counts(session)).get(InboxState.SET_ASIDE, 0)
    what = f"{in_doubt} in doubt, {aside} set aside"
    return Finding("messages", what, "Run `care doubts` to see them." if in_doubt or aside else None)


async def _nlu(settings: Settings, *, runs: bool) -> Finding:
    if not settings.own_nlu:
        return await _nlu_elsewhere(settings)
    if runs and await _reads(settings):
        return Finding("NLU", "free text is read")
    home = Home(HOUSE, settings.nlu_encoder)
    if not home.python.exists():
        return Finding("NLU", "Rasa's environment is missing", f"{REMEDY} Then run `make run`.")
    if needs_training(home) and model_in_service(home) is None:
        return Finding("NLU", "no model for the present data and config", "Run `care train`; `care run` does it too.")
    if runs:
        log = nlu_log(settings.var_dir / "logs")
        return Finding("NLU", "the server does not answer", f"{log} says why.")
    return Finding("NLU", "trained; `care run` starts it")


def _encoder(settings: Settings) -> Iterator[Finding]:
    """Which sentence encoder our own servers read with; what others have is not known here."""
    home = Home(HOUSE, settings.nlu_encoder)
    if not settings.own_nlu or not home.python.exists():
        return
    if settings.nlu_encoder is not None:
        yield Finding("encoder", f"NLU_ENCODER, {settings.nlu_encoder}")
    elif is_made(home.encoder):
        yield Finding("encoder", "ours, made at set-up")
    elif (home.encoder / "model.onnx").is_file():
        yield Finding("encoder", "ours, of an earlier release", "Run `make setup` with network; it makes the new one.")
    else:
        what = "none: words and characters alone decide, and free text, English above all, is read less well"
        remedy = "Run `make setup` with network, which makes ours, or set NLU_ENCODER to a folder with one."
        yield Finding("encoder", what, remedy)


async def _nlu_elsewhere(settings: Settings) -> Finding:
    addresses = settings.nlu_addresses
    up = await asyncio.gather(*(is_up(address, settings.nlu_token or "") for address in addresses))
    if silent := [address for address, answers in zip(addresses, up, strict=True) if not answers]:
        remedy = "Start that server, or correct NLU_URL or NLU_TOKEN."
        return Finding("NLU", f"no answer from {', '.join(silent)}", remedy)
    return Finding("NLU", f"reads at {', '.join(addresses)}")


async def _reads(settings: Settings) -> bool:
    """What the running Rapport says of it: it alone knows where its NLU servers are by now."""
    told = await _asked(settings, "ready", 5.0)  # its checks take up to 3
    return isinstance(told, dict) and told.get("checks", {}).get("nlu") == "fine"


async def _port(wanted: Wanted, *, runs: bool) -> Finding:
    name = f"port {wanted.port}"
    if runs:
        return Finding(name, f"{wanted.setting}, in use by Rapport itself, which is running")
    problem = await asyncio.to_thread(why_taken, wanted, 0.0)
    if problem is None:
        return Finding(name, f"{wanted.setting}, free")
    what, _, remedy = problem.partition(". ")
    return Finding(name, what, remedy)
