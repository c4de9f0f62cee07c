"""Phone numbers and email addresses."""

import re
from collections.abc import Iterator

import phonenumbers

from nlu.entities.entity import Entity, Where, entity
from nlu.entities.saying import BEFORE, Said, any_of

_EMAIL = re.compile(
    r"(?<![a-z0-9._%+-])[a-z0-9_%+-]+(?:\.[a-z0-9_%+-]+){0,6}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}[a-z]{2,24}"
    r"(?![a-z0-9@])"
)
_ENOUGH_DIGITS = re.compile(r"[0-9](?:[\s().-]{0,3}[0-9]){6}")
_DATE_AND_HOUR = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_SOMETHING_ELSES_NUMBER = re.compile(
    BEFORE
    + any_of(
        "order tracking awb invoice inv bill serial sn account acct a/c card ref reference receipt ticket transaction "
        "txn utr otp consignment waybill booking ऑर्डर आर्डर बिल सीरियल खाता ट्रैकिंग 订单号 订单编号 单号 运单 "
        "快递单号 序列号 账号 卡号 发票号"
    )
    + r"(?:[\s:#.-]|number|numero|num|no|nr|id|is|ka|ko|po|ay|hai|नंबर|संख्या|编号|号|是|为){0,6}$"
)
_REGION_OF_LANGUAGE = {"hi": "IN", "fil": "PH", "zh": "CN"}


def emails(said: Said, _: Where) -> Iterator[Entity]:
    if "@" in said.low:
        for found in _EMAIL.finditer(said.low):
            yield entity("email", said, found.span(), found.group())


def phones(said: Said, where: Where) -> Iterator[Entity]:
    """Valid numbers of the customer's country, and of any country when written with a plus."""
    if not _ENOUGH_DIGITS.search(said.low):
        return
    region = (where.country or _REGION_OF_LANGUAGE.get(where.language, "ZZ")).upper()
    for match in phonenumbers.PhoneNumberMatcher(said.low, region):
        if _DATE_AND_HOUR.match(match.raw_string) or _SOMETHING_ELSES_NUMBER.search(said.low[: match.start][-60:]):
            continue
        value = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
        yield entity("phone", said, (match.start, match.end), value)
