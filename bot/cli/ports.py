import socket
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from itertools import chain, repeat

from bot.settings import Settings

LEAVING = 3.0  # seconds that a start killed a moment ago may take to let go of its ports
FURTHER_UP = 100  # ports


@dataclass(frozen=True)
class Wanted:
    host: str
    port: int
    setting: str


def wanted_ports(settings: Settings, *, nlu: bool) -> Iterator[Wanted]:
    yield Wanted(settings.web_host, settings.web_port, "WEB_PORT")
    if settings.own_sandbox:
        yield Wanted("127.0.0.1", settings.sandbox_port, "SANDBOX_PORT")
    if nlu:
        for port in settings.nlu_ports:
            yield Wanted("127.0.0.1", port, "NLU_PORT")


def free_ports(wanted: range) -> list[int]:
    """Return a free port of the loopback for each wanted one: itself, unless that is taken.

    Others are looked for a little above, and not left to the system: it may give its own to any connection meanwhile.
    """
    others = chain(range(wanted.start + FURTHER_UP, min(wanted.start + 10 * FURTHER_UP, 65536)), repeat(0))
    with ExitStack() as held:
        return [held.enter_context(_listening(chain([port], others))).getsockname()[1] for port in wanted]


def _listening(ports: Iterable[int]) -> socket.socket:
    for port in ports:
        with suppress(OSError):
            return socket.create_server(("127.0.0.1", port))
    raise OSError("no port is free")


def why_taken(wanted: Wanted, patience: float | None = None) -> str | None:
    """Return a line with the remedy when nobody can listen there, and None when somebody can."""
    until = time.monotonic() + (LEAVING if patience is None else patience)
    while (problem := _problem(wanted)) and time.monotonic() < until:
        time.sleep(0.1)
    return problem


def _problem(wanted: Wanted) -> str | None:
    name, port = wanted.setting, wanted.port
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(wanted.host, port, type=socket.SOCK_STREAM)[0]
    except OSError:
        return f'WEB_HOST: "{wanted.host}" is not an address of this machine; write 127.0.0.1 or 0.0.0.0'
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            probe.listen(1)
        except PermissionError:
            return f"Port {port} ({name}) may not be used by this user. Set {name} to a number from 1024 on."
        except OSError:
            return f"Port {port} ({name}) is taken. Stop what listens there, or set {name} to another number."
    return None
