"""The agencies whose texts other outlets take over, and the places where a text names one."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from isnad.errors import LexiconError
from isnad.lexicon.load import read
from isnad.model import Span
from isnad.text import fold
from isnad.text.normalise import normalise

_GLUED: Final = "(?:و?[بلك]?)"  # what may be glued to a name: and, by, to, as


class _Agencies(NamedTuple):
    pattern: re.Pattern[str]
    names: dict[str, str]


def named_agencies(text: str) -> list[tuple[str, Span]]:
    """The agencies that a text names, with the span of each name (without what is glued to it), in text order.

    >>> [(name, span.quote("نقلت عن رويترز")) for name, span in named_agencies("نقلت عن رويترز")]
    [('رويترز', 'رويترز')]
    """
    agencies = _agencies()
    copy = normalise(text)
    return [
        (agencies.names[_key(match["name"])], copy.span(*match.span("name")))
        for match in agencies.pattern.finditer(copy.text)
    ]


@cache
def _agencies() -> _Agencies:
    """Raises LexiconError for a form that two agencies have, or an entry that is no list of words."""
    entries = read("agencies")
    names: dict[str, str] = {}
    for name, forms in entries.items():
        if not isinstance(forms, list) or not all(isinstance(form, str) and form.strip() for form in forms):
            raise LexiconError(f"word list agencies.yaml: {name}: expected a list of words")
        for form in forms:
            if names.setdefault(_key(fold(form)), name) != name:
                raise LexiconError(f"word list agencies.yaml: {form} stands for two agencies")
    forms = sorted({fold(form) for found in entries.values() for form in found}, key=lambda form: (-len(form), form))
    one = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    return _Agencies(re.compile(rf"(?<![\w.]){_GLUED}(?P<name>{one})(?!\w)", re.IGNORECASE), names)


def _key(form: str) -> str:
    return " ".join(form.split()).lower()
