"""What an hour's word lists would say: a baseline for each question that the model answers. Used nowhere else.

The words are the first that come to mind for each label in each language; none was taken from the held-out texts.
"""

import re
from collections.abc import Mapping

Words = Mapping[str, tuple[str, ...]]
"""Label -> the beginnings of words that speak for it; in Chinese, the characters."""

CATEGORY: Mapping[str, Words] = {
    "en": {
        "delivery": ("deliver", "parcel", "package", "courier", "arrive", "shipped", "shipping", "missing"),
        "product_quality": ("quality", "broken", "broke", "defect", "cheap", "taste", "stale", "leak", "torn"),
        "billing": ("bill", "charge", "invoice", "overcharg", "paid", "payment", "fee", "price", "receipt"),
        "staff_conduct": ("rude", "staff", "waiter", "cashier", "yelled", "shouted", "manager", "attitude"),
        "service_and_repair": ("repair", "technician", "service", "appointment", "internet", "install", "fix"),
        "app_or_website": ("app", "website", "site", "page", "login", "log in", "crash", "button", "checkout"),
    },
    "hi": {
        "delivery": (
            "delivery",
            "parcel",
            "courier",
            "nahi aaya",
            "nahi pahuncha",
            "डिलीवरी",
            "पार्सल",
            "नहीं आया",
            "सामान",
        ),
        "product_quality": ("kharab", "toot", "quality", "ghatiya", "nakli", "खराब", "ख़राब", "टूट", "घटिया", "नकली"),
        "billing": ("bill", "paise", "paisa", "charge", "kaat", "बिल", "पैसे", "पैसा", "चार्ज", "काट"),
        "staff_conduct": ("staff", "badtameez", "guard", "chilla", "स्टाफ", "बदतमीज", "बदतमीज़", "चिल्ला", "कर्मचारी"),
        "service_and_repair": (
            "repair",
            "technician",
            "mistri",
            "service",
            "internet",
            "मरम्मत",
            "मिस्त्री",
            "सर्विस",
            "रिपेयर",
        ),
        "app_or_website": ("app", "website", "site", "login", "page", "ऐप", "वेबसाइट", "साइट", "लॉगिन"),
    },
    "fil": {
        "delivery": ("deliver", "parcel", "package", "rider", "courier", "dumating", "padala"),
        "product_quality": ("sira", "quality", "basag", "panis", "bulok", "peke", "punit"),
        "billing": ("bill", "singil", "charge", "bayad", "nasingil", "presyo", "resibo"),
        "staff_conduct": ("staff", "bastos", "masungit", "guard", "cashier", "sinigawan", "suplada"),
        "service_and_repair": ("repair", "technician", "ayos", "gawa", "serbisyo", "service", "internet", "kabit"),
        "app_or_website": ("app", "website", "site", "login", "page", "mag-log"),
    },
    "zh": {
        "delivery": ("快递", "包裹", "配送", "送货", "外卖", "物流", "没到", "少发"),
        "product_quality": ("质量", "坏", "破", "变质", "假货", "劣质", "漏"),
        "billing": ("账单", "扣", "收费", "多收", "发票", "价格", "钱"),
        "staff_conduct": ("态度", "店员", "服务员", "骂", "客服", "吼"),
        "service_and_repair": ("维修", "师傅", "修", "安装", "网络", "保养", "上门"),
        "app_or_website": ("APP", "app", "网站", "网页", "小程序", "登录", "闪退", "页面"),
    },
}
URGENCY: Mapping[str, tuple[str, ...]] = {
    "en": (
        "urgent",
        "asap",
        "immediately",
        "right now",
        "today",
        "tonight",
        "tomorrow",
        "emergency",
        "hurry",
        "third time",
    ),
    "hi": ("urgent", "turant", "abhi", "jaldi", "aaj", "kal", "तुरंत", "तुरन्त", "अभी", "जल्दी", "आज", "कल", "तीसरी बार"),
    "fil": ("urgent", "asap", "ngayon na", "agad", "bukas", "mamaya", "emergency", "dali", "bilis", "pangatlong"),
    "zh": ("急", "马上", "立刻", "立即", "赶紧", "今天", "今晚", "明天", "第三次", "现在"),
}
SENTIMENT: Mapping[str, Words] = {
    "en": {
        "negative": (
            "bad",
            "worst",
            "terrible",
            "awful",
            "angry",
            "broken",
            "rude",
            "never",
            "not ",
            "hate",
            "disappoint",
        ),
        "positive": ("thank", "great", "love", "excellent", "amazing", "good", "perfect", "happy", "best", "nice"),
    },
    "hi": {
        "negative": (
            "kharab",
            "bekar",
            "ghatiya",
            "gussa",
            "nahi",
            "bura",
            "खराब",
            "ख़राब",
            "बेकार",
            "घटिया",
            "गुस्सा",
            "नहीं",
            "बुरा",
        ),
        "positive": (
            "shukriya",
            "dhanyavaad",
            "accha",
            "badhiya",
            "mast",
            "khush",
            "धन्यवाद",
            "शुक्रिया",
            "अच्छा",
            "बढ़िया",
            "खुश",
        ),
    },
    "fil": {
        "negative": ("sira", "pangit", "galit", "bastos", "hindi", "wala", "ayaw", "nakakainis", "bulok", "masama"),
        "positive": ("salamat", "ganda", "maganda", "galing", "sarap", "masarap", "happy", "ayos", "love", "bait"),
    },
    "zh": {
        "negative": ("差", "坏", "生气", "失望", "垃圾", "不", "没", "骂", "烂", "糟"),
        "positive": ("谢谢", "感谢", "好吃", "喜欢", "满意", "棒", "赞", "不错", "开心", "太好了"),
    },
}
JOINING: Mapping[str, tuple[str, ...]] = {
    "en": ("and", "also"),
    "hi": ("aur", "और", "saath hi"),
    "fil": ("at", "saka", "tsaka"),
    "zh": ("还有", "另外", "顺便"),
}
_BETWEEN = re.compile(r"[,;.!?，；。！？]\s*(?=[^\s,;.!?，；。！？])")


def category(text: str, language: str) -> str:
    return _likeliest(text, CATEGORY[language], "other")


def urgency(text: str, language: str) -> str:
    return "pressing" if _count(text, URGENCY[language]) else "calm"


def sentiment(text: str, language: str) -> str:
    return _likeliest(text, SENTIMENT[language], "neutral")


def language(text: str, _: str) -> str:
    """By the script; what is in Latin letters is English."""
    if re.search("[\u4e00-\u9fff]", text):
        return "zh"
    return "hi" if re.search("[\u0900-\u097f]", text) else "en"


def number_of_requests(text: str, language: str) -> int:
    """Two where a word joins or a sign stands between words, else one; nothing is read."""
    return 2 if _count(text, JOINING[language], whole=True) or _BETWEEN.search(text) else 1


def _likeliest(text: str, words: Words, otherwise: str) -> str:
    counts = {label: _count(text, own) for label, own in words.items()}
    best = max(counts, key=lambda label: counts[label])
    return best if counts[best] else otherwise


def _count(text: str, words: tuple[str, ...], *, whole: bool = False) -> int:
    """Return how often one of the words begins a word in the text, or is one (`whole`). Chinese has no gaps."""
    end = r"(?!\w)" if whole else ""
    return sum(len(re.findall(_pattern(word, end), text, re.IGNORECASE)) for word in words)


def _pattern(word: str, end: str) -> str:
    return re.escape(word) if re.match("[\u4e00-\u9fff]", word) else rf"(?<!\w){re.escape(word)}{end}"
