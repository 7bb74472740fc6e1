"""What programs send as JSON, read into the type that a page takes."""

from __future__ import annotations

from typing import Any

import msgspec

DEEPEST = 40  # brackets in one another
_NUL = "\0"


def decoded(body: bytes, hint: Any) -> Any:
    """The value of a type.

    Raises:
        ValueError: where it is none, or holds what no record keeps: characters that no text holds, numbers that no
            program reads alike, brackets too deep in one another.
    """
    try:
        _check(msgspec.json.decode(body), 0)
        return msgspec.json.decode(body, type=hint)
    except RecursionError:
        raise ValueError("brackets stand too deep in one another") from None


def _check(value: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise ValueError("brackets stand too deep in one another")
    if isinstance(value, str) and _NUL in value:
        raise ValueError("this holds a character that no text holds")
    if isinstance(value, int) and not -(2**53) <= value <= 2**53:
        raise ValueError("this holds a number that is too large")
    inner = [*value.keys(), *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        _check(one, depth + 1)
