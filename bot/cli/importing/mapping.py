"""Which heading of a file is which of our columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cli.importing.sheets import SheetError
from bot.work.shop.kinds import Kind
from bot.work.shop.taking import ATTRIBUTE
from storage.tables import Buyer

_LONGEST_ATTRIBUTE_NAME = 40


@dataclass(frozen=True)
class Mapped:
    """`names` has a name for each heading: our column's, an attribute's with its sign, or None where it is not used."""

    names: tuple[str | None, ...]
    unused: tuple[str, ...]

    def row(self, cells: Sequence[str]) -> dict[str, str]:
        """Return the cells by our names. Where a line is shorter than the headings, the rest is empty."""
        return {name: cell for name, cell in zip(self.names, cells, strict=False) if name is not None}


def mapped(kind: Kind, headings: Sequence[str], told: Mapping[str, str]) -> Mapped:
    """Find a heading for each column: as `told` (our column: their heading), by our name, or by another usual one.

    What is left over of a customers' file is kept as attributes of the customer.

    Raises:
        SheetError: if a needed column is missing, or what was told cannot be.
    """
    _check(kind, headings, told)
    found: dict[int, str] = {}
    plain = [_plain(heading) for heading in headings]
    for column in kind.columns:
        wanted = [told[column.name]] if column.name in told else [column.name, *column.also]
        at = next((plain.index(_plain(one)) for one in wanted if _plain(one) in plain), None)
        if at is not None and at not in found:
            found[at] = column.name
    missing = [column.name for column in kind.columns if column.needed and column.name not in found.values()]
    if missing:
        raise SheetError(
            f"no column holds {_listed(missing)}; the headings are {_listed(headings)}. "
            f'Say which, like --map "{missing[0]}=Their heading".'
        )
    left = [at for at, heading in enumerate(headings) if at not in found and heading]
    if kind.table is Buyer:
        found |= {at: ATTRIBUTE + headings[at][:_LONGEST_ATTRIBUTE_NAME] for at in left}
        left = []
    return Mapped(tuple(found.get(at) for at in range(len(headings))), tuple(headings[at] for at in left))


def _check(kind: Kind, headings: Sequence[str], told: Mapping[str, str]) -> None:
    names = [column.name for column in kind.columns]
    plain = [_plain(heading) for heading in headings]
    for ours, theirs in told.items():
        if ours not in names:
            raise SheetError(f"--map: {kind.name} have no column “{ours}”; there are {', '.join(names)}")
        if _plain(theirs) not in plain:
            raise SheetError(f"--map: no heading is “{theirs}”; the headings are {_listed(headings)}")


def _plain(heading: str) -> str:
    return " ".join(heading.replace("_", " ").casefold().split())


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
