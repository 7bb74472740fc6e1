"""Long work without the collector of cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Puts off the search for objects that refer to one another in a circle, which is set going again behind it.

    The steps over reports make millions of records, none of which is in a circle; Python would look through all of
    them again and again, which took a third of the time of these steps.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
