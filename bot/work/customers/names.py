"""What a customer answers when asked how to call them."""

import unicodedata

import regex

LONGEST = 60
_MOST_WORDS = 8  # Maria da Conceição de Souza e Silva has seven

_UNSEEN = regex.compile(
    r"(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]"
)  # Persian and Indic names need their joiners
_PICTURES = regex.compile(r"[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\ufe0e\ufe0f\u20e3]+")
_SMILEY = regex.compile(r"(?<!\S)(?:[:;=xX8]['-]?[()DPpoO3|/\\]+|\^_?\^|<3)(?!\S)")
_ADDRESS = regex.compile(r"[@/\\_#<>{}|=+*]|\p{L}{2,}\.[a-z]{2,}\b")
_ENDS = r"[\p{P}\p{S}\s\u200c\u200d]"
_START = regex.compile(f"^{_ENDS}+")
_END = regex.compile(f"{_ENDS}+$")
_NAME = regex.compile(r"\p{L}[\p{L}\p{M} '’‘ʻʼ`´.·・‧‐‑–\u200c\u200d-]*")
_HAN_SENTENCE = regex.compile(r"[我你您不吗嗎的了是谁誰什没沒叫]")

_LEAD_INS = regex.compile(
    r"""(?:(?:hi|hello|hey|namaste|hallo|hola|bonjour|salut)\b[\s,!.]*)?
    (?:(?:(?:and|well|so|oh)\b[\s,]*)?
    (?:(?:(?:my|the)\ )?(?:full\ |first\ )?name(?:['’]s|\ is|:)|(?:you\ (?:can|may)\ |please\ |just\ )*
    call\ me|i\ am\ called|i['’]m\ called|they\ call\ me|i['’]?m|i\ am|it['’]?s|it\ is|this\ is
    |me\ llamo|mi\ nombre\ es|soy|je\ m['’]appelle|je\ suis|mon\ nom\ est|ich\ hei(?:ß|ss)e|ich\ bin|mein\ name\ ist
    |mi\ chiamo|il\ mio\ nome\ è|meu\ nome\ é|me\ chamo|eu\ sou|ik\ ben|mijn\ naam\ is|ik\ heet|nama\ saya
    |ako\ (?:po\ )?si|ang\ pangalan\ ko\ ay|mera\ naam|benim\ adım|меня\ зовут|моё\ имя|мое\ имя
    |मेरा\ नाम|मैं|اسمي)(?=[\s:,"'“‘«]|$)
    |(?:我的名字是|我的名字叫|我叫做|我叫|我是|叫我|私の名前は|私は|제\ 이름은|저는|名前は))?[\s:,]*""",
    regex.IGNORECASE | regex.VERBOSE,
)
_ASIDES = regex.compile(
    r"""[\s,.!]+(?:please|pls|thanks(?:\ a\ lot)?|thank\ you|thx|here|nice\ to\ meet\ you|and\ you|danke|gracias
    |merci|bitte|por\ favor|hai|है|po)$|(?:です|と申します|といいます|입니다|이에요|예요)$""",
    regex.IGNORECASE | regex.VERBOSE,
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NO_NAMES = _words(
    """a ok okay k kk no non nein nee nope nah yes yeah yep yup oui si sí ja da sim haan skip pass later cancel stop
    exit none nothing nobody nada nichts nix anonymous unknown test help menu start hi hello hey hallo hola bonjour
    namaste bye thanks thank thx danke merci gracias please sure fine maybe whatever human person agent operator name me
    you my what who why how when where hmm hm lol haha wala нет да не hindi нельзя नहीं हाँ لا نعم 不 不要 不用 是 没有
    いいえ はい 아니요 네 ні ne tak nie hayır evet não"""
)
"""Alone, these are answers, not names."""

_OF_SENTENCES = _words(
    """i i'm it it's we they the is was were isn't wasn't not don't doesn't didn't won't can't cannot couldn't shouldn't
    wouldn't dont cant wont please want wants wanted need needs would could should have haven't this that these those
    there what what's why how where when which who whose your yours our their because if about with from since order
    orders broken late angry waiting sorry fine busy happy sad tired upset done ready tell telling say saying know think
    rather prefer name privacy private secret nothing something anything everything none nobody thanks thank hello call
    help today tomorrow yesterday delivery product phone question complaint refund customer again already still never
    always very really just only no good great bad okay ok sure here home working looking trying going asking interested
    disappointed furious annoyed unhappy satisfied confused bored sick raining cold hot been being am and but
    nicht kein keine ist das ein eine mein warum pas est une mon pourquoi quiero mi pedido cliente kunde client"""
)
"""With one of these it is a sentence."""

_OF_MOST_SENTENCES = _words("a an my me you he she do does did can may will to in on at of for or so as be are has had")
"""Each is somebody's name somewhere; two of them are a sentence."""


def name_in(text: str) -> str | None:
    """Return the name as its owner spells it, NFC, without what stands around it; None where none is told.

    "I'm Asha Verma :)" tells one; a sentence, a number, an address and "skip" do not.
    """
    said = " ".join(_SMILEY.sub(" ", _PICTURES.sub(" ", _seen(text))).split())
    if "?" in said or "？" in said or _ADDRESS.search(said):
        return None
    name = _trimmed(said)
    lead_in = _LEAD_INS.match(name)
    name = _trimmed(name[lead_in.end() :] if lead_in else name)
    name = _trimmed(_ASIDES.sub("", name))
    return name if _is_name(name) else None


def _seen(text: str) -> str:
    """Return the text on one line, without what steers its direction or cannot be seen."""
    return _UNSEEN.sub("", regex.sub(r"[\s\p{Z}]+", " ", unicodedata.normalize("NFC", text)))


def _trimmed(name: str) -> str:
    """Return the name without quotes, brackets and punctuation at its ends; an abbreviation keeps its full stop."""
    bare = _END.sub("", _START.sub("", name))
    abbreviated = regex.search(r"(?:^|[\s.])(?:\p{Lu}|Jr|Sr)$", bare) and name.removeprefix(bare) and f"{bare}." in name
    return f"{bare}." if abbreviated and len(bare) > 1 else bare


def _is_name(name: str) -> bool:
    words = [word.strip(".").replace("’", "'") for word in name.casefold().split()]
    if not _NAME.fullmatch(name) or len(name) > LONGEST or len(words) > _MOST_WORDS:
        return False
    if regex.search(r"\p{M}{5}", name) or regex.fullmatch(r"\p{Latin}", name):
        return False
    if len(words) == 1 and words[0] in _NO_NAMES:
        return False
    if regex.search(r"\p{Han}", name) and (len(name) > 20 or _HAN_SENTENCE.search(name)):
        return False
    if name.startswith("my ") or _OF_SENTENCES & set(words):
        return False
    return sum(word in _OF_MOST_SENTENCES for word in words) < 2
