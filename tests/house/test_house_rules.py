"""Rules of the repository itself that no other tool checks."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings

HOUSE = Path(__file__).resolve().parents[2]
REGISTRIES = re.compile(r"pypi|pythonhosted|registry\.npmjs|anaconda\.org|mirrors?\.", re.IGNORECASE)
MACHINE_PATHS = re.compile(r"(?<![\w.{}/:])/(?:home|root|Users|work|mnt|private)/[A-Za-z0-9_.-]+")
THIS_FILE = Path(__file__).relative_to(HOUSE).as_posix()
PURE = {"pydantic", "pydantic_core", "ruamel", "holidays", "numpy", "scipy", "care_rules"} | sys.stdlib_module_names


def kept_files() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=HOUSE,
        capture_output=True,
        check=True,
        text=True,
    )
    return [name for name in listed.stdout.split("\0") if name and (HOUSE / name).is_file()]


def written_lines() -> Iterator[tuple[str, int, str]]:
    for name in kept_files():
        content = (HOUSE / name).read_bytes()
        if b"\0" in content[:8000] or name == THIS_FILE:
            continue
        for number, line in enumerate(content.decode("utf-8").splitlines(), 1):
            yield name, number, line


def modules(package: str) -> list[Path]:
    return sorted((HOUSE / package).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Every module imported anywhere in the file, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("unwanted", [REGISTRIES, MACHINE_PATHS], ids=["a registry's host", "a path of one machine"])
def test_nothing_names(unwanted: re.Pattern[str]) -> None:
    assert [f"{name}:{number}: {line}" for name, number, line in written_lines() if unwanted.search(line)] == []


@pytest.mark.parametrize("document", [".env.example", "README.md"])
def test_every_setting_is_listed(document: str) -> None:
    text = (HOUSE / document).read_text(encoding="utf-8")

    assert [name.upper() for name in Settings.model_fields if not re.search(rf"\b{name.upper()}\b", text)] == []


def test_the_example_lists_nothing_that_is_no_setting() -> None:
    text = (HOUSE / ".env.example").read_text(encoding="utf-8")

    assert set(re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE)) == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("command", ["make run", "make test"])
def test_the_readme_gives_the_two_commands(command: str) -> None:
    blocks = re.findall(
        r"^```\w*\n(.*?)^```", (HOUSE / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )

    assert any(command in block.splitlines() for block in blocks)


@pytest.mark.parametrize("pins", ["bot.txt", "nlu.txt"])
def test_every_pin_is_exact_and_has_hashes(pins: str) -> None:
    text = (HOUSE / "requirements" / pins).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]

    assert lines
    assert [line[:60] for line in lines if not re.match(r"[\w.\[\],-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)] == []


@pytest.mark.parametrize(
    "contract",
    [
        "Imports run one way: bot, storage, care_rules; and bot, nlu",
        "nlu imports none of ours",
        "care_rules needs nothing but the standard library, pydantic, ruamel.yaml, holidays, numpy and scipy",
        "Only what runs inside Rasa imports rasa",
        "Work imports no edge",
        "Edges import no other edge",
        "Nothing of ours imports the sandbox",
        "The sandbox imports nothing of ours",
    ],
)
def test_the_directions_of_import_are_under_contract(contract: str) -> None:
    tables = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))

    assert contract in {table["name"] for table in tables["tool"]["importlinter"]["contracts"]}


def test_care_rules_imports_only_what_policy_needs() -> None:
    strange = {
        f"{path.relative_to(HOUSE)}: {name}"
        for path in modules("care_rules")
        for name in imported(path)
        if name.split(".")[0] not in PURE
    }

    assert strange == set()


def test_the_sandbox_imports_nothing_of_ours() -> None:
    ours = re.compile(r"(storage|care_rules|nlu|bot(?!\.sandbox))(\.|$)")

    assert {name for path in modules("bot/sandbox") for name in imported(path) if ours.match(name)} == set()


def test_the_environment_is_read_in_one_place() -> None:
    """bot/cli hands parts of it on to processes; the sandbox and nlu are programs of their own."""
    readers = {
        path.relative_to(HOUSE).as_posix()
        for package in ("bot", "storage", "care_rules")
        for path in modules(package)
        if re.search(r"os\.(environ|getenv)", path.read_text(encoding="utf-8"))
    }

    assert {name for name in readers if not name.startswith("bot/sandbox/")} <= {"bot/cli/standin.py"}


def test_no_file_outgrows_its_one_thing() -> None:
    lengths = {
        path.relative_to(HOUSE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for package in ("bot", "storage", "care_rules", "nlu")
        for path in modules(package)
        if "migrations/versions" not in path.as_posix()
    }

    assert {name: length for name, length in lengths.items() if length > 260} == {}


def test_every_picture_is_shown_in_the_readme_drawn_by_the_script_and_small() -> None:
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    script = (HOUSE / "scripts" / "screenshot.py").read_text(encoding="utf-8")
    pictures = sorted((HOUSE / "docs" / "images").iterdir())
    shown = set(re.findall(r"docs/images/([\w.]+)", readme))

    assert {picture.name for picture in pictures} == shown
    assert [picture.name for picture in pictures if f'"{picture.name}"' not in script] == []
    assert [picture.name for picture in pictures if picture.stat().st_size > 300_000] == []
