"""Names compared across the spellings of Arabic outlets.

Two steps. `name_parts` takes a name apart and folds what outlets do not tell apart: hamza on any seat, ى/ي, final
ة/ه/ا, the article, compounds (`عبد الله`, `أبو الغيط`, `نصر الله`) joined to one part, `بن` and `ولد` left out.
Then parts are compared: a native one (by its letters and its pattern) must be equal, since a vowel letter makes
another name of it (`حسن` and `حسين`, `سلمان` and `سليمان`); a foreign one may differ in what transliteration leaves
open: غ ج ك for g, vowels written or not, doubled letters, ث/ت, ذ/د, ط/ت, س/ز and final س/ش.

Titles, ranks and nicknames are the caller's to take off. Sources: Habash, Introduction to Arabic Natural Language
Processing (2010), 2.2 on spelling variation; Wright, Grammar of the Arabic Language, I, 202 on noun patterns; the costs
are ours, set on the cases in `tests/cases/names.yaml`.

Known misses: a foreign name that has the pattern of a native one is compared as one (`سميث`, `براك`); an ordinary word
without native letters or pattern counts as foreign; two persons of one name are one here; a body's name with its
country and without (`وزارة الداخلية`, `وزارة الداخلية الليبية`) is the same inside one report alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from isnad.text.normalise import fold

SAME_NAME = 0.8  # from here on two names stand for one bearer, wherever they were read
SAME_IN_REPORT = 0.7  # from here on they do inside one report, where a bare family name refers back

_FAMILY_ALONE = 0.75
_FAMILY_AND_MORE = 0.78  # two parts or more that end the longer name
_FRONT_PARTS = 0.7
_MIDDLE_LEFT_OUT = 0.9
_TURNED_ROUND = 0.85
_RESPELT = 0.95
_INITIAL = 0.85
_DIFFERENT = 0.5  # the most that names can have in common and still differ

_HAMZA_SEATS = str.maketrans({"ؤ": "و", "ئ": "ي", "پ": "ب", "چ": "ج", "ڤ": "ف", "گ": "غ", "ژ": "ج", "ڨ": "غ"})
_WORD = re.compile(r"\w+")
_LINKS = frozenset({"بن", "ابن", "بنت", "ولد", "آل", "ال"})
_FATHERS = frozenset({"ابو", "ابي", "ابا", "بو"})
_SECOND_PARTS = frozenset({"الله", "الدين", "الاسلام"})
# Names whose long ā is an old spelling without alef.
_ALEFS = {
    "اسمعيل": "اسماعيل", "ابرهيم": "ابراهيم", "اسحق": "اسحاق", "هرون": "هارون", "معويه": "معاويه",
    "عبدالرحمان": "عبدالرحمن", "داوود": "داود", "طاووس": "طاوس", "رووف": "روف", "عبدالرووف": "عبدالروف",
}  # fmt: skip

_VOWELS = frozenset("اوي")
_NATIVE_LETTERS = re.compile("[عحصضظق]")
_FIRST, _MIDDLE = "[^وي]", "[^اوي]"  # consonants of a root; the first may be a hamza on alef
# Patterns of native names without such letters, and each with the endings of the feminine and of relation.
_PATTERNS = (
    "FاMM",  # fāʿil: سالم
    "FايM",  # its hollow kind: زايد
    "FاMوM",  # fāʿūl: هارون
    "FM[ايو]M",  # faʿāl, faʿīl, faʿūl: جمال, كريم, رسول
    "FMMان",  # faʿlān: سلمان
    "FMيMان",  # fuʿaylān: سليمان
    "اMMاM",  # afʿāl, ifʿāl: إلهام
    "ايMاM",  # إيمان
    "FMاMا",  # fuʿāla: أسامة
    "مMMوM",  # mafʿūl: مبروك
    "مMاMM?",  # mufāʿil: مبارك
    "تMMيM",  # tafʿīl: تنزيل
    "توMيM",  # توفيق
)
_NATIVE_PATTERN = re.compile(f"(?:{'|'.join(_PATTERNS).replace('F', _FIRST).replace('M', _MIDDLE)})(?:ي|يا|ا)?")

# What a change costs in a foreign name, in letters; what is not here costs `_WHOLE`, so that no other change passes.
_WHOLE = 2.0
_TOLERANCE = 0.125  # of the longer name's letters; less than that is let pass
_LEAST_RESPELT = 4  # letters; shorter parts must be equal
_MOST_ADDED = 4  # letters
_SUBSTITUTION = {
    frozenset(pair): cost
    for pair, cost in {
        "غج": 0.2, "غك": 0.3, "جك": 0.4, "ثت": 0.4, "ثس": 0.5, "ذد": 0.4, "ذز": 0.5, "سز": 0.35, "وا": 0.9, "يا": 0.9,
        "هخ": 0.7, "طت": 0.3,
    }.items()
}  # fmt: skip
_FINAL_SUBSTITUTION = {frozenset(pair): 0.4 for pair in ("سش", "سز", "شز")}
_VOWEL_LEFT_OUT = {"ا": 0.35, "و": 0.3, "ي": 0.3}
_ONE_SOUND = str.maketrans("جكثذزط", "غغتدست")
_DOUBLED = 0.1
_PROTHETIC = 0.35  # ا before س and a consonant (`استيفن`)
_AFFRICATE = 0.3  # ت of تش
_TURNED_VOWEL = 0.3  # `أمريكي`, `أميركي`


def _folded(word: str) -> str:
    plain = fold(word).translate(_HAMZA_SEATS).casefold()
    return _ALEFS.get(plain, plain)


def _bare(part: str) -> str:
    """A part without article, with the one spelling of a final ā, and with `بو` for the father of."""
    if part.startswith("ال") and len(part) > 4 and part != "الله":
        part = part[2:]
    if part.startswith("ابو") and len(part) > 5:
        part = part[1:]
    part = part[:1] + part[1:-1].replace("ء", "") + part[1:][-1:]
    feminine = part.endswith("ه") and len(part) > 3 and not part.endswith("الله")
    return part[:-1] + "ا" if feminine else part


def _joined(words: list[str]) -> list[str]:
    """The words with compounds made one and links left out."""
    parts: list[str] = []
    at = 0
    while at < len(words):
        word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
        at += 1
        if word in _LINKS and after:
            continue
        if after and (word == "عبد" or word in _FATHERS or after in _SECOND_PARTS):
            word = ("بو" if word in _FATHERS else word) + after
            at += 1
        parts.append(word)
    return parts


@lru_cache(maxsize=1 << 14)
def name_parts(name: str) -> tuple[str, ...]:
    """The parts of a name as they are compared, in order; none for a name without letters.

    >>> name_parts("محمد بن عبد الله الدبيبة")
    ('محمد', 'عبدالله', 'دبيبا')
    """
    words = [_folded(word) for word in _WORD.findall(fold(name))]
    parts = [_bare(_ALEFS.get(part, part)) for part in _joined([word for word in words if word])]
    return tuple(parts)


@lru_cache(maxsize=1 << 14)
def is_foreign(part: str) -> bool:
    """Whether a part, as `name_parts` gives it, has neither letters nor pattern of a native name; short ones count as
    native."""
    return (
        len(part) > 2
        and not part.isascii()
        and not part.startswith("عبد")
        and not part.endswith(("ات", "وي"))  # a plural in the name of a body; a relation: موسوي is not موسى
        and _NATIVE_LETTERS.search(part) is None
        and _NATIVE_PATTERN.fullmatch(part) is None
    )


def _sound(part: str) -> str:
    """A foreign part without what transliteration leaves open: inner vowels, g, doubled letters, the last sibilant."""
    part = re.sub("^ا(?=س[^اوي])", "", part).replace("تش", "ش")
    inner = "".join(letter for letter in part[1:-1] if letter not in _VOWELS)
    plain = (part[:1] + inner + part[-1:]).translate(_ONE_SOUND)
    plain = re.sub(r"(.)\1+", r"\1", plain)
    return plain[:-1] + "س" if plain[-1:] == "ش" else plain


@lru_cache(maxsize=1 << 14)
def name_key(name: str) -> str:
    """What spellings of one name have in common, to bring together names that are then compared.

    Equal keys do not make equal names: `compare_names` decides. A key is its own key.

    >>> name_key("دونالد ترامب") == name_key("دونلد ترمب")
    True
    """
    before, key = None, name
    while key != before:
        before = key
        key = " ".join(_sound(part) if is_foreign(part) and len(part) > 3 else part for part in name_parts(key))
    return key


def _gap(word: str, at: int) -> float:
    """The cost of a letter that the other spelling lacks."""
    letter, before, after = word[at], word[at - 1] if at else "", word[at + 1 : at + 2]
    if letter in (before, after):
        return _DOUBLED
    if letter == "ت" and after == "ش":
        return _AFFRICATE
    if not before:
        return _PROTHETIC if letter == "ا" and after == "س" else _WHOLE
    return _VOWEL_LEFT_OUT.get(letter, _WHOLE) if after else _WHOLE


def _change(one: str, other: str, both_last: bool) -> float:
    """The cost of one letter for another."""
    if one == other:
        return 0.0
    pair = frozenset((one, other))
    if both_last:
        return _FINAL_SUBSTITUTION.get(pair, _WHOLE if pair & _VOWELS else _SUBSTITUTION.get(pair, _WHOLE))
    return _SUBSTITUTION.get(pair, _WHOLE)


def _distance(one: str, other: str, most: float) -> float:
    """The cheapest way from one spelling to the other (weighted edit distance with turned vowels); `most` where it
    costs as much or more."""
    rows = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            ways = [0.0] if i == j == 0 else []
            if i:
                ways.append(rows[i - 1][j] + _gap(one, i - 1))
            if j:
                ways.append(rows[i][j - 1] + _gap(other, j - 1))
            if i and j:
                both_last = i == len(one) and j == len(other)
                ways.append(rows[i - 1][j - 1] + _change(one[i - 1], other[j - 1], both_last))
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1] and set(one[i - 2 : i]) & {"ر", "ل"}:
                turned = _TURNED_VOWEL if set(one[i - 2 : i]) & _VOWELS else _WHOLE
                ways.append(rows[i - 2][j - 2] + turned)
            rows[i][j] = min(ways)
        if i and min(rows[i]) >= most and min(rows[i - 1]) >= most:
            return most  # every way goes through one of two rows that follow one another, and none gets cheaper
    return rows[-1][-1]


@lru_cache(maxsize=1 << 15)
def _part_score(one: str, other: str) -> float:
    """1 for equal parts, `_RESPELT` for spellings of one foreign part, `_INITIAL` for an initial, else 0."""
    if one == other:
        return 1.0
    if 1 in (len(one), len(other)):
        return _INITIAL if one[0] == other[0] else 0.0
    longer = max(len(one), len(other))
    shorter = min(len(one), len(other))
    if shorter < _LEAST_RESPELT or longer - shorter > _MOST_ADDED or not (is_foreign(one) and is_foreign(other)):
        return 0.0
    most = _TOLERANCE * longer
    return _RESPELT if _distance(one, other, most) < most else 0.0


def _of_equal_length(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    scores = [_part_score(a, b) for a, b in zip(one, other, strict=True)]
    if all(scores):
        return sum(scores) / len(scores)
    turned = [_part_score(a, b) for a, b in zip(one, reversed(other), strict=True)]
    if all(turned) and all(is_foreign(part) for part in one + other):
        return _TURNED_ROUND
    return _DIFFERENT * sum(scores) / len(scores)


def _in_order(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(any(_part_score(part, other) for other in rest) for part in short)


def _of_unequal_length(short: tuple[str, ...], long: tuple[str, ...]) -> float:
    first, last = _part_score(short[0], long[0]), _part_score(short[-1], long[-1])
    if len(short) == 1:
        return _FAMILY_ALONE * last if last else _DIFFERENT * first
    if first and last and _in_order(short[1:-1], long[1:-1]):
        missing = len(long) - len(short)
        return max(_MIDDLE_LEFT_OUT - 0.03 * (missing - 1), SAME_NAME) if min(first, last) > _INITIAL else SAME_NAME
    if last and all(_part_score(a, b) for a, b in zip(short, long[-len(short) :], strict=True)):
        return _FAMILY_AND_MORE
    if first and all(_part_score(a, b) for a, b in zip(short, long, strict=False)):
        return _FRONT_PARTS
    return _DIFFERENT * sum(any(_part_score(part, other) for other in long) for part in short) / len(long)


def compare_names(one: str, other: str) -> float:
    """How surely two names are spellings of one, from 0 (no) to 1 (equal but for what every outlet writes as it likes).

    From `SAME_NAME` on they may be taken for one anywhere: all parts agree, or the first and the last do and the longer
    has more between them. From `SAME_IN_REPORT` on they may inside one report: the shorter is the family name alone, or
    the first or last parts of the longer. A first name alone never is. Symmetric; 0 for a name without letters.

    >>> compare_names("فايز السراج", "فائز السراج"), compare_names("محمد بن سلمان", "محمد بن زايد")
    (1.0, 0.25)
    """
    a, b = name_parts(one), name_parts(other)
    if not a or not b:
        return 0.0
    whole, whole_other = "".join(a), "".join(b)
    if whole == whole_other:
        return 1.0
    if len(a) == len(b):
        return _of_equal_length(a, b)
    if _part_score(whole, whole_other):
        return _RESPELT
    return _of_unequal_length(a, b) if len(a) < len(b) else _of_unequal_length(b, a)
