"""What a body of the control API tells, of the kind it must be. Everything here raises MisuseError otherwise."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any, TypeAlias

from bot.sandbox.errors import MisuseError

Told: TypeAlias = dict[str, Any]
HIGHEST = 2**52 - 1  # Telegram's ids have at most 52 significant bits
DEEPEST = 100


def body_told(body: bytes) -> Told:
    try:
        told = json.loads(body or b"{}", parse_constant=_no_number, parse_float=_finite)
    except RecursionError:
        raise MisuseError("The body is nested too deeply.") from None
    except ValueError as error:
        raise MisuseError(f"The body is not JSON: {error}.") from None
    if not isinstance(told, dict):
        raise MisuseError("The body must be a JSON object.")
    level: list[Any] = [told]
    for _ in range(DEEPEST):
        level = [inner for value in level for inner in _inside(value)]
        if not level:
            return told
    raise MisuseError("The body is nested too deeply.")


def _no_number(given: str) -> float:
    raise ValueError(f"{given} is no number")


def _finite(given: str) -> float:
    number = float(given)
    return number if math.isfinite(number) else _no_number(given[:20])


def _inside(value: Any) -> Iterator[Any]:
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return (inner for inner in held if isinstance(inner, dict | list))


def _wrong(name: str, wanted: str, given: Any) -> MisuseError:
    shown = json.dumps(given)
    return MisuseError(f"{name} must be {wanted}, not {shown if len(shown) <= 40 else shown[:40] + '…'}.")


def _there(told: Told, name: str) -> Any:
    if told.get(name) is None:
        raise MisuseError(f"{name} is missing.")
    return told[name]


def number_in(told: Told, name: str) -> int:
    given = _there(told, name)
    if not isinstance(given, int) or isinstance(given, bool) or abs(given) > HIGHEST:
        raise _wrong(name, "a whole number of at most 52 bits", given)
    return given


def number_or_none(told: Told, name: str) -> int | None:
    return None if told.get(name) is None else number_in(told, name)


def measure_in(told: Told, name: str, least: float, most: float) -> float:
    given = _there(told, name)
    if not isinstance(given, int | float) or isinstance(given, bool) or not least <= given <= most:
        raise _wrong(name, f"a number from {least:,.12g} to {most:,.12g}", given)
    return float(given)


def text_in(told: Told, name: str) -> str:
    given = _there(told, name)
    if not isinstance(given, str):
        raise _wrong(name, "text", given)
    return given


def text_or_none(told: Told, name: str) -> str | None:
    return None if told.get(name) is None else text_in(told, name)


def object_in(told: Told, name: str) -> Told:
    given = _there(told, name)
    if not isinstance(given, dict):
        raise _wrong(name, "an object", given)
    return given


def objects_in(told: Told, name: str) -> list[Told]:
    given = _there(told, name)
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise _wrong(name, "a list of objects", given)
    return given


def is_on(told: Told, name: str) -> bool:
    given = told.get(name)
    if given is not None and not isinstance(given, bool):
        raise _wrong(name, "true or false", given)
    return bool(given)
