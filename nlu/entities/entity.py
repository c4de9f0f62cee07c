from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from nlu.entities.saying import Said

KINDS = (
    "order_number",
    "case_number",
    "product",
    "time",
    "amount",
    "phone",
    "email",
    "rating",
    "place",
)


@dataclass(frozen=True, slots=True)
class Entity:
    """`text` is the customer's own, from `start` up to `end`; `value` is what it stands for in a form of its kind.

    A time is ISO wall time in the customer's zone ("2026-03-13" or "2026-03-13T16:00"), an amount "499.00 INR", a
    phone E.164, a rating "4/5", an email in lower case, an order's and a case's number in upper case, a product the
    catalogue's name, a place as written.
    """

    kind: str
    text: str
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Where:
    """Who writes, and when. `language` is the message's, `country` two letters; `now` is aware, in any zone."""

    language: str
    country: str | None
    zone: ZoneInfo
    now: datetime
    products: Sequence[str] = ()

    @property
    def local_now(self) -> datetime:
        """`now` on the customer's wall, in `zone` and without one: what "in two hours" is counted from."""
        return self.now.astimezone(self.zone).replace(tzinfo=None)


Finder = Callable[[Said, Where], Iterable[Entity]]


def entity(kind: str, said: Said, span: tuple[int, int], value: str) -> Entity:
    start, end = span
    return Entity(kind, said.text[start:end], start, end, value)
