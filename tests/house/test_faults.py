"""docs/faults.md is held to the tests that it names."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in (HOUSE / "docs" / "faults.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| Fault |", "| --- "))
]
KNOWN = 45  # faults: a row that is taken away has to be taken away here too
CHECKS = ("assert", "raises", "until", "works_on", "all_done")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:60])
def test_a_fault_has_a_test_that_can_fail(row: tuple[str, ...]) -> None:
    fault, named = row
    found = re.fullmatch(r"`(tests/[\w/]+\.py)::(test_\w+)`", named)
    assert found, f"{fault}: name its test like `tests/unit/test_cases.py::test_a_walk`"
    path = HOUSE / found[1]
    assert path.is_file(), f"{fault}: there is no {found[1]}"
    functions = {
        node.name: node
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert found[2] in functions, f"{fault}: {found[1]} has no {found[2]}"
    body = ast.unparse(functions[found[2]])
    assert any(re.search(rf"\b{check}\b", body) for check in CHECKS), f"{fault}: {found[2]} asserts nothing"


def test_no_fault_is_forgotten_or_named_twice() -> None:
    assert len(ROWS) == KNOWN
    assert [fault for fault, count in Counter(fault for fault, *_ in ROWS).items() if count > 1] == []
