"""The value of a correction in words."""

from __future__ import annotations

from typing import Any


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
