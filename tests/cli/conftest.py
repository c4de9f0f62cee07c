import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings, load_settings


@pytest.fixture
def free_port() -> Callable[[], int]:
    def found() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return int(probe.getsockname()[1])

    return found


@pytest.fixture
def settings_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free_port: Callable[[], int]
) -> Callable[..., Settings]:
    """Settings with free ports and a folder of their own, and none of the developer's."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)

    def made(**given: Any) -> Settings:
        ports = {name: free_port() for name in ("web_port", "sandbox_port", "nlu_port")}
        return load_settings(None, **{"var_dir": tmp_path / "var", **ports, **given})

    return made
