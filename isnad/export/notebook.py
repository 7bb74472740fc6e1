"""What a notebook shows."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from io import StringIO

from isnad.export.html import write
from isnad.export.item import Item

_STYLE = "width:100%;height:36rem;border:1px solid #8886;border-radius:.5rem"


def framed(items: Iterable[Item]) -> str:
    """The page of some reports inside a frame, so that neither style reaches the other; it runs no script."""
    page = StringIO()
    write(items, page)
    return f'<iframe sandbox style="{_STYLE}" srcdoc="{escape(page.getvalue())}"></iframe>'
