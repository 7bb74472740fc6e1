"""One published text and where it came from."""

from __future__ import annotations

import os

import msgspec

from isnad.model.span import Span


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A post of a social network that is embedded in a report.

    It stands in `Report.text` as its words, a line break, and a signature `— name (@handle) date`.
    Spans count code points of `Report.text`. What the page does not tell is None.
    """

    words: Span
    signature: Span
    dash: Span
    name: Span
    handle: str | None = None
    posted: str | None = None
    platform: str | None = None


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a report was read: the path as it was named, the place in it, and a hash of the bytes read.

    `media_type` is one of `application/x-ndjson`, `text/plain`, `text/html`, `application/warc`.
    `member` is a line number (from 1) or a WARC record id.
    """

    path: str
    media_type: str
    sha256: str
    encoding: str | None = None
    member: str | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One published text. `text` is never altered after reading; all spans of all layers point into it.

    `published` is ISO 8601 at the precision that is known (`2018-05-29`, `2018-05-29T10:00:00+02:00`).
    `chrome` are spans of `text` that belong to the page and not to the report (menus, share buttons, a byline box):
    they stay in the text and are left out of annotation. `headline` is the title's span where it stands in the text.
    None means "not said".
    """

    id: str
    text: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    headline: Span | None = None
    chrome: tuple[Span, ...] = ()
    posts: tuple[Post, ...] = ()
    origin: Origin | None = None

    @property
    def file(self) -> str | None:
        """The absolute path of the file that it was read from; None for standard input or where it is not known."""
        return None if self.origin is None or self.origin.path == "<stdin>" else os.path.abspath(self.origin.path)
