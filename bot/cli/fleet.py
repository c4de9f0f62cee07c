"""Our own NLU servers: a Rasa process for each core wanted, and a change of models without a gap."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import structlog

from bot.cli.ports import free_ports
from bot.cli.processes import Kept
from bot.cli.reading import NLU, nlu_log, reads, server_plan
from bot.nursery import Nursery
from bot.settings import Settings
from nlu.addresses import Addresses
from nlu.serving import Home, give_up, model_in_service, note_in_service

LOOK_EVERY = 3.0  # seconds between two looks which model is in service
STARTS_WITHIN = 60.0  # seconds until a server with a new model has to be ready, or the model is given up
ANSWERED_WITHIN = 5.0  # seconds that requests in flight are waited for; the client waits for one

log = structlog.get_logger(__name__)


class Fleet:
    """Keeps the servers of one model, until another is put in service: then servers of that one take over.

    `addresses` name the servers that are ready, at any time.
    """

    name = NLU

    def __init__(self, settings: Settings, home: Home, model: Path, addresses: Addresses) -> None:
        if settings.nlu_token is None:
            raise ValueError("NLU_TOKEN is made by load_settings()")
        self.ready = asyncio.Event()
        """Set once all of the first servers were ready."""
        self._token = settings.nlu_token
        self._ports = settings.nlu_ports
        self._logs = settings.var_dir / "logs"
        self._home = home
        self._addresses = addresses
        self._model = model
        self._note = note_in_service(home)
        self._seen: tuple[int, int] | None = None
        self._servers = self._made(model, self._ports)

    @property
    def log(self) -> Path:
        return nlu_log(self._logs)

    async def keep(self) -> None:
        async with Nursery() as nursery:
            for server in self._servers.values():
                nursery.start(server.keep(), server.name)
            while True:
                await asyncio.sleep(LOOK_EVERY)
                model = await asyncio.to_thread(self._newly_in_service)
                if model not in (None, self._model):
                    await self._change_over(model, nursery)

    def _newly_in_service(self) -> Path | None:
        """Return the model in service if one was put there since the last look.

        Whether it fits the present data takes a look at all of them, so that is asked only then.
        """
        try:
            found = self._home.in_service.stat()
            if self._seen == (found.st_ino, found.st_mtime_ns):
                return None
            model = model_in_service(self._home)
        except OSError:  # it, or the data, changed while they were looked at
            return None
        self._seen = found.st_ino, found.st_mtime_ns
        return model

    def _made(self, model: Path, ports: Iterable[int]) -> dict[str, Kept]:
        """Return the servers by their addresses."""
        return {f"http://127.0.0.1:{port}": self._server(model, port) for port in ports}

    def _server(self, model: Path, port: int) -> Kept:
        url = f"http://127.0.0.1:{port}"
        plan = server_plan(self._home, model, port, self._token, self._logs)
        return Kept(plan, lambda: reads(url, self._token), self._name_the_ready)

    def _name_the_ready(self) -> None:
        ready = [url for url, server in self._servers.items() if server.ready.is_set()]
        self._addresses.name(ready)
        if len(ready) == len(self._servers):
            self.ready.set()

    async def _change_over(self, model: Path, nursery: Nursery) -> None:
        note = await asyncio.to_thread(note_in_service, self._home)
        new = self._made(model, free_ports(self._ports))
        log.info("nlu_model_taken_up", model=model.name, servers=list(new))
        if not await self._have_started(new.values(), nursery):
            log.warning("nlu_model_given_up", model=model.name, stays=self._model.name, see=str(self.log))
            await asyncio.to_thread(give_up, self._home, model, self._note)
            for server in new.values():
                server.let_go()
            return
        old, self._servers, self._model, self._note = self._servers, new, model, note
        self._name_the_ready()
        for url, server in old.items():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._addresses.until_unasked(url), ANSWERED_WITHIN)
            server.let_go()
        log.info("nlu_model_in_service", model=model.name)

    async def _have_started(self, servers: Iterable[Kept], nursery: Nursery) -> bool:
        """One after the other: those in service need the cores meanwhile."""
        for server in servers:
            nursery.start(server.keep(), server.name)
            try:
                await asyncio.wait_for(server.ready.wait(), STARTS_WITHIN)
            except TimeoutError:
                return False
        return True
