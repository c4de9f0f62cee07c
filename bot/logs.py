"""Logs: JSON where a machine reads them, calm lines where a person does. Never what a customer wrote."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog
from structlog.typing import Processor

HUSHED = frozenset(
    {"text", "said", "words", "caption", "first_name", "last_name", "username", "phone", "body", "payload"}
)
"""Names under which a person's words or data would come. A net below the rule, not the rule."""


def configure_logs(*, verbose: bool = False, stream: TextIO | None = None) -> None:
    """Let every logger, those of libraries included, write to `stream` (stderr) in one form."""
    out = stream or sys.stderr
    person_reads = out.isatty()
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="%H:%M:%S" if person_reads else "iso", utc=not person_reads),
        _hush,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendered(person_reads)],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    ours = logging.INFO if verbose or not person_reads else logging.WARNING
    for package in ("bot", "storage", "care_rules", "nlu"):
        logging.getLogger(package).setLevel(ours)


def _rendered(person_reads: bool) -> list[Processor]:
    """A traceback's local variables hold what people wrote, so neither form shows them."""
    if person_reads:
        return [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    frames = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    return [structlog.processors.ExceptionRenderer(frames), structlog.processors.JSONRenderer(ensure_ascii=False)]


def _hush(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for name in HUSHED & event.keys():
        event[name] = "(not logged)"
    return event
