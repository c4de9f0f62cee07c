"""Mistakes in the book, said so that the reader knows what to write instead."""

from difflib import get_close_matches
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from care_rules.spelling import quoted
from care_rules.yaml_source import Place, Source

_SHOULD_BE = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "dict_type": "keys with values, indented under it",
    "model_type": "keys with values, indented under it",
    "list_type": "a list, like [one, two]",
    "tuple_type": "a list, like [one, two]",
    "frozen_set_type": "a list, like [one, two]",
    "string_too_short": "text of at least one character",
}


def report(failed: ValidationError, source: Source, model: type[BaseModel], within: Place = ()) -> None:
    """Put every error of a validation into the source's problems; `within` is where the validated value stands."""
    for error in failed.errors():
        inside = getattr(error.get("ctx", {}).get("error"), "within", ())
        place = (*within, *(step for step in error["loc"] if step != "[key]"), *inside)
        source.refuse(place, _sentence(error, place, _model_at(model, error["loc"][:-1])))


def meant(wrong: str, right: list[str]) -> str:
    """ "Did you mean …?" where a word is close, the whole choice in any case."""
    close = get_close_matches(wrong, right, n=1)
    return (f'Did you mean "{close[0]}"? ' if close else "") + f"Choose from {', '.join(right)}."


def _sentence(error: ErrorDetails, place: Place, model: type[BaseModel] | None) -> str:
    key = str(place[-1]) if place else "the file"
    if error["type"] == "extra_forbidden":
        return f'unknown key "{key}"{_of(place)}. {meant(key, list(model.model_fields) if model else [])}'
    if error["type"] == "missing":
        return f'"{key}" is missing{_of(place)}. Add it, for example {key}: {_example(model, key)}'
    return f"{_key(place)}: {_wrong_value(error)}"


def _wrong_value(error: ErrorDetails) -> str:
    kind, context, said = error["type"], error.get("ctx", {}), quoted(error["input"])
    if kind == "value_error":
        return str(context["error"])
    if kind == "enum":
        allowed = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        return f"unknown {said}. {meant(str(error['input']), allowed)}"
    if kind == "greater_than_equal":
        return f"{said} is too small. Write at least {context['ge']}."
    if kind in _SHOULD_BE:
        return f"{said} stands where there should be {_SHOULD_BE[kind]}. Write {_SHOULD_BE[kind]}."
    return f"{said}: {error['msg']}. Write another value."


def _key(place: Place) -> str:
    """The nearest word: a list's item is known by its list."""
    return next((step for step in reversed(place) if isinstance(step, str)), "the file")


def _of(place: Place) -> str:
    return f' in "{place[-2]}"' if len(place) > 1 else ""


def _example(model: type[BaseModel] | None, key: str) -> str:
    field = model.model_fields.get(key) if model else None
    return str(field.examples[0]) if field and field.examples else "…"


def _model_at(model: type[BaseModel], steps: Place) -> type[BaseModel] | None:
    annotation: Any = model
    for step in steps:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel) and step in annotation.model_fields:
            annotation = annotation.model_fields[str(step)].annotation
        elif get_origin(annotation) is dict:
            annotation = get_args(annotation)[1]
        else:
            return None
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None
