"""What people judged, the last first, each to be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec

from isnad.errors import JudgementError
from isnad.model import JudgedLayer, Ruling
from isnad.store.judgements import Draft
from isnad.store.standing import Stood
from isnad.store.subject_told import SubjectTold
from isnad.web.answered import JUDGEMENTS, KEPT
from isnad.web.authors import checked_author, take_back
from isnad.web.judged_values import value_group, value_words
from isnad.web.paging import Paged, paged
from isnad.web.parameters import PAGES
from isnad.web.regrouped import ungrouped
from isnad.web.views import Answer, Asked, Onward, Posted, Posting, Sent, View

COLUMNS = (
    *("id", "verdict", "layer", "report", "at", "name", "other", "field", "value", "author", "made", "note", "score"),
    *("undone", "undone_by", "placement", "in_force"),
)
LONGEST_NOTE = 500
LAST = 2**53  # number of a judgement


def _read(asked: Asked) -> Answer:
    stood = asked.glances.take(asked.record, "judgements", lambda _: asked.record.stood())[::-1]
    if asked.form == "csv":
        return Answer(columns=COLUMNS, rows=_rows(stood))
    pager = _paged(asked, len(stood))
    shown = pager.shown(stood)
    if asked.form == "json":
        return Answer(data={**pager.data(), "judgements": [one.record() for one in shown]})
    return Answer(
        values={
            "shown": [_shown(one) for one in shown],
            "pager": pager,
            **ungrouped(asked),
            "here": _here(asked),
            "author": asked.author,
            "writes": asked.writes,
            "refused": None,
        }
    )


def _shown(one: Stood) -> tuple[Stood, str, str]:
    """A judgement with its value in words and the part of the lists of words that has a word for it."""
    judgement = one.judgement
    return one, value_words(judgement.value), value_group(judgement.layer, judgement.field)


def _write(sent: Sent) -> Onward:
    if sent.field("act") == "author":
        return Onward(_here(sent.asked), author=checked_author(sent.field("author")))
    take_back(sent)
    return Onward(_here(sent.asked))


class Given(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A judgement that a program gives; see docs/corrections.md.

    `author` is who judges; with accounts it is the account's name and may be left out.
    """

    verdict: Ruling
    layer: JudgedLayer
    subject: SubjectTold
    field: str | None = None
    value: Any = None
    note: Annotated[str, msgspec.Meta(max_length=LONGEST_NOTE)] | None = None
    author: str | None = None


def _keep(posted: Posted) -> Any:
    """Keeps what was given, all or nothing."""
    given = posted.given if isinstance(posted.given, list) else [posted.given]
    drafts = [
        Draft(**msgspec.structs.asdict(one) | {"author": _author(one, posted.asked), "subject": _told(one)})
        for one in given
    ]
    return {"judgements": posted.record.apply(drafts)}


class TakenBack(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A judgement that a program takes back, by the number under which it is kept.

    `author` is who takes it back; with accounts it is the account's name and may be left out.
    """

    id: Annotated[int, msgspec.Meta(ge=1, le=LAST)]
    author: str | None = None


def _take_back(posted: Posted) -> Any:
    """Takes back what was named, all or nothing; what was taken back before stays as it is."""
    given = posted.given if isinstance(posted.given, list) else [posted.given]
    return {"judgements": posted.record.undo_all((one.id, _author(one, posted.asked)) for one in given)}


def _told(given: Given) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(given.subject)
    return told


def _author(given: Given | TakenBack, asked: Asked) -> str:
    if asked.account is not None and given.author not in (None, asked.author):
        raise JudgementError(f"you are {asked.author}: leave `author` out, or name yourself")
    return checked_author(given.author or asked.author)


def _paged(asked: Asked, count: int = 0) -> Paged:
    return paged(asked, VIEW.path, count)


def _here(asked: Asked) -> str:
    pager = _paged(asked)
    return pager.url(page=pager.page)


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
            "value": value_words(judgement.value),
            "placement": one.placement.value if one.placement else None,
            "in_force": one.in_force,
        }


POSTED = (
    Posting("/judgements.json", "judgements", Given | list[Given], KEPT, _keep),
    Posting("/judgements/undo.json", "undo", TakenBack | list[TakenBack], KEPT, _take_back, status=200),
)
VIEW = View(
    "/judgements", "judgements", _read, aside=True, write=_write, parameters=PAGES, answer=JUDGEMENTS, posted=POSTED
)
