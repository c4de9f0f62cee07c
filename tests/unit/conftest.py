"""Policy alone: nothing here imports aiogram or SQLAlchemy, so the whole folder runs in seconds."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from care_rules.loading import BOOK

# The machine is shared: a slow example says nothing about the policy. No example database is left in the checkout.
settings.register_profile("policy", deadline=None, max_examples=60, database=None)
settings.load_profile("policy")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the product's book, reached by a relative path."""
    shutil.copytree(BOOK, tmp_path / "book")
    monkeypatch.chdir(tmp_path)
    return Path("book")
