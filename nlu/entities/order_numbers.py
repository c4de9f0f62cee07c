import re
from collections.abc import Iterator

from nlu.entities.entity import Entity, Where, entity
from nlu.entities.saying import AFTER, BEFORE, Said, any_of

_CODE = r"(?:ord\s(?=[0-9]{3}))?(?=[a-z-]{0,8}[0-9])[a-z0-9]{1,12}(?:-[a-z0-9]{1,12}){0,3}"
_LONG_CODE = rf"(?=(?:ord\s)?(?:[a-z-]{{0,8}}[0-9]){{1,3}})(?=[a-z0-9 -]{{3,24}}){_CODE}"
_CODE_ENDS = r"(?![a-z0-9_])(?!-[a-z0-9])(?![.,:/][0-9])"

_ORDER = any_of("orders order oder ordr purchase ऑर्डर आर्डर ओर्डर ऑडर 订单 訂單 下单")
_ORDER = rf"(?:{_ORDER}|(?<!快递)(?<!运)(?<!物流)(?<!流水)(?<!交易)[单單][号號])"
_FILLER = any_of(
    "number numbers numero num nos no nr id code ref # : . - = ( is was are ay po ko namin natin na ni ng yung ang "
    "pala ko's mo ka ki ke mera meri hai h tha ji नंबर नम्बर संख्या नं आईडी का की हमारा मेरा है था 号码 编号 号 是 为 的 "
    "with pls"
)
_AFTER_THE_WORD = re.compile(
    rf"{_ORDER}(?:\s?(?!(?:po|so)-?[0-9]){_FILLER}|\s){{0,8}}(?P<code>{_LONG_CODE}){_CODE_ENDS}"
)
_LATER_ON = re.compile(
    rf"{_ORDER}\s?(?:number|num|no|id|#|नंबर|नम्बर|संख्या|号|"
    rf"编号)\.?(?!\w)[^0-9#@]{{1,40}}?(?<![a-z0-9-])(?P<code>[0-9]{{4,10}})" + _CODE_ENDS
)
_SET_APART = re.compile(
    rf"{_ORDER}(?:,\s?(?P<code>[0-9]{{4,6}})|[^0-9.!?()#]{{1,30}}\((?P<inside>[0-9]{{4,10}})\)){_CODE_ENDS}"
)
_BEFORE_THE_WORD = re.compile(
    rf"{BEFORE}(?P<code>(?:[a-z]{{1,4}}-?)?[0-9]{{4,10}})\s?(?:\(?(?:number|no|नंबर|नम्बर|号|這個|这个|那个|这|的|ka|"
    rf"ke|wala|wale|po|na|ang|ay|is my|is the|wali|का|के|वाला|वाले|वाली)\)?\s?){{0,3}}(?:order|ऑर्डर|आर्डर|订单|訂單|"
    rf"单子){AFTER}"
)
_AND_ANOTHER = re.compile(
    rf"\s?(?:[,&/、和跟]\s?)?(?:(?:and|at|aur|or|not|और|或|不是)\s)?\s?(?P<code>#?{_LONG_CODE}){_CODE_ENDS}"
)
_HASH = re.compile(rf"(?<![a-z0-9#&/])#\s?(?P<code>{_LONG_CODE}){_CODE_ENDS}")
_SELF_EVIDENT = re.compile(rf"{BEFORE}(?<!-)(?P<code>(?:(?:ord|order|po|so)[-_]?|ord\s)[0-9]{{3,10}}){_CODE_ENDS}")

_NOT_A_NUMBER = re.compile(
    r"\s?(?:%|rs|rupees?|rupaye|pesos?|piso|dollars?|bucks|usd|inr|php|cad|cny|rmb|euros?|₹|₱|元|块|रुपये|रुपए|रु|"
    r"items?|pieces|pcs|pots?|kettles?|lamps?|units?|am|pm|baje|बजे|a\.m|p\.m|点|月|年|日|k(?![a-z]))(?![a-z])"
)
_NOT_AN_ORDERS = re.compile(
    r"(?:case|ticket|complaint|flat|room|house|unit|केस|शिकायत|工单|投诉)[\s#:.]{0,3}(?:no|id|number)?[\s#:.]{0,3}$"
)
_YEAR_OF_A_DATE = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}")
_CASE_NUMBER = re.compile("(?:[a-z][2-9]){2,3}")


def order_numbers(said: Said, _: Where) -> Iterator[Entity]:
    if not said.has_digits:
        return
    for pattern in (_AFTER_THE_WORD, _LATER_ON, _SET_APART, _BEFORE_THE_WORD, _HASH, _SELF_EVIDENT):
        for found in pattern.finditer(said.low):
            start, end = found.span("inside" if found.groupdict().get("inside") else "code")
            if pattern is _HASH and _NOT_AN_ORDERS.search(said.low[max(0, start - 30) : found.start()]):
                continue
            yield from _with_others(said, start, end)


def _with_others(said: Said, start: int, end: int) -> Iterator[Entity]:
    """The number at this place, and those that follow with no more than an "and" between."""
    while _is_code(said.low, start, end):
        yield entity("order_number", said, (start, end), said.low[start:end].replace(" ", "").upper())
        another = _AND_ANOTHER.match(said.low, end)
        if another is None:
            return
        start, end = another.span("code")
        start += said.low[start] == "#"


def _is_code(low: str, start: int, end: int) -> bool:
    code = low[start:end]
    if _CASE_NUMBER.fullmatch(code) or _YEAR_OF_A_DATE.fullmatch(code) or _NOT_A_NUMBER.match(low, end):
        return False
    return not re.fullmatch(r"[0-9]{1,3}(?:st|nd|rd|th|k|rs|am|pm|kg|g|ml|days?|pcs?|x)", code)
