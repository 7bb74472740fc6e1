"""How a picture looks to one reader: language, direction, digits, light or dark, wide or narrow."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import altair as alt

from isnad.web.manner import UNSHOWABLE, Manner
from isnad.web.pictures.colours import DARK, LIGHT, Colours
from isnad.web.rendering import flow
from isnad.web.words import WordList

FONT = '"Isnad Pictures", "Isnad Sans", "Noto Sans Arabic", sans-serif'
WIDE, NARROW = 720, 340  # units of the drawing from one side of the plot to the other
SMALL, LETTER = 12, 6.6  # size of words, and the space that a letter of theirs takes at most
_INTO, _OUT = "\N{RIGHT-TO-LEFT EMBEDDING}", "\N{POP DIRECTIONAL FORMATTING}"
_DIRECTIONS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


@dataclass(frozen=True)
class Look:
    """The choices of a reader as far as a picture heeds them."""

    manner: Manner
    dark: bool = False
    narrow: bool = False

    @property
    def colours(self) -> Colours:
        """Those of light or dark paper."""
        return DARK if self.dark else LIGHT

    @property
    def rtl(self) -> bool:
        """Whether time, lists and words run from the right."""
        return self.manner.direction == "rtl"

    @property
    def words(self) -> WordList:
        """The words of the language."""
        return self.manner.words

    @property
    def width(self) -> int:
        """From one side of the plot to the other."""
        return NARROW if self.narrow else WIDE

    @property
    def side(self) -> Any:
        """Where the lines of a reader begin, and the axis of numbers or names stands."""
        return "right" if self.rtl else "left"

    def text(self, key: str, **told: Any) -> str:
        """A word of the language."""
        return str(self.words.text(key, **told)) if not told else _plain(self.words, key, told)

    def counted(self, key: str, count: int) -> str:
        """A word that counts something."""
        return str(self.words.text(f"count.{key}", count=count, n=self.manner.number(count)))

    def label(self, words: str, most: int | None = None) -> str:
        """Words as they may be drawn: without what cannot be shown, cut to some letters, in their own direction.

        What draws a picture takes every line as running from the left, so that a line of Arabic stands between the
        characters that turn it; marks alone would leave a Latin name at its beginning on the wrong side.

        >>> Look(Manner("ar")).label("لجنة 5+5").encode("unicode-escape")[:6]
        b'\\\\u202b'
        """
        shown = " ".join(UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", words).translate(_DIRECTIONS).split())
        if most is not None and len(shown) > most:
            shown = shown[: most - 1].rstrip() + "…"
        turned = self.rtl if not any(char.isalpha() for char in shown) else flow(shown) == "rtl"
        return f"{_INTO}{shown}{_OUT}" if turned else shown

    def lines(self, words: str, size: float = SMALL) -> list[str]:
        """Words of the reader's language in as many lines as they need, each turned by itself."""
        letters = max(20, int(self.width / (LETTER * size / SMALL)))
        return [f"{_INTO}{line}{_OUT}" if self.rtl else line for line in wrap(UNSHOWABLE.sub("", words), letters)]

    def space(self, words: str) -> float:
        """About how much room small words take."""
        return len(words.translate(_DIRECTIONS)) * LETTER

    def config(self) -> dict[str, Any]:
        """The style of a chart."""
        paint = self.colours
        axis: dict[str, Any] = {
            "labelColor": paint.dim,
            "titleColor": paint.dim,
            "domainColor": paint.dim,
            "tickColor": paint.line,
        }
        axis |= {"gridColor": paint.line, "labelFontSize": SMALL, "titleFontSize": SMALL, "titleFontWeight": "normal"}
        title: dict[str, Any] = {
            "color": paint.ink,
            "subtitleColor": paint.dim,
            "fontSize": 17,
            "subtitleFontSize": SMALL + 1,
        }
        title |= {"fontWeight": "normal", "anchor": "end" if self.rtl else "start", "frame": "bounds", "offset": 14}
        title |= {"subtitlePadding": 6, "lineHeight": 24, "subtitleLineHeight": 19}
        return {
            "background": paint.paper,
            "font": FONT,
            "padding": 12,
            "view": {"stroke": None},
            "axis": axis,
            "title": title,
            "text": {"color": paint.ink, "fontSize": SMALL},
        }

    def title(self, title: str, subtitle: str) -> alt.Title:
        """The head of a picture."""
        return alt.Title(self.lines(title, 17), subtitle=self.lines(subtitle, SMALL + 1))


def told_by(labels: Mapping[Any, str]) -> str:
    """The expression of Vega that gives each value of an axis its words."""
    return f"{json.dumps({str(value): words for value, words in labels.items()}, ensure_ascii=False)}[datum.value]"


def _plain(words: WordList, key: str, told: Mapping[str, Any]) -> str:
    """A word with what is put in as it is: a picture holds no markup that it would be escaped for."""
    word = words.words[key]
    assert isinstance(word, str), key
    return str(word).format(**told)
