"""What a link to the bot carries (`/start …`): an invitation, a recommendation, or the page somebody came from.

Telegram passes on at most 64 letters, digits, _ and -. The first two kinds are signed, so that nobody can make one up.
"""

import hmac
import re
from dataclasses import dataclass

from bot.work.turn import House, Turn
from storage import house as notes

BOT_NAME = "bot name"  # the note of the bot's name at Telegram, for links to it
_SIGNATURE = 24  # hexadecimal digits
_SIGNED = re.compile(rf"(?P<kind>[ir])(?P<id>\d{{1,18}})-(?P<signature>[0-9a-f]{{{_SIGNATURE}}})")
_PLACE = re.compile(r"(page|product)-([A-Za-z0-9_-]+)")
_BETWEEN = "__"


@dataclass(frozen=True)
class Invited:
    invitation_id: int


@dataclass(frozen=True)
class Recommended:
    by: int  # the customer's id


@dataclass(frozen=True)
class CameFrom:
    page: str | None
    product: str | None

    def as_data(self) -> dict[str, str]:
        return {name: value for name, value in (("page", self.page), ("product", self.product)) if value}


def invitation(house: House, invitation_id: int) -> str:
    return _signed(house, "i", invitation_id)


def recommendation(house: House, customer_id: int) -> str:
    return _signed(house, "r", customer_id)


def read(house: House, payload: str) -> Invited | Recommended | CameFrom | None:
    """Return what the link says; None where it says nothing, or its signature is not ours."""
    signed = _SIGNED.fullmatch(payload)
    if signed is not None:
        said = f"{signed['kind']}{signed['id']}"
        if not any(hmac.compare_digest(signed["signature"], one[:_SIGNATURE]) for one in _marks(house, said)):
            return None
        return Invited(int(signed["id"])) if signed["kind"] == "i" else Recommended(int(signed["id"]))
    places = {}
    for part in payload.split(_BETWEEN):
        found = _PLACE.fullmatch(part)
        if found is not None:
            places[found[1]] = found[2]
    return CameFrom(places.get("page"), places.get("product")) if places else None


async def address(turn: Turn, payload: str) -> str | None:
    """Return the link that opens the bot with this payload; None until Telegram has told us the bot's name."""
    noted = await notes.note(turn.session, BOT_NAME)
    return f"https://t.me/{noted['username']}?start={payload}" if noted else None


def _signed(house: House, kind: str, number: int) -> str:
    said = f"{kind}{number}"
    return f"{said}-{house.vault.mark(_purpose(said))[:_SIGNATURE]}"


def _marks(house: House, said: str) -> tuple[str, ...]:
    return house.vault.marks(_purpose(said))


def _purpose(said: str) -> str:
    return f"link {said}"
