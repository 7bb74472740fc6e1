"""Isnad reads Arabic news reports and keeps the record of who said what, according to whom.

`isnad.read(text)` reads one report, `isnad.Record(path)` opens a record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from isnad.store.record import Record
    from isnad.workflow.reading import read

__all__ = ["Record", "__version__", "read"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Loads what is asked for, so that `import isnad` costs nothing."""
    if name == "read":
        from isnad.workflow.reading import read

        return read
    if name == "Record":
        from isnad.store.record import Record

        return Record
    raise AttributeError(f"module 'isnad' has no attribute {name!r}")
