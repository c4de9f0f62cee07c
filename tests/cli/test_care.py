"""The `care` command as people call it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings_checks import HOUSE

Care = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def care(tmp_path: Path) -> Care:
    def called(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(HOUSE), "VAR_DIR": str(tmp_path / "var"), "COLUMNS": "100"}
        return subprocess.run(
            [sys.executable, "-m", "bot", *words],
            env=env | settings,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    return called


@pytest.mark.parametrize("command", ["run", "doctor", "train", "rules", "db"])
def test_help_names_every_command(care: Care, command: str) -> None:
    assert f" {command} " in care("--help").stdout


@pytest.mark.parametrize("words", [("run",), ("doctor",), ("rules", "check"), ("db", "upgrade")])
def test_a_wrong_setting_stops_every_command_with_its_line(care: Care, words: tuple[str, ...]) -> None:
    done = care(*words, BOT_TOKEN="abc")

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith('BOT_TOKEN: "abc" is not a bot token; write the one BotFather gave you')
    assert len(done.stderr.splitlines()) == 1


def test_the_rule_book_is_checked(care: Care) -> None:
    done = care("rules", "check")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The rule book is fine: ")


def test_the_database_is_brought_to_the_present_schema_from_any_folder(care: Care, tmp_path: Path) -> None:
    first, second = care("db", "upgrade"), care("db", "upgrade")

    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert (tmp_path / "var" / "rapport.db").stat().st_size > 0


def test_a_database_that_cannot_be_used_is_one_line(care: Care) -> None:
    done = care("db", "upgrade", DATABASE_URL="postgresql://me:hunter2@127.0.0.1:1/x")

    assert done.returncode == 1
    assert done.stderr.startswith("DATABASE_URL: the database cannot be used (")
    assert "hunter2" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_doctor_tells_by_its_exit_code(care: Care) -> None:
    away = {"BOT_TOKEN": "42:TEST", "TELEGRAM_API_URL": "http://127.0.0.1:1", "NLU_URL": "http://127.0.0.1:1"}

    done = care("doctor", **away)

    assert done.returncode == 1
    assert all(line[:2] in ("✓ ", "✗ ") for line in done.stdout.splitlines())
    wrong = [line[2:].partition(":")[0] for line in done.stdout.splitlines() if line.startswith("✗")]
    assert wrong == ["token", "NLU", "knowledge"], "a real company has no pages of its own yet"
