"""What all parts of the rule book are made of."""

from datetime import timedelta
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from care_rules import spelling

Span = Annotated[timedelta, BeforeValidator(spelling.span)]


class Written(BaseModel):
    """A part of the book: nothing in it changes, and a key that nobody reads is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
