from pathlib import Path
from typing import Any

import pytest

from nlu.evaluation.answers import Parse, loaded
from nlu.evaluation.judging import Judgement, judge
from nlu.evaluation.telling import as_json, tables
from nlu.serving import Home
from nlu.training import train

TABLES = pytest.StashKey[str]()


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


@pytest.fixture(scope="session")
def judgement(home: Home, parse: Parse) -> Judgement:
    return judge(parse, home.held_out)


@pytest.fixture(scope="session")
def told(judgement: Judgement, request: pytest.FixtureRequest) -> dict[str, Any]:
    """What `care nlu test` tells; the run prints it as a table, whether a floor held or not."""
    told = as_json(judgement)
    request.config.stash[TABLES] = tables(told)
    return told


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if TABLES in config.stash:
        terminalreporter.write_line(f"\n{config.stash[TABLES]}\n")
