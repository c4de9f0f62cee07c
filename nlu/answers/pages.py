"""A company's answers: a page each, in knowledge/<language>/<slug>.md, with YAML front matter above the answer.

Sample pages come with the product and speak for nobody. A company's own pages lie in a second folder of the same
shape, and win over a sample of the same language and slug.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from nlu.answers.likeness import Likeness
from nlu.answers.reading_pages import Page, PagesError, place, read_page

__all__ = ["COMPANY", "KNOWLEDGE", "Library", "Page", "PagesError", "load"]

KNOWLEDGE = Path(__file__).parents[1] / "knowledge"
COMPANY = KNOWLEDGE / "company"
FALLBACK = "en"


@dataclass(frozen=True)
class Library:
    """Pages that are in force, retired ones among them.

    `examples` are the sample pages as they came, whether in force or not: what is measured is measured on them.
    """

    pages: tuple[Page, ...]
    examples: tuple[Page, ...] = ()

    def spoken(self, language: str) -> str:
        """Return the language of the pages that answer somebody of `language`: theirs if it has any, else English."""
        tag = language.lower().replace("_", "-")
        return next((known for known in (tag, tag.split("-")[0]) if known in self._answering), FALLBACK)

    def answering(self, language: str) -> tuple[Page, ...]:
        """Return the pages that may answer a customer in this language, with no fallback."""
        return self._answering.get(language, ())

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which a page may answer."""
        return tuple(sorted(self._answering))

    def search_all(self, text: str, limit: int = 10) -> list[Page]:
        """Return the pages most like `text`, the closest first: for staff, retired pages included."""
        scores = self._everything.of(text).best
        order = sorted(range(len(self.pages)), key=lambda at: -scores[at])
        return [self.pages[at] for at in order[:limit] if scores[at] > 0]

    def stale(self, today: date) -> list[Page]:
        """Return the pages to be reviewed, the longest overdue first. A page is good on its `review_by` day."""
        overdue = (page for page in self.pages if not page.retired and page.review_by < today)
        return sorted(overdue, key=lambda page: (page.review_by, page.place))

    def only_examples(self) -> "Library":
        """Return the sample pages alone, as if they were in force."""
        return Library(self.examples, self.examples)

    @cached_property
    def _answering(self) -> dict[str, tuple[Page, ...]]:
        pages = [page for page in self.pages if not page.retired]
        languages = {page.language for page in pages}
        return {language: tuple(page for page in pages if page.language == language) for language in languages}

    @cached_property
    def _everything(self) -> Likeness:
        return Likeness(self.pages)


def load(shipped: Path = KNOWLEDGE, company: Path | None = COMPANY, *, samples: bool) -> Library:
    """Read the pages. Without `samples`, as for every real company, no sample page is in force.

    Raises:
        PagesError: if pages have mistakes, a line each.
    """
    mistakes: list[str] = []
    theirs = _read(shipped, company, mistakes)
    ours = _read(company, None, mistakes) if company is not None else []
    mistakes += [
        f"{page.place}: this page is the company's own; check that the answer is true and delete `sample: true`"
        for page in ours
        if page.sample
    ]
    if mistakes:
        raise PagesError(mistakes)
    own = {(page.language, page.slug) for page in ours}
    kept = [page for page in theirs if (page.language, page.slug) not in own and (samples or not page.sample)]
    return Library(_in_order([*kept, *ours]), _in_order(page for page in theirs if page.sample))


def _read(folder: Path, except_for: Path | None, mistakes: list[str]) -> list[Page]:
    pages: list[Page] = []
    for path in sorted(folder.rglob("*.md")):
        if path.name == "README.md" or (except_for is not None and path.is_relative_to(except_for)):
            continue
        if path.parent.parent != folder:
            mistakes.append(f"{place(path)}:1: not in a language's folder; move it to {place(folder)}/en or another")
            continue
        try:
            pages.append(read_page(path))
        except PagesError as fault:
            mistakes.extend(fault.mistakes)
    return pages


def _in_order(pages: Iterable[Page]) -> tuple[Page, ...]:
    return tuple(sorted(pages, key=lambda page: (page.language, page.slug)))
