"""Calendar words of the four languages, Hindi in both scripts. Plain spelling: lower case, no nukta, ं for ँ."""

from enum import Enum


class Part(Enum):
    """A part of the day, which says whether "5" is in the morning."""

    EARLY = "before dawn"
    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


def _numbered(words: str, first: int) -> dict[str, int]:
    return {word: number for number, group in enumerate(words.split(), first) for word in group.split("/")}


MONTHS = _numbered(
    "january/jan/enero/जनवरी february/feb/pebrero/फरवरी march/mar/marso/मार्च april/apr/abril/अप्रैल may/mayo/मई "
    "june/jun/hunyo/जून july/jul/hulyo/जुलाई august/aug/agosto/अगस्त "
    "september/sept/sep/setyembre/septyembre/सितंबर/सितम्बर october/oct/oktubre/अक्टूबर/अक्तूबर "
    "november/nov/nobyembre/नवंबर/नवम्बर december/dec/disyembre/दिसंबर/दिसम्बर",
    first=1,
)

WEEKDAYS = _numbered(
    "monday/somvar/somwar/somvaar/somwaar/lunes/सोमवार "
    "tuesday/mangalvar/mangalwar/mangalvaar/mangalwaar/martes/मंगलवार "
    "wednesday/wensday/wednesay/budhvar/budhwar/budhwaar/miyerkules/miyerkoles/बुधवार "
    "thursday/thurs/guruvar/guruwar/guruwaar/brihaspativar/veervar/huwebes/webes/गुरुवार/गुरूवार/बृहस्पतिवार/वीरवार "
    "friday/shukravar/shukrawar/shukrvar/shukrwar/shukravaar/biyernes/byernes/शुक्रवार "
    "saturday/shanivar/shaniwar/sanivar/shanivaar/sabado/शनिवार "
    "sunday/ravivar/raviwar/ravivaar/itvar/itwar/itwaar/रविवार/इतवार",
    first=0,
)
SHORT_WEEKDAYS = _numbered("mon tue/tues wed thu/thur fri sat sun", first=0)
HAN_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}

_DAYS_AWAY = {
    0: "today/2day/aaj/आज/ngayong araw/今天/今日/今儿",
    1: "tomorrow/tommorow/tommorrow/tomorow/tomorrw/tomoro/tmrw/tmr/tmrow/2moro/2morrow/bukas/明天/明日/明儿",
    2: "day after tomorrow/the day after tomorrow/day after tmrw/samakalawa/sa makalawa/makalawa/后天",
    3: "大后天",
    -1: "yesterday/yesterdy/yday/kahapon/昨天/昨日/昨儿",
    -2: "day before yesterday/the day before yesterday/kamakalawa/前天/前日",
    -3: "大前天",
}
RELATIVE_DAYS = {word: days for days, words in _DAYS_AWAY.items() for word in words.split("/")}

# Hindi says "kal" for tomorrow and yesterday, "parson" for two days from here: the verb tells.
TENSE_DAYS = {"kal": 1, "कल": 1, "parson": 2, "parso": 2, "parsoon": 2, "parsu": 2, "परसों": 2, "परसो": 2}

# A day and a part of it in one expression.
DAYS_WITH_PART = {
    "tonight": (0, Part.NIGHT), "2nite": (0, Part.NIGHT), "tonite": (0, Part.NIGHT), "last night": (-1, Part.NIGHT),
    "this morning": (0, Part.MORNING), "this afternoon": (0, Part.AFTERNOON), "this evening": (0, Part.EVENING),
    "kagabi": (-1, Part.NIGHT), "kaninang umaga": (0, Part.MORNING), "kaninang tanghali": (0, Part.NOON),
    "kaninang hapon": (0, Part.AFTERNOON), "kaninang gabi": (0, Part.NIGHT),
    "kaninang madaling araw": (0, Part.EARLY), "ngayong umaga": (0, Part.MORNING),
    "ngayong tanghali": (0, Part.NOON), "ngayong hapon": (0, Part.AFTERNOON), "ngayong gabi": (0, Part.NIGHT),
    "mamayang umaga": (0, Part.MORNING), "mamayang tanghali": (0, Part.NOON),
    "mamayang hapon": (0, Part.AFTERNOON), "mamayang gabi": (0, Part.NIGHT),
    "今早": (0, Part.MORNING), "今晨": (0, Part.MORNING), "今晚": (0, Part.NIGHT), "今夜": (0, Part.NIGHT),
    "明早": (1, Part.MORNING), "明晨": (1, Part.MORNING), "明晚": (1, Part.NIGHT), "昨晚": (-1, Part.NIGHT),
    "昨夜": (-1, Part.NIGHT), "前晚": (-2, Part.NIGHT), "后晚": (2, Part.NIGHT),
}  # fmt: skip

_PARTS = {
    Part.EARLY: "early morning/madaling araw/madaling-araw/凌晨/半夜",
    Part.MORNING: "in the morning/morning/umaga/subah/subha/savere/सुबह/सवेरे/早上/早晨/清晨/清早/大早上/上午",
    Part.NOON: "tanghali/中午",
    Part.AFTERNOON: "in the afternoon/afternoon/hapon/dopahar/dophar/dopehar/दोपहर/下午/午后",
    Part.EVENING: "in the evening/evening/shaam/sham/शाम/傍晚",
    Part.NIGHT: "at night/night/gabi/raat/रात/晚上/夜里/夜晚/晚间/深夜",
}
PARTS = {word: part for part, words in _PARTS.items() for word in words.split("/")}

NOON = ("noon", "midday", "mid-day", "tanghaling tapat", "正午")
MIDNIGHT = ("midnight", "mid-night", "hatinggabi", "hating gabi", "午夜")

_UNITS = {
    "minutes": "minute/minutes/min/mins/minuto/minuta/मिनट/分钟/分鐘",
    "hours": "hour/hours/hr/hrs/ghante/ghanta/ghnte/घंटे/घंटा/घण्टे/oras/小时/个小时/个钟头/钟头",
    "days": "day/days/din/दिन/araw/天",
    "weeks": "week/weeks/wk/wks/hafte/hafta/haftey/हफ्ते/हफ्ता/सप्ताह/linggo/linggong/周/个星期/星期/个礼拜/礼拜",
    "months": "month/months/mahine/mahina/महीने/महीना/buwan/个月",
    "years": "year/years/saal/साल/taon/年",
}
UNITS = {word: unit for unit, words in _UNITS.items() for word in words.split("/")}
