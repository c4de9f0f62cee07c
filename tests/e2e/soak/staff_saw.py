"""Did staff see every customer's words, in the customer's own topic, and once?"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from tests.e2e.soak.asked import AGAIN, Ask
from tests.e2e.soak.record import COPIES, Entry, Record, case_of, copied_from, is_again, text_of
from tests.e2e.soak.world import World

_FILES = ("photo", "album")


@dataclass
class Shown:
    """Of each token: in whose topics it was shown, how often in a post, copied or not, on the cards of which cases."""

    topics: defaultdict[str, set[str | None]] = field(default_factory=lambda: defaultdict(set))
    posts: Counter[str] = field(default_factory=Counter)
    copied: set[str] = field(default_factory=set)
    cases: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    carded: set[str] = field(default_factory=set)


def shown_to_staff(world: World, record: Record) -> Shown:
    shown = Shown()
    sources = {(ask.customer, number): ask.token for ask in wordy(world) for number in ask.message_ids}
    for post in record.posts():
        if post["method"] in COPIES:
            tokens = {sources[source] for source in copied_from(post) if source in sources}
            shown.copied |= tokens
        elif post["method"] == "sendMessage":
            tokens = tokens_in(text_of(post))
            _note_words(shown, post, tokens)
        else:
            continue
        for token in tokens:
            shown.topics[token].add(record.topic_owner(post))
    return shown


def _note_words(shown: Shown, post: Entry, tokens: set[str]) -> None:
    number = case_of(text_of(post).removeprefix(AGAIN))
    if number is not None:
        shown.carded.add(number)
        for token in tokens:
            shown.cases[token].add(number)
    elif not is_again(post):
        shown.posts.update(tokens)


def lost_or_twice(world: World, record: Record, shown: Shown) -> tuple[list[str], list[str]]:
    lost, twice = [], []
    for ask in wordy(world):
        topics = shown.topics[ask.token]
        if not topics or (ask.kind in _FILES and ask.token not in shown.copied):
            lost.append(f"staff never saw it: {ask}")
        elif topics != {world.names[ask.customer]}:
            lost.append(f"shown in the topics of {topics}: {ask}")
        if shown.posts[ask.token] > 1:
            twice.append(f"shown to staff {shown.posts[ask.token]} times: {ask}")
    return lost, twice


def wordy(world: World) -> list[Ask]:
    """What customers said that staff have to see."""
    return [ask for asks in world.asks.values() for ask in asks if ask.kind in ("words", *_FILES)]


def tokens_in(text: str) -> set[str]:
    return {word for word in text.replace("”", " ").replace(",", " ").split() if word.isdecimal() and len(word) == 6}
