"""Byline lines: who wrote a report and where, as a line of its own says it (`كتب: فلان`, `القاهرة - رويترز`).

Known misses: a byline inside a sentence; a city that is not in the list before a name (`سبها - فلان الفلاني`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from isnad.text.datelines import BIDI, find_date, fold

_LONGEST = 90
_LABEL = re.compile(
    r"(?P<label>كتب(?:ت|ه|ته)?(?:\s+بواسطه)?|(?:مرسله|نشره?|اضيف|نشرت)\s+بواسطه|بواسطه|بقلم|تحرير|اعداد"
    r"|اعداد وتحرير|كتابه|الكاتب(?:ه)?|المحرر(?:ه)?|المؤلف"
    r"|written by|by|author)(?P<colon>\s*[:：/|–—-]\s*|\s+)(?P<name>.+)"
)
_SOURCE = re.compile(r"(?:المصدر|مصدر الخبر|source)\s*[:：-]\s*(?P<name>.+)")
_PARTS = re.compile(r"\s*[/|،]\s*|\s*[–—―]\s*|\s+-\s*|\s*-\s+")
_SURE = frozenset({"بقلم", "كتب بواسطه", "كتبت بواسطه", "by", "written by"})
_AGENCIES = frozenset(
    re.split(
        r"\s*\|\s*",
        """رويترز | وكالات | الوكالات | وكالة الانباء | فرانس برس | ا ف ب | ا.ف.ب | اف ب | أ.ف.ب | الاناضول |
    وكاله الاناضول | سبوتنيك | د ب ا | د.ب.ا | ا ب | ا.ب | اسوشيتد برس | اسوشييتد برس | شينخوا | وام | واس |
    كونا | بترا | سانا | وفا | قنا | بنا | وال | واع | نينا | ا ش ا | ا.ش.ا | معا | يو بي اي | متابعات |
    متابعه | خاص | مراسلون | مراسلنا | صحف | ترجمات | انترنت | العربيه.نت | العربيه نت | الجزيره نت |
    الجزيره.نت | سكاي نيوز عربيه | cnn | bbc | بي بي سي | سي ان ان | روسيا اليوم | الحره | فرانس 24 | فرانس24
    | دويتشه فيله | الشرق الاوسط | القدس العربي | العربي الجديد | afp | reuters | ap | dpa |
    وكاله الانباء الالمانيه | وكاله الانباء الفرنسيه | وكاله رويترز | وكاله فرانس برس | المصدر |
    وكالات الانباء | اخبار""",
    )
)
_GENERIC = frozenset(
    re.findall(
        r"\S+",
        """متابعات متابعه خاص وكالات الوكالات مراسلون صحف ترجمات انترنت اخبار المصدر مراسلنا""",
    )
)
_CITIES = frozenset(
    re.split(
        r"\s*\|\s*",
        """القاهره | الاسكندريه | طرابلس | بنغازي | مصراته | سرت | سبها | تونس | صفاقس | الجزائر | وهران | الرباط |
    الدار البيضاء | نواكشوط | الخرطوم | بيروت | دمشق | حلب | حمص | ادلب | بغداد | البصره | الموصل | اربيل |
    كركوك | عمان | القدس | القدس المحتله | رام الله | غزه | نابلس | الخليل | الرياض | جده | مكه |
    المدينه المنوره | الدمام | الكويت | المنامه | الدوحه | ابوظبي | ابو ظبي | دبي | الشارقه | مسقط | صنعاء |
    عدن | تعز | مارب | الحديده | مقديشو | جيبوتي | انقره | اسطنبول | طهران | واشنطن | نيويورك | لندن | باريس |
    برلين | بروكسل | جنيف | روما | مدريد | موسكو | بكين | اسلام اباد | كابول | نيودلهي | فيينا | طوكيو |
    الامم المتحده | هامبورغ | اثينا | نيقوسيا | لاهاي | ستراسبورغ | طبرق | درنه | الزاويه | زليتن | البيضاء |
    غريان | ترهونه | بورتسودان""",
    )
)
_MARKS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\N{ARABIC TATWEEL}" + BIDI + "]")
_BEFORE_DATE = re.compile(r"[\s،,·|-]+(?:في|بتاريخ|يوم|ال[^\W\d]{4,8})?[\s،,:·|-]*$")
_EDGES = " \t\N{NO-BREAK SPACE}\"'“”«»()[]:：-–—*|/،,."


class Byline(NamedTuple):
    """The author that a line names; None where it names a place or a generic source alone."""

    author: str | None


@lru_cache(maxsize=1 << 8)  # rules ask about a line one after another
def read_byline(line: str, *, sure: bool = False) -> Byline | None:
    """What a byline line says, None where the line is no byline.

    Args:
        line: A whole line.
        sure: That it is a byline is known from its place, so that `كتب فلان` needs no colon.

    >>> read_byline("القاهرة - سلمى الوكيل").author, read_byline("كُتب بواسطة نادر الحمصي").author
    ('سلمى الوكيل', 'نادر الحمصي')
    """
    shown = _MARKS.sub("", line).strip()
    if not 2 < len(shown) <= _LONGEST or shown[-1] in ".؟!":
        return None
    return _labelled(shown, sure) or _credited(shown)


def byline_beside_date(line: str) -> Byline | None:
    """The byline of a line that ends in a date (`كتب فلان الثلاثاء، 2 أبريل 2019`), None where it has none."""
    found = find_date(line)
    if found is None or len(line) > _LONGEST:
        return None
    head = line[: found.start]
    while cut := _BEFORE_DATE.search(head):
        head = head[: cut.start()]
    return read_byline(head, sure=True)


def clean_author(name: str) -> str | None:
    """An author's name as a page gives it, without a label before it; None where nothing is left."""
    shown = " ".join(_MARKS.sub("", name).split())
    labelled = _LABEL.fullmatch(fold(shown))
    cut = labelled.start("name") if labelled and len(shown.split()) <= 8 else 0
    return shown[cut:].strip(_EDGES) or None


