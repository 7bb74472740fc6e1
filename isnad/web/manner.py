"""How a reader wants to see things: language, digits, light or dark; and numbers and dates so shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from isnad.web.time_words import time_words
from isnad.web.words import DIRECTIONS, LANGUAGES, WordList, preferred, word_list

CHOICES = {"lang": LANGUAGES, "digits": ("latn", "arab"), "theme": ("auto", "light", "dark")}
COOKIES = {name: f"isnad_{name}" for name in CHOICES}
UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ARABIC = str.maketrans("0123456789,.%", "٠١٢٣٤٥٦٧٨٩٬٫٪")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:T|$)")
_PLAIN_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Manner:
    """The choices of one reader."""

    lang: str = "ar"
    digits: str = "latn"
    theme: str = "auto"

    @classmethod
    def of(cls, cookies: dict[str, str], params: Any, accept: str) -> Manner:
        """From the address, else the cookies, else what the browser prefers."""
        told = {name: cookies.get(cookie) for name, cookie in COOKIES.items()}
        told["lang"] = params.get("lang") if params.get("lang") in LANGUAGES else told["lang"]
        kept = {name: value for name, value in told.items() if value in CHOICES[name]}
        return cls(**{"lang": preferred(accept), **kept})

    @property
    def direction(self) -> str:
        """In which the page runs."""
        return DIRECTIONS[self.lang]

    @property
    def words(self) -> WordList:
        """The words of the language."""
        return word_list(self.lang)

    def number(self, number: float) -> str:
        """A number with its thousands apart, in the digits that were chosen."""
        return self.digit(f"{number:,}")

    def digit(self, text: str) -> str:
        """Digits of the page itself; never those of a quotation."""
        return text.translate(_ARABIC) if self.digits == "arab" else text

    def share(self, share: float, places: int = 0) -> str:
        """A share in hundredths; one that is less than the last place can show is said to be so.

        >>> Manner().share(0.314), Manner().share(0.002), Manner().share(0.002, 1), Manner(digits="arab").share(0)
        ('31%', '<1%', '0.2%', '٠٪')
        """
        least = 10.0**-places
        told = f"<{least:.{places}f}%" if 0 < share * 100 < least / 2 else f"{share:.{places}%}"
        return self.digit(told)

    def date(self, iso: str | None) -> Markup:
        """A date in words at the precision that it has, the day as written in an attribute; what is none as it is.

        >>> Manner().date("2018-05-29")
        Markup('<time datetime="2018-05-29">29 مايو/أيار 2018</time>')
        """
        if not iso:
            return Markup("")
        words = self.plain_date(iso)
        if words == iso and not _PLAIN_YEAR.fullmatch(iso):
            told = time_words(iso, self)
            return Markup("<bdi>{}</bdi>").format(told) if told else Markup('<bdi dir="ltr">{}</bdi>').format(iso)
        return Markup('<time datetime="{}">{}</time>').format(iso, words)

    def between(self, first: str, last: str) -> Markup:
        """From one day to another; the month and the year stand once where both are in them.

        >>> Manner().between("2018-05-17", "2018-05-20T07:00").striptags()
        'من 17 إلى 20 مايو/أيار 2018'
        """
        began, ended = first[:10], last[:10]
        if began == ended:
            return self.date(began)
        start = Markup('<time datetime="{}">{}</time>').format(began, self._start(began, ended))
        return self.words.text("date.from-to", first=start, last=self.date(ended))

    def plain_between(self, first: str, last: str) -> str:
        """The same without marks, for a picture.

        >>> Manner(lang="en").plain_between("2018-05-17", "2018-05-17")
        '17 May 2018'
        """
        began, ended = first[:10], last[:10]
        if began == ended:
            return self.plain_date(began)
        told = {"first": self._start(began, ended), "last": self.plain_date(ended)}
        return str(self.words.words["date.from-to"]).format(**told)

    def _start(self, began: str, ended: str) -> str:
        shown = self.plain_date(began)
        if shown != began and _DAY.fullmatch(began) and _DAY.fullmatch(ended) and began[:4] == ended[:4]:
            parts = shown.split(" ")
            shown = parts[0] if began[:7] == ended[:7] else " ".join(parts[:-1])
        return shown

    def plain_date(self, iso: str) -> str:
        """The same without marks, for a title."""
        if month := _MONTH.fullmatch(iso):
            return self.digit(f"{self._month(int(month[2]))} {month[1]}") if 1 <= int(month[2]) <= 12 else iso
        if _PLAIN_YEAR.fullmatch(iso):
            return self.digit(str(int(iso)))
        if not _DAY.match(iso):
            return iso
        try:
            moment = datetime.fromisoformat(iso)
        except ValueError:
            return iso
        clock = f"{self.words.text('date.at')}{moment:%H:%M}" if "T" in iso else ""
        return self.digit(f"{moment.day} {self._month(moment.month)} {moment.year}{clock}")

    def _month(self, month: int) -> str:
        return str(self.words.text(f"months.m{month}"))
