"""An office as pages show it: its title with the body in which it is held."""

from __future__ import annotations


def office(title: str, organisation: str | None) -> str:
    """A title and its body, in one phrase where Arabic makes one of them, else with a dash between.

    >>> office("رئيس", "الوزراء"), office("المبعوث", "الأرجواني")
    ('رئيس الوزراء', 'المبعوث الأرجواني')
    >>> office("المتحدث", "الحكومة"), office("وزير المالية", "المالية")
    ('المتحدث – الحكومة', 'وزير المالية')
    """
    if not title or organisation is None or organisation in title:
        return title
    last = title.split()[-1]
    joined = not last.startswith("ال") or _describes(organisation, last)
    return f"{title}{' ' if joined else ' – '}{organisation}"


def _describes(word: str, title: str) -> bool:
    """Whether a word is the adjective of a definite title, by its ending, and not the name of a body."""
    ending = "ية" if title.endswith("ة") else "ي"
    return " " not in word and word.startswith("ال") and word.endswith(ending)
