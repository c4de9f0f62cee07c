"""Real processes: small Python programs that say in a file what happened to them."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from bot.cli import processes
from bot.cli.processes import Kept, Plan, running

SOON = 15.0  # seconds, on a busy machine


def plan(tmp_path: Path, program: str) -> Plan:
    return Plan("a part", (sys.executable, "-c", program), dict(os.environ), tmp_path, tmp_path / "logs" / "part.log")


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(SOON):
        while not happened():  # noqa: ASYNC110 - another process does not tell us
            await asyncio.sleep(0.02)


def is_gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def pids(file: Path) -> list[int]:
    return [int(line) for line in file.read_text().split()] if file.exists() else []


SLEEPER = "import os, time; open('pids', 'a').write(f'{os.getpid()}\\n'); time.sleep(600)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + SLEEPER
POLITE = (
    "import os, signal, sys, time\n"
    "def bye(*_): open('bye', 'w').write('bye'); sys.exit(0)\n"
    "signal.signal(signal.SIGTERM, bye)\n"
    "open('pids', 'a').write(f'{os.getpid()}\\n')\n"
    "time.sleep(600)\n"
)
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {SLEEPER!r}])"


async def test_a_part_is_asked_to_stop_before_it_is_made_to(tmp_path: Path) -> None:
    async with running(plan(tmp_path, POLITE)):
        await until(lambda: bool(pids(tmp_path / "pids")))

    assert (tmp_path / "bye").read_text() == "bye"
    await until(lambda: is_gone(pids(tmp_path / "pids")[0]))


@pytest.mark.parametrize("program", [STUBBORN, PARENT], ids=["one that does not listen", "one with a child of its own"])
async def test_nothing_of_a_part_outlives_it(tmp_path: Path, program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "GRACE", 0.3)

    async with running(plan(tmp_path, program)):
        await until(lambda: bool(pids(tmp_path / "pids")))

    await until(lambda: is_gone(pids(tmp_path / "pids")[0]))


async def test_a_part_ends_with_its_starter_even_when_that_is_killed(tmp_path: Path) -> None:
    starter = (
        "import asyncio\n"
        "from pathlib import Path\n"
        "from bot.cli.processes import Plan, running\n"
        "async def main():\n"
        f"    async with running(Plan('part', ({sys.executable!r}, '-c', {SLEEPER!r}), {{}}, Path({str(tmp_path)!r}),\n"
        f"                            Path({str(tmp_path / 'log')!r}))):\n"
        "        await asyncio.sleep(600)\n"
        "asyncio.run(main())\n"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", starter)
    await until(lambda: bool(pids(tmp_path / "pids")))
    process.kill()
    await process.wait()

    await until(lambda: is_gone(pids(tmp_path / "pids")[0]))


async def test_what_a_part_says_is_kept(tmp_path: Path) -> None:
    part = plan(tmp_path, "import sys; print('to stdout'); print('to stderr', file=sys.stderr); sys.exit(7)")

    async with running(part) as process:
        code = await process.wait()

    assert code == 7
    assert sorted(part.log.read_text().splitlines()) == ["to stderr", "to stdout"]


async def test_a_part_that_is_killed_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "FIRST_PAUSE", 0.05)
    file = tmp_path / "pids"

    async def is_ready() -> bool:
        return bool(pids(file)) and not is_gone(pids(file)[-1])

    kept = Kept(plan(tmp_path, SLEEPER), is_ready)
    async with asyncio.TaskGroup() as group:
        keeping = group.create_task(kept.keep())
        await asyncio.wait_for(kept.ready.wait(), SOON)
        os.kill(pids(file)[0], signal.SIGKILL)
        await until(lambda: len(pids(file)) == 2)
        await asyncio.wait_for(kept.ready.wait(), SOON)
        keeping.cancel()

    first, second = pids(file)
    assert first != second
    await until(lambda: is_gone(second))


async def test_a_part_that_is_let_go_is_stopped_and_not_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "FIRST_PAUSE", 0.05)
    told: list[bool] = []

    async def is_ready() -> bool:
        return bool(pids(tmp_path / "pids"))

    kept = Kept(plan(tmp_path, POLITE), is_ready, lambda: told.append(kept.ready.is_set()))
    async with asyncio.TaskGroup() as group:
        keeping = group.create_task(kept.keep())
        await asyncio.wait_for(kept.ready.wait(), SOON)
        kept.let_go()
        await asyncio.wait_for(keeping, SOON)

    assert (tmp_path / "bye").exists()
    await until(lambda: is_gone(pids(tmp_path / "pids")[0]))
    assert told == [True]


async def test_a_part_that_is_let_go_and_then_cancelled_is_not_waited_for(tmp_path: Path) -> None:
    async def is_ready() -> bool:
        return bool(pids(tmp_path / "pids"))

    kept = Kept(plan(tmp_path, STUBBORN), is_ready)
    async with asyncio.TaskGroup() as group:
        keeping = group.create_task(kept.keep())
        await asyncio.wait_for(kept.ready.wait(), SOON)
        kept.let_go()
        await asyncio.sleep(0.05)
        keeping.cancel()

    await until(lambda: is_gone(pids(tmp_path / "pids")[0]))


async def test_it_is_told_when_a_part_becomes_ready_and_when_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "FIRST_PAUSE", 0.05)
    told: list[bool] = []

    async def at_once() -> bool:
        return True

    kept = Kept(plan(tmp_path, "raise SystemExit(3)"), at_once, lambda: told.append(kept.ready.is_set()))
    async with asyncio.TaskGroup() as group:
        group.create_task(kept.keep())
        await until(lambda: len(told) >= 4)
        kept.let_go()

    assert told[:4] == [True, False, True, False]


async def test_pauses_grow_while_a_part_does_not_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(processes, "LONGEST_PAUSE", 0.03)
    pauses: list[float] = []
    monkeypatch.setattr(processes.log, "warning", lambda _event, **facts: pauses.append(facts["again_in"]))

    async def never() -> bool:
        return False

    kept = Kept(plan(tmp_path, "raise SystemExit(3)"), never)
    async with asyncio.TaskGroup() as group:
        keeping = group.create_task(kept.keep())
        await until(lambda: len(pauses) == 4)
        keeping.cancel()

    assert pauses == [0.01, 0.02, 0.03, 0.03]
    assert not kept.ready.is_set()
