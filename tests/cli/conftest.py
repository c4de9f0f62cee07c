import contextlib
import random
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings, load_settings

FreeRange = Callable[[int], range]


@pytest.fixture
def free_port() -> Callable[[], int]:
    def found() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return int(probe.getsockname()[1])

    return found


@pytest.fixture
def free_range() -> FreeRange:
    """Ports side by side, and none of those that the system may give to any connection."""

    def found(size: int) -> range:
        while True:
            ports = range(start := random.randrange(10_000, 30_000), start + size)
            with contextlib.suppress(OSError), contextlib.ExitStack() as held:
                for port in ports:
                    held.enter_context(socket.create_server(("127.0.0.1", port)))
                return ports

    return found


@pytest.fixture
def settings_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free_port: Callable[[], int], free_range: FreeRange
) -> Callable[..., Settings]:
    """Settings with free ports and a folder of their own, and none of the developer's."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)

    def made(**given: Any) -> Settings:
        nlu_port = free_range(given.get("nlu_processes", 1)).start
        ports = {"web_port": free_port(), "sandbox_port": free_port(), "nlu_port": nlu_port}
        return load_settings(None, **{"var_dir": tmp_path / "var", **ports, **given})

    return made
