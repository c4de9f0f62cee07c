"""The full soak on both databases, and its table."""

import tempfile
from pathlib import Path

from storage.tables import OutboxState
from tests.databases import NAMES, postgresql_server, postgresql_url, sqlite_url
from tests.e2e.soak.gaps import GAPS
from tests.e2e.soak.killing import GREETING
from tests.e2e.soak.record import is_again
from tests.e2e.soak.soak import Outcome, Size, soak


async def soaked(name: str, size: Size) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="rapport-soak-") as folder, postgresql_server() as server:
        url = sqlite_url(Path(folder)) if name == "sqlite" else await postgresql_url_of(server)
        return await soak(url, Path(folder), size)


async def postgresql_url_of(server: object) -> str:
    import asyncio

    return await asyncio.to_thread(postgresql_url, server)


def lines_of(outcome: Outcome) -> dict[str, object]:
    """The table's lines for one database, in order."""
    findings, kept, killer = outcome.findings, outcome.kept, outcome.killer
    states = [row.state for row in kept.outbox]
    return {
        "updates": outcome.world.updates,
        "of them told twice by Telegram": outcome.world.redelivered,
        "touches": len(kept.touches),
        "SIGKILLs of care run": killer.kills,
        "SIGKILLs of Rasa": outcome.rasa_kills,
        **{f"killed with something {gap}": killer.found[gap] for gap in (*GAPS, GREETING)},
        "updates lost": len(findings.lost),
        "handled twice": len(findings.twice),
        "cases doubled": len(findings.cases_doubled),
        "greetings doubled": len(findings.greetings_doubled),
        "set aside": len(findings.set_aside),
        "sends not accounted for": len(findings.unaccounted),
        "sends": len(states),
        "sent": states.count(OutboxState.SENT),
        "in doubt, sent again": kept.doubts,
        "of them arrived twice, marked": sum(1 for one in outcome.record.entries if is_again(one)),
        "greetings in doubt, listed": len(kept.greetings_in_doubt),
    }


def as_table(columns: dict[str, dict[str, object]]) -> str:
    """A Markdown table, a column each database."""
    names = list(next(iter(columns.values())))
    head = ["| | " + " | ".join(columns) + " |", "| --- |" + " ---: |" * len(columns)]
    body = [f"| {name} | " + " | ".join(str(column[name]) for column in columns.values()) + " |" for name in names]
    return "\n".join(head + body)


async def all_databases(size: Size, names: tuple[str, ...] = NAMES) -> tuple[str, list[str]]:
    """Return the table and what is wrong."""
    outcomes = {name: await soaked(name, size) for name in names}
    wrong = [f"{name}: {one}" for name, outcome in outcomes.items() for one in outcome.findings.all]
    return as_table({name: lines_of(outcome) for name, outcome in outcomes.items()}), wrong
