import pytest

from nlu.entities import get_ready


@pytest.fixture(scope="session", autouse=True)
def _gazetteer() -> None:
    get_ready()
