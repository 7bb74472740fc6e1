"""Memory that nobody holds any more, given back to the system between two steps."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable
from functools import cache

import pyarrow as pa

_PACKAGE = __name__.partition(".")[0]
_Remembering = type(cache(lambda: None))


def give_back() -> None:
    """Frees what is remembered of words, and what `trim` frees.

    What is remembered lies between what was not, and holds the pages of both; it is worked out again where it is asked
    for.
    """
    _forget()
    trim()


def trim() -> None:
    """Frees what refers to itself in a circle, then what libraries keep for later.

    Long steps run without the collector of cycles (`collecting.py`). The C library gives its pieces back where it is
    GNU's; others do so by themselves, or not at all.
    """
    gc.collect()
    pa.default_memory_pool().release_unused()
    _trim()(0)


def _forget() -> None:
    """Clears what functions of the package remember up to a number of answers; what remembers all holds word lists."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == _PACKAGE:
            for value in vars(module).values():
                if isinstance(value, _Remembering) and value.cache_parameters()["maxsize"] is not None:
                    value.cache_clear()


@cache
def _trim() -> Callable[[int], object]:
    try:
        trim: Callable[[int], object] = ctypes.CDLL(None).malloc_trim
    except (OSError, TypeError, AttributeError):
        return lambda _: None
    return trim
