"""Makes a virtual environment that holds exactly one pinned list. Standard library only.

An environment counts as made when its stamp names the present list; anything else, a killed set-up included, is
made anew from nothing.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.progress import Bar

HOUSE = Path(__file__).resolve().parent.parent
LAYOUT = "1"  # raise to have every environment made anew
TAIL = 25  # lines of pip's output that are worth showing when it fails


class SetUpError(Exception):
    """A step failed; `str()` says which, and what to do."""


@dataclass(frozen=True)
class Environment:
    title: str
    folder: Path
    pins: Path
    lock: int
    """A file descriptor that keeps others out. Whatever is started inherits it, so that a pip which outlives us does
    too."""

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def _stamp(self) -> Path:
        return self.folder / "made-from"

    def is_made(self) -> bool:
        same = self._stamp.is_file() and self._stamp.read_text(encoding="ascii") == self._key()
        return same and self._starts()

    def make(self, find_python: Callable[[], Path | str]) -> None:
        """Make it from nothing, with the Python found.

        Raises:
            SetUpError
        """
        maker = find_python()
        count = sum("==" in line for line in self.pins.read_text(encoding="utf-8").splitlines())
        with Bar(f"Setting up {self.title}, {count} packages") as bar:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.run([str(maker), "-m", "venv", str(self.folder)])
            pip = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-deps", "--require-hashes"]
            self.run([str(self.python), *pip, "-r", str(self.pins)], lambda heard: bar.show(_share(heard, count)))
            self._stamp.write_text(self._key(), encoding="ascii")

    def install_project(self) -> None:
        """Make `care` and the packages known to it; the network is not asked."""
        stamp = self.folder / "project"
        key = _project_key()
        if stamp.is_file() and stamp.read_text(encoding="ascii") == key:
            return
        pip = ["-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--no-index", "--no-deps"]
        self.run([str(self.python), *pip, "--no-build-isolation", "--editable", str(HOUSE)])
        stamp.write_text(key, encoding="ascii")

    def run(self, argv: list[str], told: Callable[[str], None] | None = None) -> None:
        """Run a step of this one's making.

        Raises:
            SetUpError
        """
        run(self.title, argv, self.lock, told)

    def _key(self) -> str:
        return hashlib.sha256(LAYOUT.encode() + self.pins.read_bytes()).hexdigest()

    def _starts(self) -> bool:
        """Whether the Python it was made with is still there."""
        try:
            return subprocess.run([self.python, "-c", ""], check=False, capture_output=True).returncode == 0
        except OSError:
            return False


def run(title: str, argv: list[str], lock: int, told: Callable[[str], None] | None = None) -> None:
    """Run a step, and tell three times a second what it has said until now.

    Raises:
        SetUpError: with the end of what it said.
    """
    with tempfile.TemporaryFile() as heard:
        process = subprocess.Popen(argv, cwd=HOUSE, stdout=heard, stderr=subprocess.STDOUT, pass_fds=[lock])
        try:
            while process.poll() is None:
                if told:
                    told(_text(heard.fileno()))
                time.sleep(0.3)
        finally:
            process.terminate()
            process.wait()
        if process.returncode:
            end = "\n".join(_text(heard.fileno()).rstrip().splitlines()[-TAIL:])
            raise SetUpError(f"{title} could not be set up; the last step said:\n{end}")


def _text(descriptor: int) -> str:
    return os.pread(descriptor, 10_000_000, 0).decode(errors="replace")


def _share(heard: str, count: int) -> float:
    """Fetching is told package by package and is most of the time; what follows shows as the last tenth."""
    return 0.95 if "\nInstalling" in heard else 0.9 * heard.count("Collecting ") / max(count, 1)


def _project_key() -> str:
    """What an editable install depends on: the project's tables and which packages there are."""
    tables = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    told = [LAYOUT, tables["build-system"], tables["project"], tables["tool"]["setuptools"], sorted(_packages())]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _packages() -> Iterator[str]:
    return (path.parent.name for path in HOUSE.glob("*/__init__.py"))
