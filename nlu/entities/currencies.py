"""How money is written: sign or word -> ISO 4217 code. None stands for the dollar of the customer's country."""

DOLLAR = None
_RUPEES = "rupees rupee rupaye rupaiye rupay rupye rupaya rupiya rupaiya rs inr रुपये रुपए रुपया रूपये रूपए रुपयों रुपैये रु ₹"
_PESOS = "pesos peso piso pisong php ₱ पेसो"

SIGNS: dict[str, str | None] = {
    "₹": "INR", "rs.": "INR", "rs": "INR", "inr": "INR", "रु.": "INR", "रु": "INR", "₱": "PHP", "php": "PHP",
    "php.": "PHP", "inr.": "INR",
    "us$": "USD", "usd": "USD", "c$": "CAD", "ca$": "CAD", "cad": "CAD", "a$": "AUD", "aud": "AUD", "s$": "SGD",
    "sgd": "SGD", "hk$": "HKD", "hkd": "HKD", "$": DOLLAR, "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP",
    "¥": "CNY", "rmb": "CNY", "cny": "CNY", "jpy": "JPY",
}  # fmt: skip

WORDS: dict[str, str | None] = {
    **dict.fromkeys(_RUPEES.split(), "INR"),
    **dict.fromkeys(_PESOS.split(), "PHP"),
    **dict.fromkeys(["us dollars", "us dollar", "usd", "美元", "美金", "刀"], "USD"),
    **dict.fromkeys(["canadian dollars", "canadian dollar", "cad", "加元", "加币"], "CAD"),
    **dict.fromkeys(["hong kong dollars", "hkd", "港币", "港元"], "HKD"),
    **dict.fromkeys(["singapore dollars", "sgd"], "SGD"),
    **dict.fromkeys(["australian dollars", "aud"], "AUD"),
    **dict.fromkeys(["dollars", "dollar", "bucks", "buck", "dolyar", "dolar", "डॉलर", "डालर", "$"], DOLLAR),
    **dict.fromkeys(["euros", "euro", "eur", "€", "यूरो", "欧元"], "EUR"),
    **dict.fromkeys(["quid", "pounds sterling", "gbp", "£", "英镑"], "GBP"),
    **dict.fromkeys(["yuan", "rmb", "cny", "元钱", "元", "圆", "块钱", "块", "人民币", "युआन"], "CNY"),
    **dict.fromkeys(["yen", "jpy", "日元", "日币"], "JPY"),
    **dict.fromkeys(["卢比"], "INR"),
    **dict.fromkeys(["比索", "披索"], "PHP"),
}  # fmt: skip

DOLLARS = {
    "US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "TW": "TWD", "EC": "USD",
    "SV": "USD", "BS": "BSD", "BB": "BBD", "JM": "JMD", "TT": "TTD", "FJ": "FJD", "NA": "NAD", "LR": "LRD",
    "BZ": "BZD", "GY": "GYD", "BN": "BND",
}  # fmt: skip


def dollar_of(country: str | None) -> str:
    return DOLLARS.get((country or "").upper(), "USD")
