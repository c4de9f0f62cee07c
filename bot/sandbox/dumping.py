"""aiogram's types as the JSON Telegram sends: aliases, no nulls, moments as Unix time."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel


def dumped(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_none=True)
    if isinstance(value, list):
        return [dumped(item) for item in value]
    return value
