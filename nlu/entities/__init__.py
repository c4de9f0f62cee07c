"""Finds what a customer names in a message: an order, a day, a sum. `find` is all that callers need."""

from nlu.entities.entity import KINDS, Entity, Where
from nlu.entities.finding import find, get_ready

__all__ = ["KINDS", "Entity", "Where", "find", "get_ready"]
