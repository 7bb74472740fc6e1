"""An Atom feed (RFC 4287) of the reports that a saved search finds: an entry a report, with what it tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TextIO

from isnad.export.dates import readable_date
from isnad.export.html_words import shown
from isnad.export.identifiers import link, urn
from isnad.export.item import Reading
from isnad.export.provenance import PROGRAM, cut_words, facts
from isnad.export.selection import Provenance, Selection
from isnad.export.stretches import days, instant
from isnad.model import Report, Statement

BEGINNING: Final = 280  # code points of the text
STATEMENTS: Final = 5
MORE: Final = "عدد الأقوال الأخرى في التقرير"


def write(selection: Selection, out: TextIO, *, address: str | None = None) -> None:
    """The feed.

    Args:
        selection: What the search found.
        out: Where to.
        address: Where the feed will be found, None where that is not known.
    """
    out.write(_head(selection.provenance, link(address)))
    for reading in selection.readings():
        out.writelines(_entry(reading, selection.provenance))
    out.write("</feed>\n")


def _head(provenance: Provenance, address: str | None) -> str:
    subtitle = " · ".join(f"{label}: {value}" for label, value in facts(provenance))
    if cut := cut_words(provenance):
        subtitle = f"{cut} {subtitle}"
    own = f'<link rel="self" type="application/atom+xml" href="{shown(address)}"/>\n' if address else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar">\n'
        f"<id>{urn('search', provenance.query or provenance.title)}</id>\n"
        f"<title>{shown(provenance.title)}</title>\n"
        f"<subtitle>{shown(subtitle)}</subtitle>\n"
        f"<updated>{shown(provenance.made)}</updated>\n{own}"
        f'<generator version="{shown(provenance.version)}">{PROGRAM}</generator>\n'
    )


def _entry(reading: Reading, provenance: Provenance) -> Iterator[str]:
    report, published = reading.report, instant(reading.report.published)
    yield f"<entry>\n<id>{urn('report', report.id)}</id>\n<title>{shown(_title(report))}</title>\n"
    yield f"<updated>{_updated(report, provenance)}</updated>\n"
    if published:
        yield f"<published>{published}</published>\n"
    yield f"<author><name>{shown(report.author or report.outlet or report.id)}</name></author>\n"
    if address := link(report.url):
        yield f'<link rel="alternate" type="text/html" href="{shown(address)}"/>\n'
    if report.outlet:
        yield f'<category term="{shown(report.outlet)}"/>\n'
    markup = "".join(_summary(reading))
    yield f'<summary type="html">{shown(markup)}</summary>\n</entry>\n'


def _title(report: Report) -> str:
    return " ".join((report.title or (report.headline.quote(report.text) if report.headline else report.id)).split())


def _updated(report: Report, provenance: Provenance) -> str:
    """When it was published, since readers show what is newer. Of a day that is its beginning; where a report tells no
    day it is when the feed was made. What is really told of the time stands in the summary."""
    stretch = days(report.published)
    return instant(report.published) or (f"{stretch[0]}T00:00:00Z" if stretch else shown(provenance.made))


def _summary(reading: Reading) -> Iterator[str]:
    """The outlet and day, the beginning of the text and some statements, as markup from right to left."""
    report, statements = reading.report, reading.layers.statements
    facts = [report.outlet or "", readable_date(report.published) if report.published else ""]
    yield '<div dir="rtl" lang="ar">'
    yield f"<p>{' · '.join(f'<bdi>{shown(fact)}</bdi>' for fact in facts if fact)}</p>"
    yield f"<p>{shown(_beginning(report))}</p>"
    if statements:
        yield f"<ul>{''.join(_statement(one, report.text) for one in statements[:STATEMENTS])}</ul>"
    if len(statements) > STATEMENTS:
        yield f"<p>{MORE}: {len(statements) - STATEMENTS}</p>"
    yield "</div>"


def _beginning(report: Report) -> str:
    """The first words of the text behind its headline, cut between words."""
    start = report.headline.end if report.headline else 0
    words = report.text[start : start + BEGINNING + 1].strip()
    if len(report.text) - start <= BEGINNING:
        return words
    return (words[: words.rfind(" ")] if " " in words else words) + " …"


def _statement(statement: Statement, text: str) -> str:
    words = " … ".join(span.quote(text) for span in statement.content)
    who, cue = shown(statement.speaker), shown(statement.cue.quote(text))
    return f"<li><b>{who}</b> {cue} <q>{shown(words)}</q></li>"
