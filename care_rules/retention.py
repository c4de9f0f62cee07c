"""retention.yml: how long each kind of data is kept. What tells of a customer stays until they ask to be forgotten."""

from datetime import timedelta
from typing import Annotated

from pydantic import BeforeValidator

from care_rules import spelling
from care_rules.written import Span, Written


def _kept_for(written: object, least: int) -> timedelta:
    length = spelling.span(written)
    if length < timedelta(days=least):
        raise ValueError(f"{spelling.quoted(written)} is too short to be safe. Write {least}d or more.")
    return length


# What is given or asked again within a day must be known again; a message may be in doubt for some days.
_Repeated = Annotated[timedelta, BeforeValidator(lambda written: _kept_for(written, 2))]
_InDoubt = Annotated[timedelta, BeforeValidator(lambda written: _kept_for(written, 7))]


class Retention(Written):
    """Spans since the thing was done with.

    `heard`: updates as Telegram gave them. `written`: the words of messages sent; that they were sent stays noted.
    `calls`: calls of a till, by which the same one is known again. `looks`: who looked at a profile. `tasks`: tasks
    done. `invitations`: personal links used or run out. `imports`: files taken over. `reviews`: messages that
    staff decided not to learn from.
    """

    heard: _Repeated = timedelta(days=7)
    written: _InDoubt = timedelta(days=90)
    calls: _Repeated = timedelta(days=30)
    looks: Span = timedelta(days=366)
    tasks: Span = timedelta(days=366)
    invitations: Span = timedelta(days=90)
    imports: Span = timedelta(days=366)
    reviews: Span = timedelta(days=366)
