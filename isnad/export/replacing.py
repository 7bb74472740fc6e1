"""A file that is there only when all of it was written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any


@contextmanager
def replacing(path: str | Path, kind: str, *, private: bool = False, **how: Any) -> Iterator[Any]:
    """A file to write to, which takes the place of another when that is done without an error.

    Args:
        path: Of the file; a link keeps pointing at it, and a file that stands there hands on its mode.
        kind: `b`, or nothing for text.
        private: Only its owner may read it, whatever stood there, and it is on the disk before it takes the place.
        how: As `open` takes it.
    """
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{target.name}.{token_hex(4)}.part")
    mode = 0o600 if private else 0o666
    try:
        with open(beside, f"x{kind}", opener=lambda name, flags: os.open(name, flags, mode), **how) as out:
            yield out
            if private:
                out.flush()
                os.fsync(out.fileno())
        if target.exists() and not private:
            shutil.copymode(target, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
