"""A chronology as JSON Lines, as a table, and as a page that is read from right to left."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, TextIO

import msgspec

from isnad.export.dates import readable_date
from isnad.export.happenings import told_words, value_words
from isnad.export.html_page import EVENT_FIELDS, EVENT_TYPES, FOOT, STATUSES, beginning
from isnad.export.html_words import shown
from isnad.export.stretches import precise_words
from isnad.export.table import AMONG, Page
from isnad.model import EventType, Status
from isnad.model.chronology import Chronology, Entry
from isnad.model.happening import Happening, HappeningKind, Telling

FORMATS = ("table", "jsonl", "html")
COLUMNS = {"date": 12, "kind": 10, "who": 18, "tellings": 8, "outlets": 14, "quote": 40}

UNDATED, EVERYBODY = "بلا تاريخ", "تسلسل الأحداث والأقوال"
KINDS = {"statement": "قول", "meeting": "لقاء", "event": "حدث"}
FIELDS = EVENT_FIELDS | {
    "killed": "القتلى",
    "wounded": "الجرحى",
    "arrested": "الموقوفون",
    "abducted": "المختطفون",
    "displaced": "النازحون",
    "protesters": "المتظاهرون",
    "troops": "الجنود",
    "money": "المال",
    "type": "النوع",
    "mode": "الصورة",
    "speaker": "القائل",
    "polarity": "الإثبات والنفي",
}
COURSES = {"rising": "ارتفع مع الوقت", "falling": "انخفض مع الوقت"}
DENIED_BY = "منفي في"

STYLE = """
.entry { border-inline-start: 3px solid var(--line); padding-inline-start: 1rem; margin-block: 1rem; }
.entry ul { list-style: none; padding: 0; margin: .25rem 0; }
.entry q { quotes: none; }
.apart { font-weight: 600; }
"""


def write(chronology: Chronology, out: TextIO, form: str) -> None:
    """Writes a chronology in a format of `FORMATS`.

    Raises:
        ValueError: for any other format.
    """
    writers = {"table": _write_table, "jsonl": _write_jsonl, "html": _write_html}
    if form not in writers:
        raise ValueError(f"no format {form!r}: there are {', '.join(FORMATS)}")
    writers[form](chronology, out)


def _write_jsonl(chronology: Chronology, out: TextIO) -> None:
    for entry in (*chronology.dated, *chronology.undated):
        out.write(json.dumps(_record(entry), ensure_ascii=False) + "\n")


def _record(entry: Entry) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(entry)
    return fields


def _write_table(chronology: Chronology, out: TextIO) -> None:
    page = Page(out)
    for title, entries in (("", chronology.dated), (UNDATED, chronology.undated)):
        if entries:
            if title:
                page.show(title, "bold")
            page.console.print(page.table(COLUMNS, map(_row, entries), widest="quote"))


def _row(entry: Entry) -> dict[str, str]:
    happening = entry.happening
    return {
        "date": AMONG.join((entry.date, *entry.others)) if entry.date else "",
        "kind": happening.type if happening.kind is HappeningKind.EVENT else entry.kind,
        "who": AMONG.join(happening.names),
        "tellings": f"{happening.independent}/{len(happening.tellings)}",
        "outlets": AMONG.join(dict.fromkeys(telling.outlet or telling.report for telling in happening.tellings)),
        "quote": told_words(happening.tellings[happening.fullest]),
    }


def _write_html(chronology: Chronology, out: TextIO) -> None:
    title = shown(" · ".join(chronology.actors) or EVERYBODY)
    listed = {entry.happening.id for entry in (*chronology.dated, *chronology.undated)}
    out.write(beginning(title, title, STYLE))
    out.writelines(sections((*chronology.dated, *chronology.undated), listed))
    out.write(FOOT)


def sections(
    entries: Iterable[Entry], listed: set[str], cited: Callable[[Telling], str] | None = None
) -> Iterator[str]:
    """The entries as markup under their dates, those without one last.

    Args:
        entries: In the order of a chronology.
        listed: The ids of the happenings that a link can lead to.
        cited: Gives what stands behind a telling, as markup.
    """
    for day, told in groupby(entries, key=lambda entry: entry.date):
        heading = f'<time datetime="{shown(day)}">{shown(precise_words(day))}</time>' if day else UNDATED
        yield f"<article><h2>{heading}</h2>\n"
        for entry in told:
            yield from _entry(entry, listed, cited)
        yield "</article>\n"


def _entry(entry: Entry, listed: set[str], cited: Callable[[Telling], str] | None) -> Iterator[str]:
    happening = entry.happening
    kinds = [EVENT_TYPES[EventType(type)] for type in entry.as_event]
    facts = [entry_kind(entry), *kinds, *(f"<bdi>{shown(name)}</bdi>" for name in happening.names)]
    yield f'<section class="entry" id="{shown(happening.id)}"><p class="facts">{" · ".join(facts)}</p>\n<ul>'
    for telling in happening.tellings:
        yield _telling(telling, cited(telling) if cited else "")
    yield "</ul>"
    for field, values, course in disagreements(happening):
        told = " ≠ ".join(f"<bdi>{shown(value)}</bdi> ({shown(outlets)})" for value, outlets in values)
        yield f'<p class="facts apart">{field}: {told}{course}</p>'
    if denials := [one for one in happening.denied_by if one in listed]:
        links = AMONG.join(f'<a href="#{shown(one)}"><bdi>{shown(one)}</bdi></a>' for one in denials)
        yield f'<p class="facts">{DENIED_BY}: {links}</p>'
    yield "</section>\n"


def entry_kind(entry: Entry) -> str:
    """What an entry is, in Arabic: a statement, a meeting, or the type of an event."""
    if entry.kind == "event":
        return EVENT_TYPES[EventType(entry.happening.type)]
    return KINDS[entry.kind]


def _telling(telling: Telling, behind: str) -> str:
    published = f" · {shown(readable_date(telling.published))}" if telling.published else ""
    outlet = f'<span class="label"><bdi>{shown(telling.outlet or telling.report)}</bdi>{published}</span>'
    speaker = f'<b class="source">{shown(telling.speaker)}</b> ' if telling.speaker else ""
    cue = f'<span class="cue">{shown(telling.cue)}</span> ' if telling.cue else ""
    status = f" ({words})" if (words := status_words(telling)) else ""
    return f'<li>{outlet}: {speaker}{cue}<q class="content">{shown(told_words(telling))}</q>{status}{behind}</li>\n'


def status_words(telling: Telling) -> str:
    """Whether an event happened, in Arabic; empty where it did, and for a statement."""
    return STATUSES[Status(telling.status)] if telling.status and telling.status != Status.ACTUAL else ""


def disagreements(happening: Happening) -> Iterator[tuple[str, list[tuple[str, str]], str]]:
    """Each field on which tellings disagree: its name, its values each with their outlets, and how they went on."""
    for field in happening.disagreed:
        values = []
        for value in field.values:
            outlets = dict.fromkeys(
                happening.tellings[at].outlet or happening.tellings[at].report for at in value.tellings
            )
            words = STATUSES[Status(value.value)] if field.name == "status" else value_words(value)
            values.append((words, AMONG.join(outlets)))
        course = f" · {COURSES[field.course]}" if field.course else ""
        yield FIELDS.get(field.name, field.name), values, course
