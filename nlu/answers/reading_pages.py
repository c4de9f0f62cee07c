"""One page, out of its file. Every mistake is a line that says where it is and what to write instead."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from nlu.cleaning import clean

KEYS = ("title", "owner", "review_by", "sample", "retired", "questions", "keywords")
NEEDED = ("title", "owner", "review_by", "questions")
LONGEST = 3_500  # characters of an answer: it must fit in one Telegram message, its title with it
_HERE = Path(__file__).parents[2]
_FENCE = "---"


class PagesError(ValueError):
    """Pages with mistakes: "nlu/knowledge/en/x.md:3: ... what to write instead", a line each."""

    def __init__(self, mistakes: Iterable[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(self.mistakes))


@dataclass(frozen=True)
class Page:
    """`place` is the path of its file; `review_by` is the last day on which the answer counts as checked."""

    slug: str
    language: str
    title: str
    answer: str
    questions: tuple[str, ...]
    keywords: tuple[str, ...]
    owner: str
    review_by: date
    sample: bool
    retired: bool
    place: str

    @property
    def asked(self) -> tuple[str, ...]:
        """The title and the questions: what a customer's question is held against."""
        return (self.title, *self.questions)


def read_page(path: Path) -> Page:
    """Read one page.

    Raises:
        PagesError: if it has mistakes, all of them at once as far as they can be told.
    """
    return _Reader(path).page()


def place(path: Path) -> str:
    """Return the path as people name it: within the repository, where it lies in there."""
    return path.relative_to(_HERE).as_posix() if path.is_relative_to(_HERE) else path.as_posix()


class _Reader:
    """Gathers the mistakes of one file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._place = place(path)
        self._mistakes: list[str] = []
        self._given = CommentedMap()

    def page(self) -> Page:
        front, answer = self._halves()
        self._given = self._parsed(front)
        self._check_names()
        page = Page(
            slug=self._path.stem,
            language=self._path.parent.name,
            title=self._words("title"),
            answer=answer,
            questions=self._list("questions"),
            keywords=self._list("keywords"),
            owner=self._words("owner"),
            review_by=self._day("review_by"),
            sample=self._flag("sample"),
            retired=self._flag("retired"),
            place=self._place,
        )
        if self._mistakes:
            raise PagesError(self._mistakes)
        return page

    def _halves(self) -> tuple[str, str]:
        try:
            lines = self._path.read_text(encoding="utf-8-sig").splitlines()
        except UnicodeDecodeError as fault:
            line = self._path.read_bytes()[: fault.start].count(b"\n") + 1
            raise self._stop(line, "a character that is not UTF-8; save the file as UTF-8") from None
        except OSError as fault:
            raise self._stop(1, f"the file cannot be read ({fault.strerror}); make it a readable file") from None
        if not lines or lines[0].rstrip() != _FENCE:
            raise self._stop(1, f"no front matter; begin the file with a line {_FENCE}")
        end = next((at for at, line in enumerate(lines) if at and line.rstrip() == _FENCE), None)
        if end is None:
            raise self._stop(len(lines), f"the front matter does not end; write a line {_FENCE} above the answer")
        answer = "\n".join(lines[end + 1 :]).strip()
        if not answer:
            self._note(end + 1, f"no answer; write it below the second {_FENCE}")
        if len(answer) > LONGEST:
            self._note(end + 2, f"an answer of {len(answer)} characters; write {LONGEST} at most")
        return "\n".join(["", *lines[1:end]]), answer  # one line above, so that lines count as in the file

    def _parsed(self, front: str) -> CommentedMap:
        try:
            given = YAML(typ="rt").load(front)
        except DuplicateKeyError as fault:
            line = fault.problem_mark.line + 1 if fault.problem_mark else 1
            raise self._stop(line, "this is there a second time; keep one of the two") from None
        except MarkedYAMLError as fault:
            mark = fault.problem_mark or fault.context_mark
            told = str(fault.problem or fault.context or "this is not YAML").splitlines()[0]
            raise self._stop(mark.line + 1 if mark else 1, f"{told}; put text with a colon in quotes") from None
        except (YAMLError, ValueError, RecursionError):
            raise self._stop(2, "a value cannot be read, a date that does not exist perhaps; correct it") from None
        if not isinstance(given, CommentedMap):
            raise self._stop(2, "this is no front matter; write `title: ...` and the rest, a line each")
        return given

    def _check_names(self) -> None:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self._path.stem):
            self._note(1, "a file's name is its slug; write small letters, digits and hyphens, like opening-hours.md")
        if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", self._path.parent.name):
            self._note(1, "the folder is no language; put the page in a folder like en, hi, fil or zh")
        for key in self._given:
            if key not in KEYS:
                self._note(self._line(key), f"`{key}` is not known; write one of {', '.join(KEYS)}")
        for key in NEEDED:
            if key not in self._given:
                self._note(1, f"no `{key}`; add a line `{key}: ...`")

    def _words(self, key: str) -> str:
        words = self._given.get(key)
        if key in self._given and not (isinstance(words, str) and clean(words)):
            self._note(self._line(key), f'`{key}` is not words; write {key}: "..."')
        return str(words).strip()

    def _day(self, key: str) -> date:
        day = self._given.get(key)
        if isinstance(day, date) and not isinstance(day, datetime):
            return day
        if key in self._given:
            self._note(self._line(key), f"`{key}` is not a date; write it like {key}: 2027-05-31")
        return date.min

    def _flag(self, key: str) -> bool:
        flag = self._given.get(key, False)
        if not isinstance(flag, bool):
            self._note(self._line(key), f"`{key}` is neither true nor false; write {key}: true")
        return flag is True

    def _list(self, key: str) -> tuple[str, ...]:
        if key not in self._given:
            return ()
        given = self._given[key]
        if not isinstance(given, CommentedSeq) or (key in NEEDED and not given):
            self._note(self._line(key), f"`{key}` is not a list; write each on a line of its own, after a hyphen")
            return ()
        for at, one in enumerate(given):
            if not (isinstance(one, str) and clean(one)):
                self._note(given.lc.item(at)[0] + 1, f'not words, in `{key}`; put it in quotes, like - "..."')
        return tuple(str(one).strip() for one in given)

    def _line(self, key: str) -> int:
        places = self._given.lc.data or {}
        return int(places[key][0]) + 1 if key in places else 1  # merged in from elsewhere, it has no place

    def _note(self, line: int, told: str) -> None:
        self._mistakes.append(f"{self._place}:{line}: {told}")

    def _stop(self, line: int, told: str) -> PagesError:
        self._note(line, told)
        return PagesError(self._mistakes)
