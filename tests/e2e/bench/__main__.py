"""`python -m tests.e2e.bench [WHAT] [--record]`: measure one thing or all, print, and write docs/benchmarks.md."""

import argparse
import asyncio
import re
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.settings_checks import HOUSE
from tests.databases import NAMES
from tests.e2e.bench import sets, tables
from tests.e2e.bench.broadcasting import broadcast
from tests.e2e.bench.caring import cared
from tests.e2e.bench.desk import a_deadline, worked
from tests.e2e.bench.latency import echoed, measured
from tests.e2e.bench.public import on_public_sets
from tests.e2e.bench.reading import read
from tests.e2e.bench.shopping import shopped
from tests.e2e.bench.soaking import all_databases
from tests.e2e.bench.steady import Pace
from tests.e2e.bench.ticking import ticked
from tests.e2e.soak.soak import FULL

DOCUMENT = HOUSE / "docs" / "benchmarks.md"
Bench = Callable[[], Awaitable[tuple[str, list[str]]]]
"""Returns what was measured, in Markdown, and what is wrong whatever the machine."""


class SkippedError(Exception):
    """Its text says what is not there to measure."""


async def soak() -> tuple[str, list[str]]:
    return await all_databases(FULL)


async def latency() -> tuple[str, list[str]]:
    pace = Pace()
    echo = await echoed(pace)
    products = {name: await measured(name, pace) for name in NAMES}
    wrong = [f"{name}: {one.unanswered} not answered" for name, one in products.items() if one.unanswered]
    return tables.of_delays(pace, echo, products), wrong


async def tick() -> tuple[str, list[str]]:
    few = {name: await ticked(name, customers=1_000, due=100) for name in NAMES}
    many = {name: await ticked(name) for name in NAMES}
    return tables.of_ticks(few, many), []


async def care() -> tuple[str, list[str]]:
    cares = {name: await cared(name) for name in NAMES}
    broadcasts = {name: await broadcast(name) for name in NAMES}
    wrong = [f"{name}: {one.unanswered} not answered" for name, one in broadcasts.items() if one.unanswered]
    return tables.of_care(cares, broadcasts), wrong


async def desk() -> tuple[str, list[str]]:
    found = {name: [await worked(name, closed) for closed in (10_000, 1_000_000)] for name in NAMES}
    return tables.of_desks(found, a_deadline()), []


async def shop() -> tuple[str, list[str]]:
    return tables.of_shops({name: await shopped(name) for name in NAMES}), []


async def nlu() -> tuple[str, list[str]]:
    return tables.of_reading(await read()), []


async def public() -> tuple[str, list[str]]:
    if not sets.there():
        raise SkippedError(f"skipped: the public sets are not in {sets.DATA}")
    return tables.of_public(await on_public_sets()), []


BENCHES: dict[str, Bench] = {
    "soak": soak,
    "latency": latency,
    "tick": tick,
    "care": care,
    "desk": desk,
    "shop": shop,
    "nlu": nlu,
    "public": public,
}


async def main(names: list[str], *, record: bool) -> int:
    wrong: list[str] = []
    for name in names:
        try:
            table, found = await BENCHES[name]()
        except SkippedError as why:
            print(f"\n## {name}\n\n{why}\n", flush=True)
            continue
        print(f"\n## {name}\n\n{table}\n", flush=True)
        wrong += [f"{name}: {one}" for one in found]
        if record:
            _write(DOCUMENT, name, table)
    print("\n".join(wrong[:100]), file=sys.stderr)
    return 1 if wrong else 0


def _write(document: Path, name: str, table: str) -> None:
    """Put the table between its two marks."""
    marks = f"<!-- {name} -->", f"<!-- /{name} -->"
    text = document.read_text(encoding="utf-8")
    fresh = f"{marks[0]}\n{table}\n{marks[1]}"
    document.write_text(re.sub(f"{marks[0]}.*{marks[1]}", lambda _: fresh, text, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.e2e.bench", description=__doc__)
    parser.add_argument("what", nargs="?", default="all", choices=[*BENCHES, "all"])
    parser.add_argument("--record", action="store_true", help="write the figures into docs/benchmarks.md")
    given = parser.parse_args()
    chosen = list(BENCHES) if given.what == "all" else [given.what]
    sys.exit(asyncio.run(main(chosen, record=given.record)))