def _labelled(line: str, known: bool) -> Byline | None:
    """A line that opens with a word such as `كتب:` or `المصدر:`."""
    folded = fold(line)
    source = _SOURCE.fullmatch(folded)
    if source and len(line.split()) <= 8:
        return Byline(None)
    label = _LABEL.fullmatch(folded)
    if label is None:
        return None
    words = len(label["name"].split())
    sure = label["colon"].strip() or " ".join(label["label"].split()) in _SURE
    if words > (6 if sure else 4 if known else 0) or any(char.isdigit() for char in label["name"]):
        return None
    return Byline(line[label.start("name") :].strip(_EDGES) or None)


def _credited(line: str) -> Byline | None:
    """A line of two to four short parts, one of which is a city or an agency."""
    parts = [part.strip(_EDGES) for part in _PARTS.split(line.strip(_EDGES + "*"))]
    parts = [part for part in parts if part]
    folded = [fold(part) for part in parts]
    if not 1 <= len(parts) <= 4 or any(len(part.split()) > 4 for part in parts):
        return None
    agencies = [part in _AGENCIES for part in folded]
    cities = [part in _CITIES for part in folded]
    names = [not agency and not city for agency, city in zip(agencies, cities, strict=True)]
    if len(parts) == 1:
        return Byline(None if folded[0] in _GENERIC else parts[0]) if agencies[0] else None
    if not any(agencies) and not (cities[0] and sum(names) == 1 and 2 <= len(parts[names.index(True)].split()) <= 3):
        return None
    kept = [part for part, name in zip(parts, names, strict=True) if name]
    kept = kept or [
        part for part, low, city in zip(parts, folded, cities, strict=True) if not city and low not in _GENERIC
    ]
    return Byline(re.sub(r"^من\s+", "", " - ".join(kept)) or None)
