"""Dates as the line above or below a report writes them: Gregorian days in Arabic or English, to ISO 8601.

This reads the stamp of a page or a post. Dates inside sentences belong to annotation.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

BIDI = "\N{ARABIC LETTER MARK}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\u202a-\u202e\u2066-\u2069\ufeff"

# Egyptian and Gulf, Levantine, Maghrebi and English names of the twelve months, folded as `fold` folds.
_MONTHS = (
    "يناير كانون_الثاني جانفي january jan",
    "فبراير شباط فيفري february feb",
    "مارس اذار march mar",
    "ابريل نيسان افريل april apr",
    "مايو ايار ماي may",
    "يونيو حزيران جوان يونيه june jun",
    "يوليو تموز جويليه يوليوز يوليه july jul",
    "اغسطس اب اوت غشت august aug",
    "سبتمبر ايلول شتنبر september sept sep",
    "اكتوبر تشرين_الاول october oct",
    "نوفمبر تشرين_الثاني نونبر november nov",
    "ديسمبر كانون_الاول دجنبر december dec",
)
_NUMBER = {name.replace("_", " "): number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_MONTH = "|".join(sorted((re.escape(name).replace(r"\ ", r"\s+") for name in _NUMBER), key=len, reverse=True))
_NAMED = rf"(?P<{{0}}>{_MONTH})\.?(?:\s*[/(]\s*(?:{_MONTH})\s*\)?)?"
_END = r"(?:(?=t\d)|(?![\w/-]))(?!\s*ه)"
_FORMS = tuple(
    re.compile(rf"(?<![\w/-]){form}{_END}")
    for form in (
        rf"(?P<d>\d{{1,2}})\s*[-،,./]?\s*{_NAMED.format('m')}\s*[-،,./]?\s*(?:عام\s+|سنه\s+)?(?P<y>\d{{4}})",
        rf"{_NAMED.format('m')}\s+(?P<d>\d{{1,2}})\s*[،,]?\s*(?P<y>\d{{4}})",
        r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})",
        r"(?P<d>\d{1,2})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4})",
    )
)
_YEAR = re.compile(r"\d{4}")
_FOLD = str.maketrans("أإآٱىةـ", "اااايهـ")
_CLOCK = re.compile(r"t?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*(?:[+-]\d{2}:?\d{2}|z)(?!\w))?")
_HIJRI = re.compile(r"\d{1,2}\s*[^\W\d]+(?:\s+[^\W\d]+)?\s*\d{4}\s*ه\w*|\d{1,4}[-/]\d{1,2}[-/]\d{1,4}\s*ه\w*")
_FILLER = frozenset(
    re.findall(
        r"\S+",
        """السبت الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه يوم اليوم في تاريخ بتاريخ النشر نشر نشرت منشور الاضافه
    اضيف اخر تحديث التحديث الخبر محدث حدث الموافق ص م صباحا مساء ظهرا الساعه بتوقيت غرينتش غرينيتش جرينتش مكه
    توقيت القاهره تم بتاريخ: من وقت published updated posted last on at date monday tuesday wednesday thursday
    friday saturday sunday mon tue wed thu fri sat sun am pm gmt utc est pst pdt edt cet h ه هـ""",
    )
)


class FoundDate(NamedTuple):
    """An ISO 8601 day and where its words stand in the line that was read (code points, end exclusive)."""

    iso: str
    start: int
    end: int


def fold_letters(line: str) -> str:
    """The line with the variants of alef, yeh and teh marbuta made one; every character keeps its place."""
    return line.translate(_FOLD)


@lru_cache(maxsize=1 << 10)  # rules ask about a line one after another
def fold(line: str) -> str:
    """The line with letter variants made one and Latin letters small; every character keeps its place."""
    folded = fold_letters(line)
    lowered = folded.lower()
    if len(lowered) == len(line):
        return lowered
    return "".join(small if len(small := char.lower()) == 1 else char for char in folded)


@lru_cache(maxsize=1 << 8)
def find_date(line: str) -> FoundDate | None:
    """The first Gregorian day of a line, None where there is none; a Hijri date (with `هـ`) is not one.

    >>> find_date("نشر في ٢٣ حزيران/يونيو ٢٠٢٠").iso
    '2020-06-23'
    """
    if not _YEAR.search(line):
        return None
    folded = fold(line)
    found = [day for form in _FORMS for match in form.finditer(folded) if (day := _day(match)) is not None]
    return min(found, key=lambda day: day.start, default=None)


def is_date_line(line: str) -> bool:
    """Whether a line is a date and nothing beside but its weekday, hour, Hijri twin and label."""
    found = find_date(line) if len(line) <= 160 else None
    if found is None:
        return False
    rest = fold(line[: found.start] + " " + line[found.end :])
    rest = _CLOCK.sub(" ", _HIJRI.sub(" ", rest))
    words = re.findall(r"[^\W_]+", re.sub(rf"[{BIDI}\N{{ARABIC TATWEEL}}]", "", rest))
    return all(word in _FILLER or word.isdigit() for word in words)


def _day(match: re.Match[str]) -> FoundDate | None:
    """The day that a match of one form writes, None where no calendar has it."""
    year, day, month = int(match["y"]), int(match["d"]), match["m"]
    number = int(month) if month.isdigit() else _NUMBER[" ".join(month.split())]
    if number > 12 >= day:
        number, day = day, number
    try:
        iso = date(year, number, day).isoformat() if 1900 <= year <= 2199 else None
    except ValueError:
        return None
    return FoundDate(iso, match.start(), match.end()) if iso else None
