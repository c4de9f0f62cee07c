"""A button under a message that opens a page: to book, to read, to pay."""

from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from care_rules.spelling import quoted
from care_rules.survey import LONGEST_CHOICE, Spoken
from care_rules.wording import DEFAULT_LANGUAGE, in_language
from care_rules.written import Written


def _address(written: str) -> str:
    try:
        parts = urlsplit(written)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme != "https" or "." not in (parts.hostname or "") or set(written) & set(" {}\n"):
        raise ValueError(
            f"{quoted(written)} is no address to open. Write the whole of it, like https://example.com/book."
        )
    return written


class Link(Written):
    """`say` is what the button says, by language; `open` the address."""

    say: Spoken = Field(min_length=1, examples=["{en: Book a day}"])
    open: Annotated[str, Field(max_length=500, examples=["https://example.com/book"]), AfterValidator(_address)]

    @model_validator(mode="after")
    def _fit(self) -> Self:
        if DEFAULT_LANGUAGE not in self.say:
            raise ValueError(f'no text in "{DEFAULT_LANGUAGE}", which everybody else is given. Add one.')
        for text in (one.nameless for one in self.say.values()):
            if len(text) > LONGEST_CHOICE:
                raise ValueError(f"{quoted(text)} is too long for a button. Write at most {LONGEST_CHOICE} characters.")
            if "{" in text:
                raise ValueError("a button says the same to everybody. Take the placeholder out.")
        return self

    def label(self, language: str) -> str:
        return in_language(self.say, language).nameless
