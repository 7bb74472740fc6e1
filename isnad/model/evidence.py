"""The words of a report on which something told over reports rests."""

from __future__ import annotations

import msgspec

from isnad.model.span import Span


class Evidence(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A span of a report, in code points of its text, with the characters that stand there.

    `outlet` and `published` are the report's, None where it does not tell; `published` is a day, ISO 8601.
    """

    report: str
    span: Span
    quote: str
    outlet: str | None = None
    published: str | None = None
