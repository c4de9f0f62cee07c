import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import configure_logs


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()
    for package in ("bot", "storage", "care_rules", "nlu"):
        logging.getLogger(package).setLevel(logging.NOTSET)


def read(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_machine_reads_json_with_what_was_bound() -> None:
    stream = io.StringIO()
    configure_logs(stream=stream)
    structlog.contextvars.bind_contextvars(update_id=7)

    structlog.get_logger("bot.work").info("case_opened", case_id=3)

    line = read(stream)[0]
    assert line | {"timestamp": ""} == {
        "event": "case_opened",
        "case_id": 3,
        "update_id": 7,
        "level": "info",
        "timestamp": "",
    }
    assert str(line["timestamp"]).endswith("Z")


def test_libraries_log_in_the_same_form_and_only_what_matters() -> None:
    stream = io.StringIO()
    configure_logs(stream=stream)

    logging.getLogger("aiogram.event").info("Update id=1 is handled")
    logging.getLogger("apscheduler").warning("job %s was missed", "tick")

    assert [line["event"] for line in read(stream)] == ["job tick was missed"]


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()], ids=["machine", "person"])
def test_what_a_person_wrote_is_never_logged(stream: io.StringIO) -> None:
    configure_logs(stream=stream, verbose=True)
    log = structlog.get_logger("bot.telegram")

    log.info("heard", text="my lid is broken")
    try:
        said = "my lid is broken"
        raise RuntimeError("a fault of ours")
    except RuntimeError:
        log.exception("failed", length=len(said))

    assert "a fault of ours" in stream.getvalue()
    assert "lid" not in stream.getvalue()


def test_a_person_at_a_terminal_sees_only_what_needs_them() -> None:
    stream = Terminal()
    configure_logs(stream=stream)

    structlog.get_logger("bot").info("courier_started")
    structlog.get_logger("bot").warning("process_ended", process="nlu")

    assert "courier_started" not in stream.getvalue()
    assert "process_ended" in stream.getvalue()
