"""Take a file over: looked through once as a whole, then kept row by row, a chunk a transaction."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cli.importing.files import open_sheet
from bot.cli.importing.mapping import mapped
from bot.cli.importing.sheets import Line, Sheet
from bot.work.customers import weighing
from bot.work.outreach import planning
from bot.work.shop.columns import Ways
from bot.work.shop.kinds import KINDS
from bot.work.shop.taking import Checked, check, keep
from bot.work.turn import House, Turn
from storage.database import Database
from storage.tables import Buyer, ImportRun

CHUNK = 5000  # rows a transaction: nobody waits for a lock longer than a fraction of a second
SHOWN = 10  # of the refused rows


@dataclass(frozen=True)
class Wanted:
    """What was asked for. `told` is our column: their heading. `dry`: look, and keep nothing."""

    kind: str
    file: Path
    ways: Ways
    told: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    dry: bool = False

    @property
    def refused_file(self) -> Path:
        return self.file.with_name(f"{self.file.stem}.refused.csv")


@dataclass
class Report:
    """`refused` counts the rows that were not taken; `first` are the first of them with their line and reason."""

    rows: int = 0
    kept: int = 0
    new: int = 0
    refused: int = 0
    unused: tuple[str, ...] = ()
    first: list[tuple[int, str]] = field(default_factory=list)


class TakeOver:
    """One file, from its first line to its last."""

    def __init__(self, wanted: Wanted, house: House, database: Database) -> None:
        """Open the file and find its columns.

        Raises:
            SheetError: if it cannot be read, or lacks a column.
        """
        self._wanted, self._house, self._database = wanted, house, database
        self._kind = KINDS[wanted.kind]
        self._sheet = open_sheet(wanted.file, wanted.encoding)
        self._names = mapped(self._kind, self._sheet.headings, wanted.told)
        self._coming: set[str] = set()  # ids of earlier rows that a dry run did not keep
        self.report = Report(unused=self._names.unused)

    async def run(self, console: Console) -> Report:
        """Take the file over.

        The whole of it is looked through before the first row is kept: a file that cannot be read to its end changes
        nothing. Kept rows are known by their id, so that a take-over that was cut short is simply begun again.

        Raises:
            SheetError: if the file breaks off.
        """
        dry = self._wanted.dry
        with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
            bar.add_task("Looking through the file", total=None)
            self.report.rows = sum(1 for _ in self._sheet.lines())
            keeping = bar.add_task("Checking the rows" if dry else "Keeping the rows", total=self.report.rows)
            run_id = None if dry else await self._begin()
            with _Refusals(self._wanted, self._sheet) as refusals:
                for chunk in _chunks(self._sheet.lines()):
                    for line, why in await self._take(chunk):
                        self._note(line, why, refusals)
                    bar.advance(keeping, len(chunk))
        if run_id is not None:
            await self._end(run_id)
        return self.report

    async def _take(self, chunk: list[Line]) -> Iterator[tuple[Line, str]]:
        """Keep what is good of the chunk; return the rest, with why."""
        readable = [line for line in chunk if line.wrong is None]
        rows = [self._names.row(line.cells) for line in readable]
        if self._wanted.dry:
            async with self._database.read() as session:
                checked = await check(self._turn(session), self._kind, rows, self._wanted.ways, self._coming)
            if self._kind.table is Buyer:
                self._coming.update(values["id"] for _, values in checked.good)
        else:
            async with self._database.write() as session:
                turn = self._turn(session)
                checked = await check(turn, self._kind, rows, self._wanted.ways)
                self.report.new += await keep(turn, self._kind, checked)
        self.report.kept += len(checked.good)
        return _refused(chunk, readable, checked)

    def _note(self, line: Line, why: str, refusals: "_Refusals") -> None:
        refusals.write(line, why)
        self.report.refused += 1
        if len(self.report.first) < SHOWN:
            self.report.first.append((line.number, why))

    def _turn(self, session: AsyncSession) -> Turn:
        return Turn(session, self._house.clock(), self._house)

    async def _begin(self) -> int:
        async with self._database.write() as session:
            name = self._wanted.file.name[:200]
            run = ImportRun(kind=self._wanted.kind, file=name, started_at=self._house.clock())
            session.add(run)
            await session.flush()
            assert run.id is not None
            return run.id

    async def _end(self, run_id: int) -> None:
        """Note how it ended; everybody is weighed anew in the light of it."""
        async with self._database.write() as session:
            run = await session.get_one(ImportRun, run_id)
            run.ended_at, run.taken, run.refused = self._house.clock(), self.report.kept, self.report.refused
            await weighing.ask_for(self._turn(session))
            await planning.ask_for(self._turn(session))


def _refused(chunk: list[Line], readable: list[Line], checked: Checked) -> Iterator[tuple[Line, str]]:
    whys = {readable[place].number: "; ".join(map(str, problems)) for place, problems in checked.refused}
    for line in chunk:
        why = line.wrong or whys.get(line.number)
        if why is not None:
            yield line, why


class _Refusals:
    """The file of the rows that were not taken, to mend and bring again: their own cells, and why.

    It is made with the first of them. What an earlier take-over of the same file left is removed.
    """

    def __init__(self, wanted: Wanted, sheet: Sheet) -> None:
        self._path, self._headings = wanted.refused_file, sheet.headings
        self._rows: list[list[str]] = []

    def __enter__(self) -> "_Refusals":
        self._path.unlink(missing_ok=True)
        return self

    def write(self, line: Line, why: str) -> None:
        self._rows.append([*line.cells[: len(self._headings)], why])
        if len(self._rows) >= 1000:
            self._put()

    def _put(self) -> None:
        new = not self._path.exists()
        with self._path.open("a", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            if new:
                table.writerow([*self._headings, "why"])
            table.writerows(self._rows)
        self._rows = []

    def __exit__(self, *_: object) -> None:
        if self._rows:
            self._put()


def _chunks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    rest = iter(lines)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
