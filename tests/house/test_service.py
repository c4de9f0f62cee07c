"""The systemd unit is held to what it starts."""

import configparser
import re
from pathlib import Path

import pytest

from bot.cli import ending, processes
from bot.courier import courier
from bot.settings import Settings
from bot.web import listening

HOUSE = Path(__file__).resolve().parents[2]
UNIT = HOUSE / "scripts" / "rapport.service"
OPERATIONS = (HOUSE / "docs" / "operations.md").read_text(encoding="utf-8")


@pytest.fixture
def unit() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[method-assign,assignment]
    parser.read_string(UNIT.read_text(encoding="utf-8"))
    return parser


def test_it_starts_what_make_run_starts(unit: configparser.ConfigParser) -> None:
    recipe = (HOUSE / "Makefile").read_text(encoding="utf-8").partition("\nrun:")[2]
    started = re.search(r"@exec (.*)", recipe)
    assert started is not None
    folder = unit["Service"]["WorkingDirectory"]
    assert unit["Service"]["ExecStart"] == f"{folder}/{started[1]}"


def test_it_may_write_where_the_product_writes(unit: configparser.ConfigParser) -> None:
    written = Settings.model_fields["var_dir"].default
    assert unit["Service"]["ReadWritePaths"] == f"{unit['Service']['WorkingDirectory']}/{written}"


def test_it_waits_until_all_has_stopped_and_leaves_a_wrong_setting_alone(unit: configparser.ConfigParser) -> None:
    slowest = courier._LANDING + listening._PATIENCE + processes.GRACE
    assert float(unit["Service"]["TimeoutStopSec"]) > 2 * slowest
    assert unit["Service"]["KillMode"] == "mixed"
    assert int(unit["Service"]["RestartPreventExitStatus"]) == ending.STOPPED_BY_SETTINGS


def test_the_instructions_install_this_unit(unit: configparser.ConfigParser) -> None:
    folder = unit["Service"]["WorkingDirectory"]
    for told in (UNIT.relative_to(HOUSE).as_posix(), f"{folder} ", f"--system --home-dir {folder}", "make setup"):
        assert told in OPERATIONS
    assert unit["Service"]["EnvironmentFile"].lstrip("-") in OPERATIONS
    assert f"useradd --system --home-dir {folder} --shell /usr/sbin/nologin {unit['Service']['User']}" in OPERATIONS


def test_every_command_of_the_documents_is_one_of_care() -> None:
    commands = (HOUSE / "bot" / "cli" / "commands.py").read_text(encoding="utf-8")
    named = set(re.findall(r"\.venv/bin/care (\w+)", OPERATIONS))
    assert {name for name in named if not re.search(rf"\b{name}\b", commands)} == set()
