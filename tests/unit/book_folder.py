"""A copy of the product's rule book to damage."""

from pathlib import Path

import pytest

from care_rules.errors import BookError
from care_rules.loading import load


def refusals(folder: Path) -> list[str]:
    with pytest.raises(BookError) as refused:
        load(folder)
    return str(refused.value).splitlines()


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
