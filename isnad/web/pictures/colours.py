"""The colours of pictures on light and on dark paper.

Marks have a contrast of 3:1 to the paper and words of 4.5:1 (WCAG 2.2); the categories stay apart for those who do not
see red and green alike. Tests keep both.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Colours:
    """`paper`, `ink` and the like are those of the pages; `categories` name things, `shades` rise with a number."""

    paper: str
    panel: str
    line: str
    ink: str
    dim: str
    accent: str
    others: str
    categories: tuple[str, ...]
    shades: tuple[str, ...]


LIGHT = Colours(
    paper="#fdfcf9",
    panel="#f4f1e9",
    line="#ddd7ca",
    ink="#1d1b16",
    dim="#5a554b",
    accent="#0e4785",
    others="#8a857b",
    categories=("#0e4785", "#d2601a", "#4693b9", "#622c18", "#2f6f4f", "#8b3fb8"),
    shades=("#eef3f9", "#cddef0", "#9fc0e2", "#5f92c8", "#2b68a8", "#0e4785"),
)
DARK = Colours(
    paper="#181713",
    panel="#22201a",
    line="#3b3831",
    ink="#f0ece2",
    dim="#c2bbad",
    accent="#a5cbff",
    others="#8f897d",
    categories=("#7fb2f0", "#e8814f", "#c6f0e4", "#a8508e", "#f0dc9c", "#6d6bdc"),
    shades=("#1d242d", "#243a52", "#2e557c", "#3a6a9a", "#74a6dc", "#b4d4fb"),
)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours after WCAG 2.2, from 1 to 21.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(ground: str, colours: Colours) -> str:
    """The colour of words on a ground: ink or paper, whichever is read more easily."""
    return max((colours.ink, colours.paper), key=lambda colour: contrast(colour, ground))


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
