"""/mydata: everything held about a person, as an archive they can read: JSON for machines, HTML for people."""

import base64
import html
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from bot.work.customers.forgetting import PRIVATE
from bot.work.customers.showing import known_of
from bot.work.saying import send
from bot.work.turn import Turn
from storage import customers, forgetting
from storage.tables import Customer

_SEALED = "_sealed"
_HIDDEN = ("phone_mark",)  # how we find a phone; it says nothing that the phone does not
_STYLE = (
    "body{font:16px system-ui;margin:2rem;max-width:60rem}table{border-collapse:collapse;margin-bottom:2rem}"
    "td,th{border:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top;white-space:pre-wrap}"
)


async def send_everything(turn: Turn, customer: Customer) -> None:
    """Send the archive to the customer's own chat."""
    held = await everything(turn, customer)
    archive = base64.b64encode(_archive(held)).decode("ascii")
    caption = turn.house.words.text("mydata-sent", customer.language)
    payload = {"document": {"name": "my-data.zip", "base64": archive}, "caption": caption}
    await send(turn, customer, "sendDocument", payload)


async def everything(turn: Turn, customer: Customer) -> dict[str, Any]:
    """Return all that is held, by what it is; sealed details are opened."""
    await turn.session.flush()
    found = await forgetting.everything_of(turn.session, customer)
    talk = await customers.conversation(turn.session, customer.id or 0)
    heard = await forgetting.heard_of(turn.session, PRIVATE.format(customer.telegram_id))
    told = await forgetting.messages_of(turn.session, customer)
    return {
        "customer": customer.model_dump(mode="json"),
        "told_about_themselves": await known_of(turn, customer),
        "conversation": talk.model_dump(mode="json"),
        **{name: [_opened(turn, row) for row in rows] for name, rows in found.items()},
        "heard": [{"at": row.received_at.isoformat(), "update": _json(row.payload)} for row in heard],
        "written": [
            {"at": row.created_at.isoformat(), "state": row.state, "call": row.payload}
            for row in told
            if row.method != "sendDocument"
        ],
    }


def _opened(turn: Turn, row: Mapping[str, Any]) -> dict[str, Any]:
    opened: dict[str, Any] = {}
    for name, value in row.items():
        if name.endswith(_SEALED):
            opened[name.removesuffix(_SEALED)] = turn.house.vault.open(value) if value is not None else None
        elif name not in _HIDDEN:
            opened[name] = value
    return opened


def _json(payload: str) -> Any:
    return json.loads(payload) if payload.startswith("{") else payload


def _archive(held: dict[str, Any]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("my-data.json", json.dumps(held, ensure_ascii=False, indent=1, default=str))
        archive.writestr("my-data.html", _page(held))
    return file.getvalue()


def _page(held: dict[str, Any]) -> str:
    """Return a page that needs nothing but a browser."""
    parts = [f'<!doctype html><meta charset="utf-8"><title>My data</title><style>{_STYLE}</style><h1>My data</h1>']
    for name, value in held.items():
        rows = value if isinstance(value, list) else [value]
        parts.append(f"<h2>{html.escape(name.replace('_', ' '))} ({len(rows)})</h2>")
        parts += [_table(row) for row in rows if row]
    return "\n".join(parts)


def _table(row: Mapping[str, Any]) -> str:
    lines = "".join(
        f"<tr><th>{html.escape(str(name))}</th><td>{html.escape(_shown(value))}</td></tr>"
        for name, value in row.items()
        if value not in (None, "", [], {})
    )
    return f"<table>{lines}</table>"


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) if isinstance(value, dict | list) else str(value)
