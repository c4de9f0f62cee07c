"""How people say that somebody close to them has died. A battery, a phone or a plant that died is none."""

import re
import unicodedata

_KIN = (
    r"(?:husband|wife|spouse|partner|fianc[eé]e?|mother|father|mom|mum|mama|dad|papa|parents?|son|daughter|baby|child"
    r"|brother|sister|sibling|uncle|aunt(?:ie)?|cousin|niece|nephew|friend"
    r"|grand(?:mother|father|ma|pa|mom|dad|son|daughter)|(?:mother|father|brother|sister)-in-law)"
)
_KIN_HI = (
    r"(?:पति|पत्नी|माँ|मां|माता|माताजी|मम्मी|पिता|पिताजी|पापा|बेटे|बेटा|बेटी|भाई|बहन|दादा|दादी|नाना|नानी|चाचा|चाची"
    r"|मामा|मामी|ससुर|सास|दोस्त)"
)
_KIN_HI_LATIN = r"(?:pati|patni|maa|mummy|pita ?ji|papa|bet[aei]|bhai|behen|dad[ai]|nan[ai]|chacha|sasur|saas)"
_KIN_FIL = (
    r"(?:asawa|mister|misis|nanay|tatay|inay|itay|ina|ama|mama|papa|mommy|daddy|lola|lolo|anak|kapatid|kuya|ate|tito"
    r"|tita|pinsan|biyenan|kaibigan)"
)
_LOSS = re.compile(
    unicodedata.normalize(
        "NFC",
        rf"""
        \b(?:my|our)\ (?:\w+\ )?{_KIN}(?:['’]s)?
            (?:\ (?:has|had|have|just|sadly|suddenly|recently|unexpectedly|is|was|now|last|night|week)){{0,4}}
            \ (?:died|dead|passed\ on|no\ more|expired|killed)\b
        |\bpassed\ away\b
        |\b(?:death|passing|loss|funeral)\ of\ (?:my|our)\ (?:\w+\ )?{_KIN}\b
        |\b(?:i|we)(?:['’]ve|\ have)?\ (?:just\ |recently\ |sadly\ )?lost\ (?:my|our)\ (?:\w+\ )?{_KIN}\b(?!['’])
        |\b(?:in\ mourning|bereaved)\b
        |{_KIN_HI}[^।.!?]{{0,25}}(?:देहांत|देहान्त|निधन|मृत्यु|मौत|गुज़र\ ग|गुजर\ ग|चल\ बस|नहीं\ रह[ेीा])
        |(?:देहांत|देहान्त|निधन|स्वर्गवास)\ हो\ ग
        |\b{_KIN_HI_LATIN}\b[^.!?]{{0,25}}\b(?:guza?r\ ga|dehant|nidhan|ki\ maut|chal\ bas|nahi\ rahe)
        |\b(?:pumanaw|yumao|sumakabilang[\ -]buhay)\b
        |\bnamatay\b(?:\ \w+){{0,3}}?\ {_KIN_FIL}\b|\b{_KIN_FIL}\b(?:\ \w+){{0,3}}?\ namatay\b
        |\bnamatayan\ (?:\w+\ )?(?:ako|kami)\b
        |去世|过世|過世|逝世|离世|離世|病逝
        """,
    ),
    re.VERBOSE,
)


def tells_of_a_death(text: str) -> bool:
    return _LOSS.search(unicodedata.normalize("NFC", text).casefold()) is not None
