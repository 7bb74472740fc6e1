"""The code of a country that somebody wrote down: the code itself, or its name in Arabic or English."""

from __future__ import annotations

from functools import cache

from babel import Locale

from isnad.web.words import LANGUAGES
from isnad.workflow.reconciling import country_of


def country_code(words: str) -> str | None:
    """Its ISO 3166-1 alpha-2 code, None for what names no country.

    >>> [country_code(words) for words in ("eg", "مصر", "الليبية", "Libya", "الأرض")]
    ['EG', 'EG', 'LY', 'LY', None]
    """
    words = words.strip()
    return _named().get(words.casefold()) or country_of(words)


@cache
def _named() -> dict[str, str]:
    """Codes by themselves and by the names that Unicode CLDR has for them."""
    told: dict[str, str] = {}
    for language in LANGUAGES:
        names = {str(code): str(name) for code, name in Locale(language).territories.items()}
        codes = {code: name for code, name in names.items() if len(code) == 2 and code.isalpha()}
        told |= {name.casefold(): code for code, name in codes.items()} | {code.casefold(): code for code in codes}
    return told
