"""`care rules diff`: what another book would change for whom, before it takes the place of the one in force."""

from pathlib import Path

from bot.cli.preview import Wanted, foreseen
from bot.settings import Settings
from care_rules.arbitration import Verdict
from care_rules.errors import BookError
from care_rules.loading import load
from care_rules.preview import PlannedTouch

_Key = tuple[int, str, str]


async def diff(settings: Settings, old: Path, new: Path, days: int) -> str | None:
    """Print who gains, loses or moves a touch; return why that cannot be told."""
    try:
        books = [load(folder, settings.company_time_zone) for folder in (old, new)]
    except BookError as mistakes:
        return str(mistakes)
    found = await foreseen(settings, books, Wanted(days))
    if isinstance(found, str):
        return found
    before, after = (_sent(touches) for touches in found)
    lines = changes(before, after)
    print("\n".join(lines) if lines else f"Nobody gains, loses or moves a touch within {days} days.")
    return None


def _sent(touches: list[PlannedTouch]) -> dict[_Key, PlannedTouch]:
    return {(one.customer, one.rule, one.occasion): one for one in touches if one.verdict is Verdict.send}


def changes(before: dict[_Key, PlannedTouch], after: dict[_Key, PlannedTouch]) -> list[str]:
    """Return a line for each difference, in order of time: + gained, - lost, > moved, ~ other words."""
    found = []
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        one = new or old
        assert one is not None
        what = f"customer {one.customer}  {one.rule}  {one.occasion}"
        if old is None:
            found.append((one.moment, f"+ {_when(one)}  {what}"))
        elif new is None:
            found.append((one.moment, f"- {_when(one)}  {what}"))
        elif old.moment != new.moment:
            found.append((one.moment, f"> {_when(old)} → {_when(new)}  {what}"))
        elif old.text != new.text:
            found.append((one.moment, f"~ {_when(one)}  {what}: {new.text}"))
    return [line for _, line in sorted(found)]


def _when(touch: PlannedTouch) -> str:
    return f"{touch.moment.astimezone(touch.zone):%Y-%m-%d %H:%M} {touch.zone}"
