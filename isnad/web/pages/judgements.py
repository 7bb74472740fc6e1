"""What people judged, the last first, each to be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from isnad.errors import JudgementError
from isnad.store.standing import Stood
from isnad.web.authors import checked_author
from isnad.web.rendering import url
from isnad.web.views import Answer, Asked, Kept, Sent, View

COLUMNS = (
    *("id", "verdict", "layer", "report", "at", "name", "other", "field", "value", "author", "made", "note", "score"),
    *("undone", "undone_by", "placement", "in_force"),
)


def _read(asked: Asked) -> Answer:
    stood = asked.record.stood()[::-1]
    if asked.form == "csv":
        return Answer(columns=COLUMNS, rows=_rows(stood))
    size = asked.number("size", asked.settings.page, asked.settings.largest_page)
    page = asked.number("page", 1)
    shown = stood[(page - 1) * size : page * size]
    pages = max(1, -(-len(stood) // size))
    if asked.form == "json":
        following = url("/judgements.json", page=page + 1, size=size) if page < pages else None
        told = {"count": len(stood), "page": page, "size": size, "next": following}
        return Answer(data={**told, "judgements": [one.record() for one in shown]})
    return Answer(
        values={
            "shown": [(one, _value(one.judgement.value)) for one in shown],
            "count": len(stood),
            "page_number": page,
            "pages": pages,
            "size": size if size != asked.settings.page else None,
            "here": _here(asked),
            "author": asked.author,
            "writes": asked.writes,
            "refused": None,
        }
    )


def _write(sent: Sent) -> Kept:
    if sent.field("act") == "author":
        return Kept(_here(sent.asked), author=checked_author(sent.field("author")))
    told = sent.field("judgement")
    if sent.field("act") != "undo" or not told.isdecimal() or len(told) > 12:
        raise JudgementError("this form says nothing that can be kept: load the page anew")
    sent.record.undo(int(told), checked_author(sent.asked.author))
    return Kept(_here(sent.asked))


def _here(asked: Asked) -> str:
    page = asked.number("page", 1)
    return url("/judgements", page=page if page > 1 else None, size=asked.params.get("size"))


def _rows(stood: list[Stood]) -> Iterator[dict[str, Any]]:
    for one in stood:
        judgement, subject = one.judgement, one.judgement.subject
        told = {name: getattr(judgement, name, None) for name in COLUMNS}
        yield {
            **told,
            "verdict": judgement.verdict.value,
            "layer": judgement.layer.value,
            "report": subject.report,
            "at": subject.at.quote if subject.at else None,
            "name": subject.name,
            "other": subject.other.name if subject.other else None,
            "value": _value(judgement.value),
            "placement": one.placement.value if one.placement else None,
            "in_force": one.in_force,
        }


def _value(value: Any) -> str:
    """A value in words: of a span its quote, of several pieces each."""
    if isinstance(value, dict):
        return str(value["quote"]) if "quote" in value else "; ".join(_value(one) for one in value.values())
    if isinstance(value, list):
        return "; ".join(_value(one) for one in value)
    return "" if value is None else str(value)


VIEW = View("/judgements", "judgements", _read, write=_write, aside=True)
