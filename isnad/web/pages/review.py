"""What the machine is least sure of, one at a time, or one row that a person chose in its report: to be accepted,
rejected or corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import msgspec

from isnad.errors import JudgementError
from isnad.model import JudgedLayer, Judgement, Ruling
from isnad.store.doubts import Doubt, Question, Shown
from isnad.store.judgement_rows import latest_of
from isnad.store.judgements import Draft
from isnad.web.answered import REVIEW
from isnad.web.asked_row import AskedRow, state
from isnad.web.authors import checked_author
from isnad.web.corrections import changed, entries
from isnad.web.judged_values import value_group, value_words
from isnad.web.parameters import PAGES, choice, number, text
from isnad.web.rendering import url
from isnad.web.views import Answer, Asked, Onward, Sent, View

LAYERS = ("all", "statements", "events", "actors")
COLUMNS = ("layer", "sure", "reason", "report", "outlet", "published", "at", "says", "alternatives", "sentence")
FURTHEST = 5_000  # doubts that can be left for later on the way
_CSV = 1_000
_VERDICTS = {"accept": Ruling.ACCEPT, "reject": Ruling.REJECT, "merge": Ruling.MERGE, "split": Ruling.SPLIT}
_ROLES = {
    **dict.fromkeys(("cue", "content", "source", "via", "addressee"), ""),
    **{"anchor": "event", "place": "channel", "date_span": "time", "actor_spans": "source"},
    **{"recipient_spans": "addressee", "mention": "source"},
}


@dataclass(frozen=True)
class Run:
    """Characters of a sentence that have the same marks."""

    words: str
    classes: str


@dataclass(frozen=True)
class Seen:
    """A sentence with its words marked, and the words of each mark."""

    where: Shown
    runs: tuple[Run, ...]
    marks: tuple[tuple[str, str], ...]


def _read(asked: Asked) -> Answer:
    layer = asked.choice("layer", LAYERS)
    layers = [] if layer == LAYERS[0] else [JudgedLayer(layer)]
    skipped = _skipped(asked)
    if asked.form == "html" and (row := AskedRow.of(asked)):
        return _read_row(asked, row)
    if asked.form == "csv":
        return Answer(columns=COLUMNS, rows=map(_row, asked.record.doubts(limit=_CSV, layers=layers)))
    if asked.form == "json":
        size = asked.number("size", asked.settings.page, asked.settings.largest_page)
        found = asked.record.doubts(limit=size, offset=skipped, layers=layers)
        following = _address(layer, skipped + size, "/review.json", size=size) if len(found) == size else None
        return Answer(data={"layer": layer, "skip": skipped, "next": following, "doubts": found})
    waiting = next(iter(asked.record.questions(limit=1, offset=skipped, layers=layers)), None)
    last = latest_of(asked.record.engine, asked.author) if asked.author else None
    return Answer(
        values={
            **_values(asked, waiting, _address(layer, skipped)),
            "layers": [(name, _address(name, 0), name == layer) for name in LAYERS],
            "layer": layer,
            "skipped": skipped,
            "later": _address(layer, skipped + 1),
            "first": _address(layer, 0),
            "judged": [(last, "", "")] if last else [],
            "state": None,
            "rejected": False,
        }
    )


def _read_row(asked: Asked, row: AskedRow) -> Answer:
    found = row.question(asked.record)
    return Answer(
        values={
            **_values(asked, found, row.address),
            "layer": row.layer.value,
            "skipped": 0,
            "later": row.line,
            "judged": [_told(one) for one in found.row.judgements[::-1]],
            "state": state(found),
            "rejected": found.row.rejected,
        }
    )


def _told(one: Judgement) -> tuple[Judgement, str, str]:
    """A judgement with the value of its field in words, and the part of the lists of words that has a word for it."""
    return one, value_words(one.value) if one.field else "", value_group(one.layer, one.field)


def _values(asked: Asked, found: Question | Doubt | None, here: str) -> dict[str, Any]:
    doubt = found.doubt if isinstance(found, Question) else found
    return {
        "doubt": doubt,
        "seen": [seen(shown) for shown in doubt.shown] if doubt else [],
        "entries": entries(found, asked.refused) if isinstance(found, Question) else [],
        "subject": msgspec.json.encode(doubt.subject).decode() if doubt else "",
        "here": here,
        "author": asked.author,
        "writes": asked.writes,
        "refused": None,
    }


def _write(sent: Sent) -> Onward:
    asked = sent.asked
    row = AskedRow.of(asked)
    here = row.address if row else _address(asked.choice("layer", LAYERS), _skipped(asked))
    act = sent.field("act")
    if act == "author":
        return Onward(here, author=checked_author(sent.field("author")))
    author = checked_author(asked.author)
    if act == "undo":
        told = sent.field("judgement")
        sent.record.undo(int(told) if told.isdecimal() and len(told) < 12 else 0, author)
    else:
        sent.record.apply(_drafts(sent, row, act), author=author)
    return Onward(row.line if row else here)


def _drafts(sent: Sent, row: AskedRow | None, act: str) -> list[Draft]:
    """What a form says about a doubt, or about the row that the address names."""
    note, was = sent.field("note"), None
    if row is None:
        layer, subject = _layer(sent.field("layer")), _subject(sent.field("subject"))
    else:
        found = row.unchanged(sent.record, sent.field("state"))
        layer, subject, was = row.layer, msgspec.to_builtins(found.doubt.subject), found.was
    if act == "correct":
        return [msgspec.structs.replace(one, was=was) for one in changed(layer, subject, sent.fields, note)]
    if act not in _VERDICTS:
        raise JudgementError("this form says nothing that can be kept: load the page anew")
    return [Draft(verdict=_VERDICTS[act], layer=layer, subject=subject, note=note or None, was=was)]


def seen(shown: Shown) -> Seen:
    """A sentence cut where a mark begins or ends."""
    edges = {0, len(shown.quote)} | {edge for _, span in shown.marks for edge in (span.start, span.end)}
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(shown.quote))
    runs = []
    for start, end in pairwise(cuts):
        over = [name for name, span in shown.marks if span.start < end and start < span.end]
        classes = " ".join(dict.fromkeys(f"m-{_ROLES.get(name) or name}" for name in over))
        runs.append(Run(shown.quote[start:end], classes))
    marks = tuple((name, span.quote(shown.quote)) for name, span in shown.marks)
    return Seen(shown, tuple(runs), marks)


def _skipped(asked: Asked) -> int:
    """How many doubts were left for later."""
    return asked.number("skip", 1, FURTHEST) if asked.params.get("skip", "0") not in ("", "0") else 0


def _layer(name: str) -> JudgedLayer:
    if name not in LAYERS[1:]:
        raise JudgementError("this form names nothing that can be judged: load the page anew")
    return JudgedLayer(name)


def _subject(told: str) -> dict[str, Any]:
    try:
        return dict(msgspec.json.decode(told.encode("utf-8", "replace"), type=dict[str, Any]))
    except msgspec.MsgspecError:
        raise JudgementError("this form names nothing that can be judged: load the page anew") from None


def _address(layer: str, skipped: int, path: str = "/review", **more: Any) -> str:
    return url(path, layer=layer if layer != LAYERS[0] else None, skip=skipped or None, **more)


def _row(doubt: Doubt) -> dict[str, Any]:
    shown = doubt.shown[0]
    at = doubt.subject.at
    return {
        "layer": doubt.layer.value,
        "sure": doubt.sure,
        "reason": doubt.reason,
        "report": shown.report,
        "outlet": shown.outlet,
        "published": shown.published,
        "at": at.quote if at else None,
        "says": doubt.says,
        "alternatives": list(doubt.alternatives),
        "sentence": list(_sentences(doubt)),
    }


def _sentences(doubt: Doubt) -> Iterator[str]:
    return (" ".join(shown.quote.split()) for shown in doubt.shown)


PARAMETERS = (
    choice("layer", LAYERS, default=LAYERS[0]),
    number("skip", least=0, most=FURTHEST, default=0),
    text("report", page_only=True),
    text("at", page_only=True),
    PAGES[1],
)
VIEW = View("/review", "review", _read, write=_write, parameters=PARAMETERS, answer=REVIEW)
