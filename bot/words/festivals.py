"""Festivals as people call them, and the name each is kept by."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

FESTIVALS: Mapping[str, tuple[str, ...]] = {
    "Diwali": ("diwali", "deepavali", "दिवाली", "दीपावली", "排灯节"),
    "Holi": ("holi", "होली", "洒红节"),
    "Chinese New Year": ("chinese new year", "lunar new year", "spring festival", "cny", "春节", "新年", "चीनी नव वर्ष"),
    "Mid-Autumn": ("mid-autumn", "mid autumn", "moon festival", "中秋"),
    "Eid": ("eid", "ramadan", "ईद", "开斋节"),
    "Christmas": ("christmas", "xmas", "pasko", "क्रिसमस", "圣诞"),
    "Easter": ("easter", "pasko ng pagkabuhay", "ईस्टर", "复活节"),
    "Songkran": ("songkran", "सोंगक्रान", "宋干节", "泼水节"),
    "Vesak": ("vesak", "buddha purnima", "बुद्ध पूर्णिमा", "卫塞节"),
}


@lru_cache(maxsize=1000)
def key_of(name: str) -> str:
    """Return the name under which the rule book knows it: "chinese_new_year" for "Chinese New Year"."""
    return re.sub(r"[^a-z]+", "_", name.strip().lower())


def festivals_in(text: str) -> list[str]:
    """Return the festivals that the text names, by the names they are kept by."""
    said = unicodedata.normalize("NFC", text).casefold()
    return [name for name, called in FESTIVALS.items() if any(one in said for one in called)]
