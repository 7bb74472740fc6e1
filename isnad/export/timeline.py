"""TimelineJS3 JSON: the happenings of a selection that have a date, each a slide.

TimelineJS has no field for how exact a date is, so `display_date` says it in words (`مايو 2018`, a week by its
two ends).
What no report dates cannot stand on a timeline: the title slide says how many there are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, TextIO

from isnad.export.chronicled import Chronicled
from isnad.export.chronology import entry_kind
from isnad.export.citations import Citation, citations
from isnad.export.happenings import told_words
from isnad.export.html_words import shown
from isnad.export.provenance import cut_words, facts
from isnad.export.selection import Provenance
from isnad.export.stretches import PARTIAL, precise_words
from isnad.model.chronology import Entry
from isnad.model.happening import Telling

STATEMENT, EVENT, MEETING = "أقوال", "أحداث", "لقاءات"
GROUPS: Final = {"statement": STATEMENT, "event": EVENT, "meeting": MEETING}
UNDATED: Final = "عدد الوقائع التي لا تاريخ لها، ولا ترد هنا"


def write(selection: Chronicled, out: TextIO) -> None:
    """The timeline, a slide a line; the title comes last, since it counts what has no date."""
    sources = citations(selection)
    undated, before = 0, '{"scale": "human", "events": [\n'
    for entry in selection.entries():
        if entry.date is None or entry.first is None:
            undated += 1
            continue
        out.write(before + json.dumps(_slide(entry, sources), ensure_ascii=False))
        before = ",\n"
    title = json.dumps(_title(selection.provenance, undated), ensure_ascii=False)
    out.write(("" if before == ",\n" else before) + f'\n], "title": {title}}}\n')


def _title(provenance: Provenance, undated: int) -> dict[str, Any]:
    told = facts(provenance) + ([(UNDATED, str(undated))] if undated else [])
    lines = [f"{label}: <bdi>{shown(value)}</bdi>" for label, value in told]
    if cut := cut_words(provenance):
        lines.insert(0, f"<strong>{cut}</strong>")
    return {
        "unique_id": "isnad-title",
        "text": {"headline": shown(provenance.title), "text": _arabic("<br>".join(lines))},
        "autolink": False,
    }


def _slide(entry: Entry, sources: dict[str, Citation]) -> dict[str, Any]:
    happening = entry.happening
    slide: dict[str, Any] = {
        "unique_id": happening.id,
        "group": GROUPS[entry.kind],
        **_dates(entry),
        "display_date": _display(entry),
        "text": {
            "headline": shown(" · ".join([entry_kind(entry), *happening.names])),
            "text": _arabic("".join(_tellings(entry, sources))),
        },
        "autolink": False,
    }
    return slide


def _dates(entry: Entry) -> dict[str, Any]:
    """A year, month or day as one date; a week, quarter or half year by its first and last day."""
    if PARTIAL.fullmatch(entry.date or ""):
        return {"start_date": _parts(entry.date or "")}
    first, last = entry.first or "", entry.last or ""
    return {"start_date": _parts(first)} | ({"end_date": _parts(last)} if last and last != first else {})


def _parts(value: str) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), map(int, value.split("-")), strict=False))


def _display(entry: Entry) -> str:
    words = precise_words(entry.date or "")
    others = "، ".join(map(precise_words, entry.others))
    return f"{words} (وفي رواية أخرى: {others})" if others else words


def _tellings(entry: Entry, sources: dict[str, Citation]) -> Iterator[str]:
    yield "<ul>"
    for telling in entry.happening.tellings:
        yield f"<li>{_outlet(telling, sources)}: <q>{shown(told_words(telling))}</q></li>"
    yield "</ul>"


def _outlet(telling: Telling, sources: dict[str, Citation]) -> str:
    words = f"<bdi>{shown(telling.outlet or telling.report)}</bdi>"
    source = sources.get(telling.report)
    return f'<a href="{shown(source.address)}">{words}</a>' if source and source.address else words


def _arabic(markup: str) -> str:
    return f'<div dir="rtl" lang="ar">{markup}</div>'
