"""A request's parameters, from query string, form, multipart or JSON, into aiogram's method classes."""

from __future__ import annotations

import json
import re
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeAlias, TypeVar, Union, get_args, get_origin

from aiogram.methods.base import TelegramMethod
from aiogram.types import (
    BufferedInputFile,
    ForceReply,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.sandbox.errors import bad_request

Parameters: TypeAlias = dict[str, Any]
M = TypeVar("M", bound=TelegramMethod[Any])
NUMBER = re.compile(r"-?[0-9]{1,18}")
CHAT_IDS = ("chat_id", "from_chat_id")
MARKUPS: dict[str, type[BaseModel]] = {
    "inline_keyboard": InlineKeyboardMarkup,
    "keyboard": ReplyKeyboardMarkup,
    "remove_keyboard": ReplyKeyboardRemove,
    "force_reply": ForceReply,
}
MISSING = {
    "text": "message text is empty",
    "chat_id": "chat_id is empty",
    "from_chat_id": "chat_id is empty",
    "message_id": "message identifier is not specified",
    "user_id": "invalid user_id specified",
    "message_thread_id": "invalid message thread identifier specified",
}


async def parameters(request: Request) -> Parameters:
    """Raises: RefusedError when the body is not what its content type says."""
    found: Parameters = dict(request.query_params)
    if request.method != "POST":
        return found
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        found.update(_from_json(await request.body()))
    elif kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
        found.update(await _from_form(request))
    return found


def _markup(given: dict[str, Any]) -> BaseModel | None:
    """Told apart by its key, because aiogram takes anything for a ReplyKeyboardRemove."""
    for key, markup in MARKUPS.items():
        if key in given:
            return markup.model_validate(given)
    return None


def _from_json(body: bytes) -> Parameters:
    try:
        given = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise bad_request("can't parse JSON object") from None
    if not isinstance(given, dict):
        raise bad_request("JSON object expected as the request body")
    return {name: _as_text(value) for name, value in given.items() if value is not None}


def _as_text(value: Any) -> Any:
    """Telegram reads every scalar as if it came in a form."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else value


async def _from_form(request: Request) -> Parameters:
    fields: Parameters = {}
    try:
        async with request.form(max_part_size=1 << 20) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    fields[name] = BufferedInputFile(await value.read(), filename=value.filename or name)
                else:
                    fields[name] = value
    except HTTPException:
        raise bad_request("can't parse the form") from None
    return fields


def method_call(method_class: type[M], given: Parameters) -> M:
    """Raises: RefusedError for a malformed call."""
    structured = _structured(method_class)
    decoded = {
        name: _attach(_decoded(name, value, is_structured=name in structured), given)
        for name, value in given.items()
        if not (name in structured and value == "")
    }
    try:
        if isinstance(decoded.get("reply_markup"), dict):
            decoded["reply_markup"] = _markup(decoded["reply_markup"])
        return method_class.model_validate(decoded)
    except ValidationError as error:
        raise bad_request(_in_words(error.errors(include_url=False)[0])) from None


def _decoded(name: str, value: Any, *, is_structured: bool) -> Any:
    if not isinstance(value, str):
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    if name in CHAT_IDS and NUMBER.fullmatch(value):
        return int(value)
    if not is_structured or value[:1] not in ("{", "["):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise bad_request(f"can't parse {name} JSON object") from None


def _attach(value: Any, given: Parameters) -> Any:
    if isinstance(value, str) and value.startswith("attach://"):
        upload = given.get(value.removeprefix("attach://"))
        if not isinstance(upload, BufferedInputFile):
            raise bad_request("wrong file identifier/HTTP URL specified")
        return upload
    if isinstance(value, dict):
        return {key: _attach(item, given) for key, item in value.items()}
    if isinstance(value, list):
        return [_attach(item, given) for item in value]
    return value


def _in_words(error: ErrorDetails) -> str:
    field = str(error["loc"][0]) if error["loc"] else "request"
    if error["type"] == "missing" and len(error["loc"]) == 1:
        return MISSING.get(field, f"there is no {field} in the request")
    if "keyboard" in field:
        return f"can't parse inline keyboard button: {_place(error)}: {error['msg']}"
    return f"can't parse field {_place(error)}: {error['msg']}"


def _place(error: ErrorDetails) -> str:
    return ".".join(str(part) for part in error["loc"])


@cache
def _structured(method_class: type[TelegramMethod[Any]]) -> frozenset[str]:
    """The names of the parameters that are JSON when they arrive as text."""
    return frozenset(name for name, info in method_class.model_fields.items() if _is_structured(info.annotation))


def _is_structured(annotation: Any) -> bool:
    if get_origin(annotation) is Annotated:  # a union that is told apart by a field, like the scope of commands
        return _is_structured(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return any(_is_structured(part) for part in get_args(annotation))
    if get_origin(annotation) in (list, dict):
        return True
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
