"""Memory that nobody holds any more, given back to the system between two steps."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Callable
from functools import cache

import pyarrow as pa


def give_back() -> None:
    """Frees what refers to itself in a circle, then what Arrow and the C library keep for later.

    Long steps run without the collector of cycles (`collecting.py`), and what they free lies in pieces that the C
    library would hold for the next step. Other C libraries than GNU's give back by themselves, or not at all.
    """
    gc.collect()
    pa.default_memory_pool().release_unused()
    _trim()(0)


@cache
def _trim() -> Callable[[int], object]:
    try:
        trim: Callable[[int], object] = ctypes.CDLL(None).malloc_trim
    except (OSError, TypeError, AttributeError):
        return lambda _: None
    return trim
