"""What work is done with: one transaction, one moment, and the house it happens in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.words.catalogue import Catalogue
from care_rules.emergency import emergency_number
from care_rules.rule_book import RuleBook
from storage.sealing import Vault


@dataclass(frozen=True)
class Company:
    """The business this is the bot of. `country` is a two-letter code.

    `colours` are those of its cards, ground and accent, like #14506b; `card_font` is a file with the signs they need.
    """

    name: str
    zone: ZoneInfo
    country: str | None = None
    hotline: str | None = None
    colours: tuple[str, str] = ("#14506b", "#f2b544")
    card_font: str | None = None

    @property
    def emergency_number(self) -> str:
        return emergency_number(self.country)


@dataclass
class House:
    """What outlives a transaction. `book` is replaced as a whole on reload; `clock` gives the moment in UTC.

    `vault` seals and opens the personal details that are sealed at rest.
    """

    book: RuleBook
    company: Company
    words: Catalogue
    clock: Callable[[], datetime]
    vault: Vault


@dataclass
class Turn:
    """One unit of work. `now` is the same throughout; `toast` is what to answer to a tap, if it was one."""

    session: AsyncSession
    now: datetime
    house: House
    toast: str | None = field(default=None)

    def zone_of(self, time_zone: str | None) -> ZoneInfo:
        """Return the customer's zone; the company's while theirs is unknown."""
        return ZoneInfo(time_zone) if time_zone else self.house.company.zone
