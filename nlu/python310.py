"""Finds a Python 3.10, the newest that Rasa 3.6 runs on."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

# A Debian python3.10 without its venv package starts and still cannot make an environment.
PROOF = "import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 10))"

REMEDY = "Install Python 3.10 (`uv python install 3.10` or `pyenv install 3.10`), or set NLU_PYTHON to the path of one."


class Python310MissingError(Exception):
    """Its text says what was tried, and the remedy."""

    def __init__(self, tried: list[str]) -> None:
        super().__init__(f"Rasa needs Python 3.10 and none was found ({'; '.join(tried)}). {REMEDY}")


def find_python310(setting: str | None = None, *, may_install: bool = False) -> Path:
    """Return a Python 3.10 that was run to be believed: a pyenv shim may exist and fail.

    `setting` is NLU_PYTHON: when given, nothing else is tried. With `may_install`, `uv` may download one.

    Raises:
        Python310MissingError
    """
    if setting:
        chosen = Path(setting).expanduser()
        if works(chosen):
            return chosen
        raise Python310MissingError([f"NLU_PYTHON is {setting}, which is not a working Python 3.10 with venv"])
    tried: list[str] = []
    for candidate in _candidates(may_install, tried):
        if works(candidate):
            return candidate
        tried.append(f"{candidate} does not work")
    raise Python310MissingError(tried)


def works(python: Path) -> bool:
    try:
        return subprocess.run([python, "-c", PROOF], check=False, capture_output=True, timeout=30).returncode == 0
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return False


def _candidates(may_install: bool, tried: list[str]) -> Iterator[Path]:
    on_path = list(_on_path())
    yield from on_path
    if not on_path:
        tried.append("no python3.10 on PATH")
    yield from _in_pyenv()
    uv = shutil.which("uv")
    if uv is None:
        tried.append("no uv on PATH")
        return
    yield from _from_uv(uv)
    if may_install and _ran([uv, "python", "install", "3.10"], seconds=600) is not None:
        yield from _from_uv(uv)
    tried.append("uv has none")


def _on_path() -> Iterator[Path]:
    """Every python3.10 on PATH: the first may be a shim that fails and the second a real one."""
    for folder in os.get_exec_path():
        found = shutil.which("python3.10", path=folder)
        if found:
            yield Path(found)


def _in_pyenv() -> list[Path]:
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    return sorted(root.glob("versions/3.10.*/bin/python3.10"), reverse=True)


def _from_uv(uv: str) -> Iterator[Path]:
    found = _ran([uv, "python", "find", "3.10"], seconds=30)
    if found:
        yield Path(found)


def _ran(argv: list[str], seconds: float) -> str | None:
    try:
        return subprocess.run(argv, capture_output=True, text=True, timeout=seconds, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None
