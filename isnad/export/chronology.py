"""A chronology as JSON Lines, as a table, and as a page that is read from right to left."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, repeat
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
from isnad.model.happening import Field, Happening, HappeningKind, Telling

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
POLARITIES = {"positive": "إثبات", "negative": "نفي"}
COURSES = {"rising": "ارتفع مع الوقت", "falling": "انخفض مع الوقت"}
DENIED_BY = "منفي في"
DISAGREED, VARIED = "تختلف فيه الروايات", "تتفاوت فيه الروايات وقد يصح كله"
Differing = tuple[str, list[tuple[str, str]], str]
"""A field with its values, each with their outlets, and how they went on."""

STYLE = """
.entry { border-inline-start: 3px solid var(--line); padding-inline-start: 1rem; margin-block: 1rem; }
.entry ul { list-style: none; padding: 0; margin: .25rem 0; }
.entry q { quotes: none; }
.entry ul.facts { padding-inline-start: 1rem; }
.apart { font-weight: 600; }
.varied { opacity: .8; }
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
            _show_differing(page, entries)


def _show_differing(page: Page, entries: Iterable[Entry]) -> None:
    """Below a table, the values of each entry that tellings do not share: first what they disagree on."""
    for heading, style, between, of in (
        (DISAGREED, "yellow", " ≠ ", disagreements),
        (VARIED, "dim", " / ", variations),
    ):
        lines = [
            f"{entry.date or UNDATED} · {entry_kind(entry)} · {field}: "
            f"{between.join(f'{value} ({outlets})' for value, outlets in values)}{course}"
            for entry in entries
            for field, values, course in of(entry.happening)
        ]
        if lines:
            page.show(heading, "bold")
        for line in lines:
            page.show(line, style)


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
    yield from _differing(DISAGREED, "apart", " ≠ ", disagreements(happening))
    yield from _differing(VARIED, "varied", " / ", variations(happening))
    if denials := [one for one in happening.denied_by if one in listed]:
        links = AMONG.join(f'<a href="#{shown(one)}"><bdi>{shown(one)}</bdi></a>' for one in denials)
        yield f'<p class="facts">{DENIED_BY}: {links}</p>'
    yield "</section>\n"


def _differing(heading: str, css: str, between: str, fields: Iterable[Differing]) -> Iterator[str]:
    lines = [
        f"<li>{field}: {between.join(f'<bdi>{shown(value)}</bdi> ({shown(outlets)})' for value, outlets in values)}"
        f"{course}</li>"
        for field, values, course in fields
    ]
    if lines:
        yield f'<p class="facts {css}">{heading}</p>\n<ul class="facts {css}">{"".join(lines)}</ul>\n'


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


def disagreements(happening: Happening) -> Iterator[Differing]:
    """Each field on which tellings disagree: its name, its values each with their outlets, and how they went on."""
    return map(_side_by_side, happening.disagreed, repeat(happening))


def variations(happening: Happening) -> Iterator[Differing]:
    """The same of each field in which tellings differ, of which it is open whether all can be right."""
    return map(_side_by_side, happening.varied, repeat(happening))


def _side_by_side(field: Field, happening: Happening) -> Differing:
    values = []
    for value in field.values:
        outlets = dict.fromkeys(happening.tellings[at].outlet or happening.tellings[at].report for at in value.tellings)
        words = STATUSES[Status(value.value)] if field.name == "status" else value_words(value)
        values.append((POLARITIES.get(words, words), AMONG.join(outlets)))
    course = f" · {COURSES[field.course]}" if field.course else ""
    return FIELDS.get(field.name, field.name), values, course
