from pathlib import Path

import pytest

from nlu.evaluation.answers import Parse, loaded
from nlu.serving import Home
from nlu.training import train


@pytest.fixture(scope="session")
def home() -> Home:
    return Home(Path(__file__).resolve().parents[2])


@pytest.fixture(scope="session")
def model(home: Home) -> Path:
    """The model for the present data and config, as `care run` trains it."""
    return train(home)


@pytest.fixture(scope="session")
def parse(home: Home, model: Path) -> Parse:
    return loaded(home, model)
