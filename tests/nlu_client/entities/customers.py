"""Four customers, one in each country, writing on Thursday, 12 March 2026 at 10:30 on their own clock."""

from datetime import datetime
from zoneinfo import ZoneInfo

from nlu.entities import Where, find

PRODUCTS = (
    "Nova pot", "Nova kettle", "Breeze fan", "Lumen lamp", "Aria earbuds", "Terra rice cooker", "Swift scooter",
    "Cloud mattress", "Pure water filter", "Zip jacket", "诺瓦锅", "微风扇",
)  # fmt: skip


def customer(language: str, country: str | None, zone: str) -> Where:
    home = ZoneInfo(zone)
    return Where(language, country, home, datetime(2026, 3, 12, 10, 30, tzinfo=home), PRODUCTS)


IN_TORONTO = customer("en", "CA", "America/Toronto")
IN_INDIA = customer("hi", "IN", "Asia/Kolkata")
IN_MANILA = customer("fil", "PH", "Asia/Manila")
IN_SHANGHAI = customer("zh", "CN", "Asia/Shanghai")


def read(message: str, where: Where) -> list[str]:
    """What is found, as "kind value"."""
    return [f"{entity.kind} {entity.value}" for entity in find(message, where)]
