"""What was asked of the product, and what an answer to it looks like."""

import re
from dataclasses import dataclass

_HEARD = (
    r"I'm sorry about this\. I've opened case|I've (passed|noted) your question .*as case|I've opened case"
    r"|I've added this to case|Thank you, that is worth thinking about"
    r"|Noted with case|Thank you, case \w+ has what it needs|Thank you, it is with case|I've put this with case"
)
_FILED = r"Thank you, (it is|all \d+ are) with case|I've added this to case"
_STATE = r"[0-9A-Z]{4}, “|You have (no open case|\d+ open cases) with us"

ANSWERS = {
    "start": r"Hello ",
    "words": _HEARD,
    "status": f"{_STATE}|{_HEARD}",  # read by nobody while the machine is down, it is noted for a human
    "help": r"Write what you need in your own words",
    "cases": _STATE,
    "odd": r"I don't know /odd{token}\.",
    "photo": f"{_FILED}|{_HEARD}",
    "album": f"{_FILED}|{_HEARD}",
    "other matter": _HEARD,
    "solved": r"I'm glad\. One tap",
    "rated": r"Thank you for the \d\.",
    "consent": r"All right, I won't\.",
}
# What may follow the first message of an answer.
MORE = {"status": _STATE, "cases": _STATE, "rated": r"May I write to you|One more, if you like"}
# What a nod is enough for, while a human talks.
NODDED = frozenset({"words", "photo", "album", "status"})
# What comes unasked, or was asked by staff.
UNASKED = re.compile(r"(Mira|Jonas): |(Mira|Jonas) says that \w+ is solved|Happy birthday")
AGAIN = "↻ "


@dataclass(frozen=True)
class Ask:
    """Something a customer did that has to be answered. `token` is in the words and nowhere else."""

    customer: int
    kind: str
    token: str = ""
    message_ids: tuple[int, ...] = ()

    def begins_with(self, text: str) -> bool:
        return re.match(ANSWERS[self.kind].replace("{token}", self.token), text, re.DOTALL) is not None

    def goes_on_with(self, text: str) -> bool:
        return self.kind in MORE and re.match(MORE[self.kind], text, re.DOTALL) is not None


@dataclass(frozen=True)
class Carried:
    """What an agent wrote in a topic: it has to reach the customer."""

    customer: int
    token: str
    message_id: int
