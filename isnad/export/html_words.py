"""Words as they may stand in a page."""

from __future__ import annotations

import re
from html import escape

UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def shown(words: str) -> str:
    """Words as they may stand in a page or in an attribute."""
    return escape(UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", words))
