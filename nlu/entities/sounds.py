"""What is left of a word when only its consonants are heard: "Nova pot" and नोवा पॉट are both "nvpt"."""

import re

_DEVANAGARI = dict(
    zip(
        "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
        "kkggncczznttddnttddnpfbbm-rlvsss-",
        strict=True,
    )
) | {"ं": "n", "ळ": "l"}  # fmt: skip
_LATIN_PAIRS = (
    ("sh", "s"), ("ch", "C"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("kh", "k"), ("gh", "g"), ("bh", "b"), ("ck", "k"),
    ("qu", "kv"), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("x", "ks"),
)  # fmt: skip
_LATIN = str.maketrans({"c": "k", "C": "c", "j": "z", "w": "v", "q": "k"} | dict.fromkeys("aeiouyh '-"))


def skeleton(word: str) -> str:
    """Equal for a name and its usual spelling in Devanagari; doubled letters once, n before a lip sound as m."""
    if re.search("[\u0900-\u0963]", word):
        heard = "".join(filter(None, map(_DEVANAGARI.get, word))).replace("-", "")
    else:
        for written, spoken in _LATIN_PAIRS:
            word = word.replace(written, spoken)
        heard = re.sub("[^a-z]", "", word.translate(_LATIN))
    return re.sub(r"(.)\1+", r"\1", re.sub("n(?=[pbm])", "m", heard))
