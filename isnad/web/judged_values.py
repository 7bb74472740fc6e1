"""The value of a correction in words, and where the words of the interface for it stand."""

from __future__ import annotations

from typing import Any

from isnad.model import JudgedLayer

_GROUPS = {
    (JudgedLayer.MENTIONS, "type"): "mention",
    (JudgedLayer.ACTORS, "type"): "mention",
    (JudgedLayer.MENTIONS, "form"): "mention-form",
}


def value_group(layer: JudgedLayer, field: str | None) -> str:
    """The part of the lists of words that has the words for the values of a field.

    >>> value_group(JudgedLayer.EVENTS, "type"), value_group(JudgedLayer.MENTIONS, "type")
    ('type', 'mention')
    """
    return _GROUPS.get((layer, field or ""), field or "")


def value_words(value: Any) -> str:
    """A value in words: of a span its quote, of several pieces each.

    >>> value_words([{"span": [0, 3], "quote": "قال"}, {"span": [9, 12], "quote": "إنه"}])
    'قال; إنه'
    """
    if isinstance(value, dict):
        return str(value["quote"]) if "quote" in value else "; ".join(value_words(one) for one in value.values())
    if isinstance(value, list):
        return "; ".join(value_words(one) for one in value)
    return "" if value is None else str(value)
