"""Countries by their codes: the code of what somebody wrote down, and the name that a reader knows."""

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


def country_name(code: str, language: str) -> str:
    """The name of a country in a language, as Unicode CLDR has it; the code itself where it has none.

    >>> country_name("LY", "ar"), country_name("LY", "en"), country_name("XX", "en")
    ('ليبيا', 'Libya', 'XX')
    """
    return _names(language).get(code, code)


@cache
def _names(language: str) -> dict[str, str]:
    """Names by the codes of countries alone, without those of continents and other regions."""
    names = {str(code): str(name) for code, name in Locale(language).territories.items()}
    return {code: name for code, name in names.items() if len(code) == 2 and code.isalpha() and code != "XX"}


@cache
def _named() -> dict[str, str]:
    """Codes by themselves and by the names that Unicode CLDR has for them."""
    told: dict[str, str] = {}
    for language in LANGUAGES:
        codes = _names(language)
        told |= {name.casefold(): code for code, name in codes.items()} | {code.casefold(): code for code in codes}
    return told
