from collections.abc import Sequence

from nlu.entities.amounts import amounts
from nlu.entities.case_numbers import case_numbers
from nlu.entities.contacts import emails, phones
from nlu.entities.entity import Entity, Finder, Where
from nlu.entities.order_numbers import order_numbers
from nlu.entities.places.gazetteer import gazetteer
from nlu.entities.places.reading import places
from nlu.entities.products import products
from nlu.entities.ratings import ratings
from nlu.entities.saying import said
from nlu.entities.times.reading import times

# Who comes first keeps what two would claim: a number after the word "order" is no phone, "4/5" no date.
_BY_PRECEDENCE: Sequence[Finder] = (
    emails, order_numbers, case_numbers, amounts, phones, ratings, products, times, places,
)  # fmt: skip


def find(text: str, where: Where) -> tuple[Entity, ...]:
    """Return what `text` names, in the order of the text and never overlapping. Any text will do."""
    words = said(text)
    kept: list[Entity] = []
    for finder in _BY_PRECEDENCE:
        for entity in finder(words, where):
            if all(entity.end <= other.start or other.end <= entity.start for other in kept):
                kept.append(entity)
    return tuple(sorted(kept, key=lambda entity: entity.start))


def get_ready() -> None:
    """Load the gazetteer (half a second) before the first customer has to wait for it."""
    gazetteer()
