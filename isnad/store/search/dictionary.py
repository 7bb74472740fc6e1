"""Which words Arabic has and what their base forms are, in the spelling of search keys.

The forms and base forms are those of simplemma (MIT; its lists come from Wiktionary and UniMorph), with the spelling
variants fallen together. It knows broken plurals (`وزراء`) and verb forms; it does not know most names.

Known misses: a dictionary word that is a name here has the word's base form (`سيسي` is filed under `سيس`),
always the same, so that nothing is lost by it; forms that two words share have the base forms of both.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version

from isnad.store.search.spelling import key


def edition() -> str:
    """The edition of the dictionary; an index that was written with another one must be written anew."""
    return f"simplemma {version('simplemma')}"


@cache
def base_forms() -> dict[str, tuple[str, ...]]:
    """The base forms of each form that the dictionary has, both as keys; read once, in about a second."""
    from simplemma.strategies import DefaultDictionaryFactory  # a third of a second that only search pays

    entries = DefaultDictionaryFactory().get_dictionary("ar")
    forms, bases = (key("\n".join(words)).split("\n") for words in (entries.keys(), entries.values()))
    found: dict[str, tuple[str, ...]] = {}
    for form, base in zip(forms, bases, strict=True):
        known = found.get(form, ())
        if base and base not in known:
            found[form] = (*known, base)
    return found
