"""value.yml: in which currency a customer's worth is counted, and which tier follows from it."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from care_rules import spelling
from care_rules.tiering import Measure, Policy
from care_rules.written import Span, Written

_IN_PERCENT = (Measure.top, Measure.revenue)
_MOST_POINTS, _FEWEST_POINTS = 15, 3


def _currency(written: object) -> str:
    if isinstance(written, str) and len(written) == 3 and written.isascii() and written.isupper():
        return written
    raise ValueError(f"{spelling.quoted(written)} is no currency. Write its three letters, like INR.")


def _rate(written: object) -> Decimal:
    try:
        rate = Decimal(str(written))
    except InvalidOperation:
        rate = Decimal(0)
    if not rate.is_finite() or rate <= 0:
        raise ValueError(f"{spelling.quoted(written)} is no rate. Write what one of it is worth, like 83.2.")
    return rate


def _step(written: object) -> int | str:
    """Percent stay as they are written until it is known what is measured."""
    if isinstance(written, str) and written.endswith("%"):
        return f"{spelling.percent(written)}%"
    if isinstance(written, int) and not isinstance(written, bool) and written > 0:
        return written
    raise ValueError(f"{spelling.quoted(written)} is no step. Write a share like 5%, or a whole number like 100000.")


Currency = Annotated[str, BeforeValidator(_currency)]


class TiersBy(Written):
    """Which tier follows from what. `steps` names them from the highest down; who reaches none has the default one."""

    by: Measure = Field(examples=["top"])
    steps: dict[str, Annotated[int | str, BeforeValidator(_step)]] = Field(min_length=1, examples=["{gold: 5%}"])
    hold: Annotated[int, BeforeValidator(spelling.percent), Field(le=90)] = 10
    stay: Span = timedelta(days=90)

    @model_validator(mode="after")
    def _fit(self) -> Self:
        percent = self.by in _IN_PERCENT
        if any(isinstance(step, str) is not percent for step in self.steps.values()):
            wanted = "shares, like 5%" if percent else "whole numbers, like 100000"
            raise ValueError(f"steps: by {self.by.value} takes {wanted}.")
        found = list(self.whole().values())
        if self.by is Measure.rfm and not all(_FEWEST_POINTS <= step <= _MOST_POINTS for step in found):
            raise ValueError(f"steps: rfm gives {_FEWEST_POINTS} to {_MOST_POINTS} points. Write numbers in between.")
        if percent and found[-1] > 100:
            raise ValueError("steps: there is no more than 100%.")
        if any(later <= step if percent else later >= step for step, later in pairwise(found)):
            raise ValueError("steps: the highest tier comes first and takes the most. Put them in order.")
        return self

    def policy(self, default: str, unit: int) -> Policy:
        """Return the policy with sums in minor units, of which `unit` make one of the currency."""
        times = unit if self.by is Measure.worth else 1
        steps = {tier: step * times for tier, step in self.whole().items()}
        return Policy(self.by, steps, default, self.hold, self.stay)

    def whole(self) -> Mapping[str, int]:
        """Return the steps as numbers: percent, units of the currency, or points."""
        return {tier: int(str(step).removesuffix("%")) for tier, step in self.steps.items()}


class RewardAfter(StrEnum):
    """When who recommended us is rewarded: once the other has come, or has bought."""

    arrival = "arrival"
    purchase = "purchase"


class Referrals(Written):
    """What staff are to give to a customer for each one they brought."""

    reward: Annotated[str, Field(min_length=1, max_length=80, examples=["a voucher of 200"])]
    after: RewardAfter = RewardAfter.purchase


class Value(Written):
    """Without `tiers` they are set by hand; without `referrals` those are counted and no more.

    `rates` say what one unit of another currency is in `currency`.
    """

    currency: Currency = "USD"
    rates: dict[Currency, Annotated[Decimal, BeforeValidator(_rate)]] = Field(default_factory=dict)
    months: Annotated[int, Field(ge=1, le=600, strict=True, examples=["48"])] = 48
    tiers: TiersBy | None = None
    referrals: Referrals | None = None
