"""The subject of a judgement as people and programs tell it, in more or fewer words than the record keeps."""

from __future__ import annotations

import msgspec

from isnad.model import Span


class PlaceTold(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Words of a report, by what they are, by where they stand (`span`, in code points), or by both."""

    quote: str | None = None
    span: Span | None = None


class PieceTold(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A piece of what was said, by its words."""

    quote: str
    span: Span | None = None


class SubjectTold(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a judgement is about; see `isnad.model.Subject`, whose fields these are. Words can stand for a place."""

    report: str | None = None
    hash: str | None = None
    at: str | PlaceTold | None = None
    content: tuple[str | PieceTold, ...] = ()
    type: str | None = None
    sentence: PieceTold | None = None
    key: str | None = None
    name: str | None = None
    reports: tuple[str, ...] = ()
    other: SubjectTold | None = None
