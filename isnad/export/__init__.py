"""Shows annotated reports: one file for each format, each a stream from items to characters."""

from __future__ import annotations

from isnad.export.formats import FORMATS, Writer, writer
from isnad.export.item import Item, Reading

__all__ = ["FORMATS", "Item", "Reading", "Writer", "writer"]
