"""Latin forms of the parts of names, and the romaniser that knows them."""

from __future__ import annotations

import re
from functools import cache

from isnad.errors import LexiconError
from isnad.lexicon.load import folded, read
from isnad.text import fold
from isnad.text.romanise import Romaniser

_LATIN = re.compile(r"[A-Za-z]+(?:[ '-][A-Za-z]+)*")


@cache
def press_forms() -> dict[str, dict[str, str]]:
    """Parts of names with the Latin form that the press usually writes, in groups.

    The groups are `arabic`, `places`, `foreign`, `bodies`, `adjectives` and `outlets`.

    Raises:
        LexiconError: if `romanised.yaml` holds a part twice, or a form that is not in plain Latin letters.
    """
    groups: dict[str, dict[str, str]] = read("romanised")
    seen: set[str] = set()
    for group, entries in groups.items():
        for part, latin in entries.items():
            if fold(part) in seen:
                raise LexiconError(f"word list romanised.yaml, {group}: {part} stands twice")
            if not isinstance(latin, str) or not _LATIN.fullmatch(latin):
                raise LexiconError(f"word list romanised.yaml, {group}: {part} has no form in plain Latin letters")
            seen.add(fold(part))
    return groups


@cache
def romaniser() -> Romaniser:
    """The romaniser with the package's lists.

    >>> romaniser().romanise("فايز السراج"), romaniser().romanise("أنطونيو جوتيريش")
    ('Fayez al-Sarraj', 'Antonio Guterres')
    >>> romaniser().romanise("حكومة الوفاق الوطني")
    'Hukumat al-Wifaq al-Watani'
    """
    groups = press_forms()
    return Romaniser(
        groups["arabic"],
        groups["foreign"],
        groups["places"],
        bodies=groups["bodies"],
        adjectives=groups["adjectives"],
        outlets=groups["outlets"],
    )


@cache
def _first_words() -> frozenset[str]:
    return folded([part.split()[0] for group in ("arabic", "foreign") for part in press_forms()[group]])


def known_part(form: str) -> bool:
    """Whether a normalised word is a known part of persons' names, or the first of one."""
    return form in _first_words()
