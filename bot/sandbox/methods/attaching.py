"""Sends that carry something else than text."""

from __future__ import annotations

from typing import Any

from aiogram.enums import InputMediaType
from aiogram.methods import (
    SendAnimation,
    SendAudio,
    SendContact,
    SendDocument,
    SendLocation,
    SendMediaGroup,
    SendPhoto,
    SendSticker,
    SendVenue,
    SendVideo,
    SendVideoNote,
    SendVoice,
)
from aiogram.methods.base import TelegramMethod
from aiogram.types import Contact, Location, Message, Venue

from bot.sandbox.errors import bad_request
from bot.sandbox.formatting import CAPTION_LIMIT, formatted
from bot.sandbox.media import attachment, received_file
from bot.sandbox.methods.handler import Handler, Handlers
from bot.sandbox.methods.sending import deliver, destination, post
from bot.sandbox.state import SandboxState

FACTS = ("duration", "width", "height", "emoji", "title", "length")
MOST_IN_ALBUM = 10
UNMIXED = ("document", "audio")
NO_CAPTION = ("sticker", "video_note")


def captioned(call: Any) -> dict[str, Any]:
    """The caption fields of anything that has them. Raises: RefusedError."""
    if not getattr(call, "caption", None):
        return {}
    text, entities = formatted(call.caption, call.parse_mode, call.caption_entities, limit=CAPTION_LIMIT)
    return {"caption": text or None, "caption_entities": entities or None}


def facts_of(call: Any) -> dict[str, Any]:
    return {name: getattr(call, name, None) for name in FACTS}


def file_sender(kind: str) -> Handler:
    def send_file(state: SandboxState, call: Any) -> Message:
        caption = {} if kind in NO_CAPTION else captioned(call)
        room, topic, replied = destination(state, call)
        stored = received_file(state, kind, getattr(call, kind))
        content = {**attachment(stored, facts_of(call)), **caption, **replied}
        return post(state, room, topic, content, call.reply_markup)

    return send_file


def send_location(state: SandboxState, call: SendLocation) -> Message:
    _check_place(call.latitude, call.longitude)
    place = Location(
        latitude=call.latitude,
        longitude=call.longitude,
        horizontal_accuracy=call.horizontal_accuracy,
        live_period=call.live_period,
    )
    return deliver(state, call, {"location": place}, call.reply_markup)


def send_venue(state: SandboxState, call: SendVenue) -> Message:
    _check_place(call.latitude, call.longitude)
    place = Location(latitude=call.latitude, longitude=call.longitude)
    venue = Venue(location=place, title=call.title, address=call.address)
    return deliver(state, call, {"venue": venue, "location": place}, call.reply_markup)


def _check_place(latitude: float, longitude: float) -> None:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong location specified")


def send_contact(state: SandboxState, call: SendContact) -> Message:
    contact = Contact(
        phone_number=call.phone_number, first_name=call.first_name, last_name=call.last_name, vcard=call.vcard
    )
    return deliver(state, call, {"contact": contact}, call.reply_markup)


def media_kind(item: Any) -> str:
    kind = InputMediaType(item.type).value
    if kind == InputMediaType.LIVE_PHOTO.value:
        raise bad_request(f'InputMedia of type "{kind}" is not supported')
    return kind


def send_media_group(state: SandboxState, call: SendMediaGroup) -> list[Message]:
    """An album: ordinary messages that share an id. One item alone is sent as a single message."""
    captions = [captioned(item) for item in call.media]
    kinds = [media_kind(item) for item in call.media]
    _check_album(kinds)
    room, topic, replied = destination(state, call)
    files = [received_file(state, kind, item.media) for kind, item in zip(kinds, call.media, strict=True)]
    album = {"media_group_id": state.new_album_id()} if len(files) > 1 else {}
    return [
        state.post(room, state.bot, topic, {**attachment(stored, facts_of(item)), **caption, **replied, **album})
        for item, stored, caption in zip(call.media, files, captions, strict=True)
    ]


def _check_album(kinds: list[str]) -> None:
    if not kinds:
        raise bad_request("there are no messages to send")
    if len(kinds) > MOST_IN_ALBUM:
        raise bad_request("too many messages to send as an album")
    for kind in UNMIXED:
        if kind in kinds and set(kinds) != {kind}:
            raise bad_request(f"{kind} can't be mixed with other media types")


_FILES: dict[type[TelegramMethod[Any]], str] = {
    SendPhoto: "photo",
    SendDocument: "document",
    SendVoice: "voice",
    SendVideo: "video",
    SendAudio: "audio",
    SendAnimation: "animation",
    SendSticker: "sticker",
    SendVideoNote: "video_note",
}
HANDLERS: Handlers = {
    **{method: file_sender(kind) for method, kind in _FILES.items()},
    SendLocation: send_location,
    SendVenue: send_venue,
    SendContact: send_contact,
    SendMediaGroup: send_media_group,
}
