import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass

from bot.settings import Settings

LEAVING = 3.0  # seconds that a start killed a moment ago may take to let go of its ports


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
        yield Wanted("127.0.0.1", settings.nlu_port, "NLU_PORT")


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
