"""How people say that something about them has changed, and that it is not the moment."""

import re
import unicodedata

_MOVED = re.compile(
    r"""\b(?:i|we)(?:['’]ve|\ have)?\ (?:just\ |recently\ )?moved\ (?:to|house|home|in)\b
    |\bmy\ (?:new\ )?address\ (?:has\ )?changed
    |\bmy\ new\ (?:address|home)\b|\bnew\ address\b|lumipat\ (?:na\ )?(?:po\ )?(?:ako|kami)|bagong\ (?:address|tirahan)
    |(?:नया|नये|नए)\ पत[ाे]|पता\ बदल|घर\ बदल|搬家|新地址|地址(?:变|换|改)""",
    re.VERBOSE,
)
_NUMBER = re.compile(
    r"""\bmy\ (?:phone\ )?number\ (?:has\ )?changed|\bmy\ new\ (?:phone\ |mobile\ )?number
    |\bi(?:['’]ve|\ have)?\ (?:got\ )?a?\ ?new\ number
    |^new\ number\b|bagong\ numero|(?:नया|नये|नए)\ नंबर|नंबर\ बदल|换(?:了)?(?:电话|手机)?号|新(?:的)?(?:电话|手机)?号码""",
    re.VERBOSE,
)
_NOT_NOW = frozenset(
    {
        "not now", "not now please", "maybe later", "later please",
        "अभी नहीं", "बाद में", "फिर कभी",
        "hindi ngayon", "hindi po ngayon", "mamaya na", "mamaya na lang", "sa susunod na lang",
        "现在不要", "以后再说", "晚点再说", "改天吧",
    }
)  # fmt: skip
_LONGEST = 120  # characters; who tells a longer story has something else on their mind too


def change_in(text: str) -> str | None:
    """Return what is said to have changed: "address" or "phone"; None if nothing is, or something is asked about it."""
    said = unicodedata.normalize("NFC", text).casefold()
    if len(said) > _LONGEST or "?" in said or "？" in said:
        return None
    if _NUMBER.search(said):
        return "phone"
    return "address" if _MOVED.search(said) else None


def is_not_now(text: str) -> bool:
    return unicodedata.normalize("NFC", text).casefold().strip(" .!。！~") in _NOT_NOW
