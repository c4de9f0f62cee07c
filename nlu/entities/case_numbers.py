import re
from collections.abc import Iterator

from nlu.entities.entity import Entity, Where, entity
from nlu.entities.saying import BEFORE, Said, any_of

# Letters and digits take turns, of characters that look alike at most one is used: care_rules decides, this reads.
_PAIR = "[acdefhjkmnprtuwxy][2-9]"
_NOT_PART_OF_MORE = r"(?<![a-z0-9_])(?<![a-z0-9_][-_/])"
_ENDS = r"(?![-_/]?[a-z0-9_])"
_BY_SHAPE = re.compile(f"{_NOT_PART_OF_MORE}(?P<code>(?:{_PAIR}){{2,3}}){_ENDS}")

_CASE = any_of(
    "case cases ticket complaint kaso reklamo shikayat shikaayat केस शिकायत टिकट कम्प्लेंट 工单 投诉 案件 案子 个案 单子"
)
_FILLER = any_of(
    "number numero num no id code ref # : . - ( is ay po ko ka ki ke hai na ang yung mera meri "
    "नंबर नम्बर संख्या का की है मेरा मेरी 编号 号码 号 是 为"
)
_SOME_CODE = "(?=[a-z]{0,5}[2-9])(?=[2-9]{0,5}[a-z])[a-z2-9]{4,6}"
_AFTER_THE_WORD = re.compile(f"{BEFORE}{_CASE}(?:\\s?{_FILLER}|\\s){{1,6}}(?P<code>{_SOME_CODE}){_ENDS}")
_AFTER_THE_WORD_HAN = re.compile(f"(?:工单|投诉|案件|案子|个案){_FILLER}{{0,3}}\\s?(?P<code>{_SOME_CODE}){_ENDS}")
_A_MODEL = re.compile(
    r"(?:model|serial|phone|mobile|sn|s/n|मॉडल|सीरियल|型号|序列号|size|order|plate|room|flat)\W{0,3}(?:no|"
    r"number|number is|is)?\W{0,3}$"
)
_A_SIZE = re.compile("[0-9]{1,3}[a-z]{1,5}|[0-9]+x[0-9]+|(?:usb|ipad|mp|ps|rtx|gtx)[0-9]+")


def case_numbers(said: Said, _: Where) -> Iterator[Entity]:
    """A case's number by its shape alone; one read out wrong ("B4T9") only after the word case, complaint, ticket."""
    if not said.has_digits:
        return
    for pattern in (_BY_SHAPE, _AFTER_THE_WORD, _AFTER_THE_WORD_HAN):
        for found in pattern.finditer(said.low):
            code, start = found.group("code"), found.start("code")
            if pattern is not _BY_SHAPE and _A_SIZE.fullmatch(code):
                continue
            if not any(_A_MODEL.search(said.low[max(0, at - 25) : at]) for at in {start, found.start()}):
                yield entity("case_number", said, found.span("code"), code.upper())
