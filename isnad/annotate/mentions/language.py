"""What language a text is in, as far as finding Arabic names needs to know."""

from __future__ import annotations

import re
from functools import lru_cache

_ARABIC = re.compile("[\u0621-\u064a\u0671-\u06d3\u06d5\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD = re.compile("[\u0621-\u065f\u0670-\u06d3\u06d5\u200c]+")
# Letters that one of the other languages writes all the time and Arabic never, but for a name now and then.
_FOREIGN = re.compile("[پچژگڤێۆڵڕەٹڈںےټډړښځڅېۍګۇۈۋڭ]")  # those of Pashto and Uyghur behind
_KEHEH_AND_YEH = str.maketrans("کی", "كي")  # some sites write Persian with the letters of Arabic
_KURDISH = re.compile("[ێۆڵڕەڤ]")
_URDU = re.compile("[ٹڈںےھ]")
_PERSIAN_WORDS = "است را که این از با در برای های می شد شده کرد کرده بود خود آن یک نیز باید گفت اما ها"
_URDU_WORDS = "ہے کے میں کی کا نے سے کو اور ہیں تھا پر کہ یہ اس بھی گیا کر"
_SORANI_WORDS = "لە بە کە بۆ ئەو ئەم دەکات بوو لەگەڵ هەروەها کرد"
_ARABIC_WORDS = "في من على إلى الى علي إن أن ان عن مع التي الذي هذا هذه ذلك بعد قبل كما لا لم قال كان فى وقال بين"


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.translate(_KEHEH_AND_YEH).split())


_FUNCTION_WORDS = {
    "fa": _words(_PERSIAN_WORDS),
    "ur": _words(_URDU_WORDS),
    "ckb": _words(_SORANI_WORDS),
    "ar": _words(_ARABIC_WORDS),
}
OTHERS = frozenset({"fa", "ur", "ckb", "latin"})  # in which nothing is looked for
_FEW = 0.02  # letters of other languages to Arabic script; a text in them has one in ten or more


@lru_cache(maxsize=8)
def language_of(text: str) -> str | None:
    """`ar`, `fa`, `ur`, `ckb`, `latin`, `mixed` (Arabic and Latin script about evenly), None where there is no telling.

    >>> language_of("قال الوزير في بيان"), language_of("وزیر امور خارجه گفت که این سفر است")
    ('ar', 'fa')
    """
    arabic, latin = len(_ARABIC.findall(text)), len(_LATIN.findall(text))
    if arabic + latin == 0:
        return None
    if latin > 3 * arabic:
        return "latin"
    words = _WORD.findall(text.translate(_KEHEH_AND_YEH))
    said = {name: sum(word in known for word in words) for name, known in _FUNCTION_WORDS.items()}
    foreign = len(_FOREIGN.findall(text)) / arabic
    other = _other(text, said)
    if other is not None and (foreign >= _FEW or said[other] > 0) and said[other] + foreign * len(words) > said["ar"]:
        return other
    if other is None and foreign >= _FEW and foreign * len(words) > said["ar"]:
        return None
    return "mixed" if latin > arabic / 2 else "ar"


def _other(text: str, said: dict[str, int]) -> str | None:
    """The language but Arabic that most speaks for."""
    weight = {
        "fa": said["fa"] + len(re.findall("[پچژگ]", text)) / 4,
        "ur": said["ur"] + len(_URDU.findall(text)) / 2,
        "ckb": said["ckb"] + len(_KURDISH.findall(text)) / 2,
    }
    best = max(weight, key=lambda name: (weight[name], name))
    return best if weight[best] > 0 else None
