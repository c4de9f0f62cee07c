"""Does the sentence speak of what was? Hindi leaves it to the verb whether "kal" is yesterday or tomorrow."""

import re

from nlu.entities.saying import AFTER, BEFORE, any_of

_HINDI_PAST = any_of(
    "tha thi thay hua hui huwa hue huye aaya aayi aaye aya ayi aae gaya gayi gaye gya gyi gye mila mili mile kiya "
    "kiye diya diye liya liye bola boli bole kaha kharida kharidi kharide mangaya mangayi mangwaya bheja bheji "
    "bheje toota tooti tuta tuti toot pahuncha pahunchi pahucha pohcha khola lagaya lagayi karaya karwaya karvaya "
    "bataya batayi chuka chuki chuke jeeta jita haara khaya dekha dekhi nikla nikli dikha suna pucha poocha likha "
    "likhi mangwayi kari banaya rakha chala ordered delivered था थी थे हुआ हुई हुए आया आयी आई आए आये गया गयी गई गए गये "
    "मिला मिली मिले किया किये किए दिया दिये दिए दी लिया लिये लिए ली बोला बोली कहा खरीदा खरीदी खरीदे मंगाया मंगवाया मंगाई "
    "मंगवाई भेजा भेजी भेजे टूटा टूटी टूटे टूट पहुंचा पहुंची पहुंचे खोला लगाया लगाई करवाया कराया बताया बताई चुका चुकी चुके निकला निकली "
    "दिखा सुना पूछा लिखा लिखी बनाया रखा चला हुयी जीता हारा खाया देखा देखी उठाया"
)
_HINDI_FUTURE = (
    r"(?:[a-z]{1,12}(?:unga|ungi|enge|engey|engi|ega|egi|oge|ogi|aega|ayega|aunga)"
    r"|[\u0900-\u0963]{1,12}(?:गा|गी|गे|इए|इये|िए|िये|ओगे)|"
    + any_of(
        "do dena dijiye dijie dijiyega karo kare karein karen karna kijiye bhejo bheje bhejna chahiye chaiye chahie "
        "sakte sakta sakti hoga hogi honge aana aao aaiye lena le jana jaana milna dedo kardo bhejdo karwana दो देना "
        "दें करो करें करना भेजो भेजें भेजना चाहिए सकते सकता सकती होगा होगी आना आओ लेना जाना मिलना करवाना चाहता चाहती"
    )
    + ")"
)
_VERB = re.compile(f"{BEFORE}(?:(?P<past>{_HINDI_PAST})|(?P<future>{_HINDI_FUTURE})){AFTER}")
_SINCE = re.compile(r"(?:\s(?:raat|subah|shaam|dopahar|रात|सुबह|शाम|दोपहर))?\s?(?:se|से)(?![a-z\u0900-\u0963])")
_CLAUSE_ENDS = re.compile(r"[.,;!?।\n]|\s(?:aur|lekin|par|और|लेकिन|but|and|phir|फिर)\s")

_PAST = re.compile(
    BEFORE + r"(?:was|were|did|didn't|had|came|went|called|waited|arrived|ordered|bought|said|told|got|received|broke|"
    r"happened|stopped|missed|tried|paid|sent|spoke|wrote|took|gave|made|lost|found|fell|booked|left|noong|nung|"
    r"kanina|kaninang|na-deliver|dumating|tumawag|nag[a-z-]{3,12}|"
    r"[a-z]{3,10}ed|since|" + _HINDI_PAST + f"){AFTER}|刚才|刚刚|(?:来|到|打|买|收|送|说|等|下)[了过]"
)


def hindi_is_past(low: str, start: int, end: int) -> bool:
    """The tense of what is said of the word at `start`: by the first verb after it, else by the last before it."""
    since = bool(_SINCE.match(low, end))
    verb = _VERB.search(_clause_after(low, end))
    if verb is None:
        before = list(_VERB.finditer(_clause_before(low, start)))
        verb = before[-1] if before else None
    if verb is None:
        return since
    return verb.group("past") is not None


def speaks_of_the_past(low: str) -> bool:
    return _PAST.search(low) is not None


def _clause_after(low: str, end: int) -> str:
    return _CLAUSE_ENDS.split(low[end : end + 120], maxsplit=1)[0]


def _clause_before(low: str, start: int) -> str:
    return _CLAUSE_ENDS.split(low[max(0, start - 80) : start])[-1]
