"""Whether the parts of a message ask for several things."""

from collections.abc import Iterable, Sequence
from typing import Any

LIKELY = 5  # so many readings of the whole; what a part asks for has to be among them
OF_ONE_PIECE = 0.9  # from this confidence on, the whole is one thing
SURER = 0.8  # how sure a part has to be then that it is another
COURTESIES = {"greet", "goodbye", "thanks", "affirm", "deny"}  # beside something else they ask for nothing
NOTHING_OF_OURS = {"out_of_scope"}


def may_hold_several(favourites: Iterable[str], whole: Sequence[dict[str, Any]]) -> bool:
    """Tell whether it is worth reading the parts, by what words alone make of each.

    On messages joined from validation texts, nothing was missed that reading all parts would have found.
    """
    return (
        len({ranked["name"] for ranked in whole[:LIKELY]}.intersection(favourites) - COURTESIES - NOTHING_OF_OURS) > 1
    )


def requests_in(
    parts: Sequence[tuple[str, dict[str, Any]]], whole: Sequence[dict[str, Any]], sure: float
) -> list[dict[str, str]]:
    """Return intent and text of each request, in order; none unless there are two or more.

    `parts` are texts with their best reading, `whole` the readings of the message, the likeliest first, `sure` the
    confidence from which on a part is believed: half a complaint may look like a wish, so where the whole is clearly
    one thing, a part has to be surer that it is another. A part that is not believed, or asks for the same again,
    belongs to what stands before it, so that no word is lost.
    """
    likely, clear = {ranked["name"] for ranked in whole[:LIKELY]}, whole[0]["confidence"] >= OF_ONE_PIECE
    requests: dict[str, list[str]] = {}
    waiting, latest = list[str](), ""
    for text, best in parts:
        name = best["name"]
        needed = max(sure, SURER) if clear and name != whole[0]["name"] else sure
        believed = best["confidence"] >= needed and name in likely
        if believed and name not in COURTESIES | NOTHING_OF_OURS:
            requests.setdefault(name, []).extend([*waiting, text])
            waiting, latest = [], name
        elif not believed or name not in COURTESIES:
            (requests[latest] if latest else waiting).append(text)
    if len(requests) < 2:
        return []
    return [{"intent": name, "text": " ".join(texts)} for name, texts in requests.items()]
