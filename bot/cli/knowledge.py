"""`care nlu knowledge`: the pages that questions are answered from; and the doctor's line about them."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.app import utc_now
from bot.cli.finding import Finding
from bot.cli.parts import count
from bot.settings import Settings
from nlu.answers import Page, PagesError, load

NAMED = 3  # pages due for review that the doctor names


def show_pages(settings: Settings) -> str | None:
    """List the pages with who looks after them; return why that cannot be done."""
    try:
        library = load(samples=settings.sandbox)
    except PagesError as mistakes:
        return str(mistakes)
    stale = set(library.stale(_today(settings)))
    table = Table("language", "page", "owner", "review by", "")
    for page in library.pages:
        mark = "STALE" if page in stale else "retired" if page.retired else ""
        table.add_row(*map(Text, (page.language, page.slug, page.owner, page.review_by.isoformat(), mark)))
    Console().print(table)
    print(f"{count(len(library.pages), 'page')}, {len(stale)} of them stale.")
    return None


def pages_finding(settings: Settings) -> Finding:
    """Look through the pages in force. Samples speak for nobody, so those are never due."""
    try:
        library = load(samples=settings.sandbox)
    except PagesError as fault:
        first, *more = fault.mistakes
        what = f"{first} (and {count(len(more), 'more mistake')})" if more else first
        return Finding("knowledge", what, "`care nlu knowledge` names every mistake; correct the pages.")
    if not library.languages:
        remedy = "Copy sample pages from nlu/knowledge into nlu/knowledge/company and make them true."
        return Finding("knowledge", "no page of the company's own: questions go to a human", remedy)
    pages = f"{count(len(library.pages), 'page')} in {', '.join(library.languages)}"
    if stale := [page for page in library.stale(_today(settings)) if not page.sample]:
        remedy = "Check that they are true and move `review_by` on; `care nlu knowledge` lists them."
        return Finding("knowledge", f"{pages}, {len(stale)} due for review: {_named(stale)}", remedy)
    samples = sum(page.sample for page in library.pages)
    return Finding("knowledge", f"{pages}, {samples} of them samples, for the sandbox alone" if samples else pages)


def _named(pages: Sequence[Page]) -> str:
    more = [f"{len(pages) - NAMED} more"] if len(pages) > NAMED else []
    return ", ".join([*(f"{page.language}/{page.slug}" for page in pages[:NAMED]), *more])


def _today(settings: Settings) -> date:
    return utc_now().astimezone(ZoneInfo(settings.company_time_zone)).date()
