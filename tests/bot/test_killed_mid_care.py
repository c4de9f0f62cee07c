"""Killed before every single step from claiming what is due to noting what was sent: all of it is done once.

Each step is a process's last: it dies by its own SIGKILL before a statement, before a commit, before a call leaves for
Telegram or before it hears the answer. Another process then goes on with what it finds.
"""

import asyncio
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from bot.courier.calls import AGAIN_MARK
from bot.settings_checks import HOUSE
from storage.bells import Bells
from storage.database import Database
from storage.tables import (
    OutboxRow,
    OutboxState,
    PlanRow,
    SendKind,
    StaffTask,
    SurveyRun,
    Touch,
    TouchOutcome,
)
from tests.bot.mortal.clientele import DUE, GROUP, MESSAGES, RULES, TASKS, chat_of, planned
from tests.databases import NAMES, Templates

Life = Callable[[str, Path, int | None], int]


@dataclass(frozen=True)
class Kept:
    """What a database holds."""

    sends: tuple[OutboxRow, ...]
    touches: tuple[Touch, ...]
    tasks: tuple[StaffTask, ...]
    surveys: tuple[SurveyRun, ...]
    plan: tuple[PlanRow, ...]

    @property
    def under_way(self) -> list[int]:
        """The calls that left, or were about to."""
        return [one.id or 0 for one in self.sends if one.state == OutboxState.SENDING]


def kept(url: str) -> Kept:
    async def read() -> Kept:
        database = Database(url, Bells())
        async with database.read() as session:

            async def every(table: type[SQLModel]) -> tuple[Any, ...]:
                return tuple((await session.execute(select(table))).scalars())

            found = [await every(table) for table in (OutboxRow, Touch, StaffTask, SurveyRun, PlanRow)]
        await database.close()
        return Kept(*found)

    return asyncio.run(read())


@contextmanager
def lives() -> Iterator[Life]:
    """Processes to be lived in, one a call; told is how each ended."""
    argv = [sys.executable, "-m", "tests.bot.mortal"]
    with subprocess.Popen(argv, cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as nest:
        told, heard = nest.stdin, nest.stdout
        assert told is not None
        assert heard is not None

        def life(url: str, telegram: Path, last: int | None) -> int:
            told.write(json.dumps([url, str(telegram), last]) + "\n")
            told.flush()
            return int(heard.readline())

        yield life
        told.close()


def check(before: Kept, after: Kept, delivered: list[tuple[int, str]]) -> None:
    """`before` is what the killed process left, `after` what the next one made of it."""
    decided = sorted((one.rule, one.outcome) for one in after.touches)
    assert decided == sorted((name, TouchOutcome.SENT) for name in RULES)
    assert len(after.tasks) == len(TASKS)
    assert [one.survey for one in after.surveys] == ["recommend"]
    assert all(one.due_at > DUE for one in after.plan)
    assert {one.state for one in after.sends} <= {OutboxState.SENT, OutboxState.UNKNOWN}
    arrived = Counter(chat for chat, _ in delivered)
    for name in MESSAGES:
        (row,) = [one for one in after.sends if one.chat_id == chat_of(name)]
        assert row.kind == SendKind.GREETING
        in_doubt = row.id in before.under_way
        assert row.state == (OutboxState.UNKNOWN if in_doubt else OutboxState.SENT)
        assert arrived[row.chat_id] in ((0, 1) if in_doubt else (1,))
    _check_tasks(before, after, [words for chat, words in delivered if chat == GROUP])


def _check_tasks(before: Kept, after: Kept, told: list[str]) -> None:
    """Staff see each task once, or a second time marked as such, where nobody knows of the first."""
    rows = [one for one in after.sends if one.chat_id == GROUP]
    assert len(rows) == len(TASKS)
    for row in rows:
        words = row.payload["text"]
        assert row.state == OutboxState.SENT
        in_doubt = row.id in before.under_way
        assert told.count(words) in ((0, 1) if in_doubt else (1,))
        assert told.count(AGAIN_MARK + words) == in_doubt


def delivered_in(telegram: Path) -> list[tuple[int, str]]:
    lines = telegram.read_text().splitlines() if telegram.exists() else []
    return [(chat, words) for _, chat, words in map(json.loads, lines)]


@pytest.fixture(scope="module")
def life() -> Iterator[Life]:
    with lives() as living:
        yield living


@pytest.fixture(params=NAMES)
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes a database, of each kind in turn, with customers in it for whom all is planned."""
    templates = Templates(tmp_path, planned)
    if request.param == "sqlite":
        return lambda: templates.sqlite_url(tmp_path)
    server = request.getfixturevalue("postgresql")
    return lambda: templates.postgresql_url(server)


@pytest.mark.timeout(300)
def test_whatever_the_last_step_was_all_is_done_once(fresh: Callable[[], str], life: Life, tmp_path: Path) -> None:
    url, telegram = fresh(), tmp_path / "undisturbed"
    untouched = kept(url)
    assert life(url, telegram, None) == 0
    check(untouched, kept(url), delivered_in(telegram))
    url, telegram = fresh(), tmp_path / "1"
    dead = dead_on_the_way = 0
    while life(url, telegram, dead + 1) == -SIGKILL:
        dead += 1
        before = kept(url)
        if before == untouched:
            continue  # it left no trace: the next one lives on the same rows
        assert life(url, telegram, None) == 0, f"killed before step {dead}"
        check(before, kept(url), delivered_in(telegram))
        dead_on_the_way += bool(before.under_way)
        url, telegram = fresh(), tmp_path / f"{dead + 1}"
    assert dead > dead_on_the_way > len(MESSAGES)
