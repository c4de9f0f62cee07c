import socket
from typing import Any

import pytest

from bot.cli.ports import Wanted, free_ports, wanted_ports, why_taken
from bot.settings import Settings
from tests.cli.conftest import FreeRange


def test_a_taken_port_is_one_line_with_port_setting_and_remedy() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        said = why_taken(Wanted("127.0.0.1", port, "WEB_PORT"), patience=0)

    assert said == f"Port {port} (WEB_PORT) is taken. Stop what listens there, or set WEB_PORT to another number."


def test_a_free_port_is_left_free() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]

    assert why_taken(Wanted("127.0.0.1", port, "WEB_PORT"), patience=0) is None
    with socket.socket() as again:
        again.bind(("127.0.0.1", port))


def test_a_host_that_is_not_here_is_named() -> None:
    said = why_taken(Wanted("256.1.1.1", 8080, "WEB_PORT"), patience=0)

    assert said == 'WEB_HOST: "256.1.1.1" is not an address of this machine; write 127.0.0.1 or 0.0.0.0'


@pytest.mark.parametrize(
    ("given", "nlu", "settings"),
    [
        ({}, True, ["WEB_PORT", "SANDBOX_PORT", "NLU_PORT"]),
        ({"nlu_processes": 3}, True, ["WEB_PORT", "SANDBOX_PORT", "NLU_PORT", "NLU_PORT", "NLU_PORT"]),
        ({}, False, ["WEB_PORT", "SANDBOX_PORT"]),
        ({"bot_token": "1:sandbox", "telegram_api_url": "http://127.0.0.1:9000"}, False, ["WEB_PORT"]),
    ],
)
def test_only_ports_that_are_used_are_looked_at(given: dict[str, Any], nlu: bool, settings: list[str]) -> None:
    wanted = wanted_ports(Settings(_env_file=None, **given), nlu=nlu)

    assert [one.setting for one in wanted] == settings


def test_free_ports_are_the_wanted_ones_where_these_are_free(free_range: FreeRange) -> None:
    wanted = free_range(3)
    assert free_ports(wanted) == list(wanted)
    with socket.create_server(("127.0.0.1", wanted[1])):
        first, second, third = free_ports(wanted)

    assert (first, third) == (wanted[0], wanted[2])
    assert second in range(wanted[0] + 100, wanted[0] + 1000)


def test_at_the_upper_end_any_free_port_does() -> None:
    wanted = range(65535, 65536)
    try:
        server = socket.create_server(("127.0.0.1", 65535))
    except OSError:
        server = socket.socket()
    with server:
        (found,) = free_ports(wanted)

    assert found not in wanted


def test_a_port_whose_last_listener_has_just_left_is_free(free_range: FreeRange) -> None:
    (port,) = free_range(1)
    with socket.create_server(("127.0.0.1", port)) as server, socket.create_connection(("127.0.0.1", port)):
        server.accept()[0].close()  # from this side, so that it is this port that lingers

    assert free_ports(range(port, port + 1)) == [port]
