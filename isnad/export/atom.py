"""An Atom feed (RFC 4287) of what a search finds: an entry a report, a statement or an event.

Its identifiers are made of the report, its version and the place of the words, so that they are the same each time. An
entry is dated by the publication of its report, since readers of feeds show what is newer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, TextIO

from isnad.export.dates import readable_date
from isnad.export.html_words import shown
from isnad.export.identifiers import link, urn
from isnad.export.item import Reading
from isnad.export.provenance import PROGRAM, cut_words, facts
from isnad.export.selection import Provenance, Selection
from isnad.export.stretches import days, instant
from isnad.model import Event, Report, Statement

BEGINNING: Final = 280  # code points of the text
TITLE: Final = 90  # code points of the words of a statement or event in its title
STATEMENTS: Final = 5
MORE: Final = "عدد الأقوال الأخرى في التقرير"
UNNAMED: Final = "وسيلة غير مذكورة"  # who wrote, where a report names neither author nor outlet
MEDIA_TYPE: Final = "application/atom+xml"


class Link(NamedTuple):
    """A link of a feed or an entry: `rel` as RFC 4287 and RFC 5005 name it."""

    rel: str
    address: str
    type: str = "text/html"


class Feed(NamedTuple):
    """What stands at the head of a feed; `updated` is an instant in UTC, `language` that of title and subtitle."""

    id: str
    title: str
    subtitle: str
    updated: str
    version: str
    language: str = "ar"
    links: tuple[Link, ...] = ()


class Entry(NamedTuple):
    """One entry: `updated` an instant, `published` one or None, `markup` what it shows, its words escaped."""

    id: str
    title: str
    updated: str
    published: str | None
    author: str
    links: tuple[Link, ...]
    category: str | None
    markup: str


def write(selection: Selection, out: TextIO, *, address: str | None = None) -> None:
    """The feed of a selection.

    Args:
        selection: What the search found.
        out: Where to.
        address: Where the feed will be found, None where that is not known.
    """
    provenance, own = selection.provenance, link(address)
    links = (Link("self", own, MEDIA_TYPE),) if own else ()
    entries = (report_entry(reading, undated=provenance.made) for reading in selection.readings())
    out.writelines(feed_lines(_feed(provenance, links), entries))


def feed_lines(feed: Feed, entries: Iterable[Entry]) -> Iterator[str]:
    """The document in pieces."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed.language}">\n'
        f"<id>{shown(feed.id)}</id>\n<title>{shown(feed.title)}</title>\n"
        f"<subtitle>{shown(feed.subtitle)}</subtitle>\n<updated>{shown(feed.updated)}</updated>\n"
        f"{''.join(_links(feed.links))}"
        f'<generator version="{shown(feed.version)}">{PROGRAM}</generator>\n'
    )
    for entry in entries:
        yield from _entry(entry)
    yield "</feed>\n"


def report_entry(
    reading: Reading, *, undated: str, version: int = 1, page: str | None = None, unnamed: str = UNNAMED
) -> Entry:
    """A report with the beginning of its text and some of its statements.

    Args:
        reading: The report with its layers.
        undated: The instant that stands where the report tells no day.
        version: Of its text; one that its outlet corrected is an entry of its own.
        page: Where a page shows the report; its own address is then told beside it.
        unnamed: Who wrote, in the words of the feed, where the report names neither author nor outlet.
    """
    identity = ("report", reading.report.id) if version == 1 else ("report", reading.report.id, version)
    return _of(
        reading.report, urn(*identity), _title(reading.report), "".join(_summary(reading)), undated, page, unnamed
    )


def statement_entry(
    reading: Reading, at: int, *, undated: str, version: int = 1, page: str | None = None, unnamed: str = UNNAMED
) -> Entry:
    """One statement of a report, as `report_entry` gives a report."""
    report, statement = reading.report, reading.layers.statements[at]
    words = _content(statement, report.text)
    title = f"{statement.speaker} {statement.cue.quote(report.text)}: {_cut(words, TITLE)}"
    places = (statement.cue.start, statement.content[0].start if statement.content else -1)
    identity = urn("statement", report.id, version, *places)
    markup = (
        f"{_beginning_of_block()}{_facts(report)}<ul>{_statement(statement, report.text)}</ul>{_source(report)}</div>"
    )
    return _of(report, identity, title, markup, undated, page, unnamed)


def event_entry(
    reading: Reading, at: int, *, undated: str, version: int = 1, page: str | None = None, unnamed: str = UNNAMED
) -> Entry:
    """One event of a report in the sentence that tells it, as `report_entry` gives a report."""
    report, event = reading.report, reading.layers.events[at]
    told = " ".join(_around(event, report.text).split())
    title = f"{'، '.join((*event.actors, *event.recipients))}: {_cut(told, TITLE)}".removeprefix(": ")
    identity = urn("event", report.id, version, event.anchor.start, str(event.type))
    markup = f"{_beginning_of_block()}{_facts(report)}<p><q>{shown(told)}</q></p>{_source(report)}</div>"
    return _of(report, identity, title, markup, undated, page, unnamed)


def _feed(provenance: Provenance, links: tuple[Link, ...]) -> Feed:
    subtitle = " · ".join(f"{label}: {value}" for label, value in facts(provenance))
    if cut := cut_words(provenance):
        subtitle = f"{cut} {subtitle}"
    identity = urn("search", provenance.query or provenance.title)
    return Feed(identity, provenance.title, subtitle, provenance.made, provenance.version, links=links)


def _of(report: Report, identity: str, title: str, markup: str, undated: str, page: str | None, unnamed: str) -> Entry:
    return Entry(
        id=identity,
        title=" ".join(title.split()),
        updated=_updated(report, undated),
        published=instant(report.published),
        author=report.author or report.outlet or unnamed,
        links=tuple(_addresses(report, page)),
        category=report.outlet,
        markup=markup,
    )


def _addresses(report: Report, page: str | None) -> Iterator[Link]:
    own = link(report.url)
    if page:
        yield Link("alternate", page)
    if own:
        yield Link("via" if page else "alternate", own)


def _links(links: tuple[Link, ...]) -> Iterator[str]:
    for rel, address, type in links:
        yield f'<link rel="{rel}" type="{type}" href="{shown(address)}"/>\n'


def _entry(entry: Entry) -> Iterator[str]:
    yield f'<entry xml:lang="ar">\n<id>{shown(entry.id)}</id>\n<title>{shown(entry.title)}</title>\n'
    yield f"<updated>{shown(entry.updated)}</updated>\n"
    if entry.published:
        yield f"<published>{entry.published}</published>\n"
    yield f"<author><name>{shown(entry.author)}</name></author>\n"
    yield from _links(entry.links)
    if entry.category:
        yield f'<category term="{shown(entry.category)}"/>\n'
    yield f'<summary type="html">{shown(entry.markup)}</summary>\n</entry>\n'


def _title(report: Report) -> str:
    return report.title or (report.headline.quote(report.text) if report.headline else report.id)


def _updated(report: Report, undated: str) -> str:
    """When it was published. Of a day that is its beginning; what is really told of the time stands in the summary."""
    stretch = days(report.published)
    return instant(report.published) or (f"{stretch[0]}T00:00:00Z" if stretch else undated)


def _summary(reading: Reading) -> Iterator[str]:
    """The outlet and day, the beginning of the text and some statements, as markup from right to left."""
    report, statements = reading.report, reading.layers.statements
    yield _beginning_of_block() + _facts(report)
    if beginning := _beginning(report):
        yield f"<p>{shown(beginning)}</p>"
    if statements:
        yield f"<ul>{''.join(_statement(one, report.text) for one in statements[:STATEMENTS])}</ul>"
    if len(statements) > STATEMENTS:
        yield f"<p>{MORE}: {len(statements) - STATEMENTS}</p>"
    yield "</div>"


def _beginning_of_block() -> str:
    return '<div dir="rtl" lang="ar">'


def _facts(report: Report) -> str:
    """The outlet and day, nothing where neither is told."""
    facts = [report.outlet or "", readable_date(report.published) if report.published else ""]
    words = " · ".join(f"<bdi>{shown(fact)}</bdi>" for fact in facts if fact)
    return f"<p>{words}</p>" if words else ""


def _source(report: Report) -> str:
    """The title of the report in which something stands."""
    return f"<p>{shown(' '.join(_title(report).split()))}</p>"


def _beginning(report: Report) -> str:
    """The first words of the text behind its headline, cut between words."""
    start = report.headline.end if report.headline else 0
    return _cut(report.text[start:].strip(), BEGINNING)


def _cut(words: str, most: int) -> str:
    """Words as they are, or cut between two of them."""
    if len(words) <= most:
        return words
    first = words[: most + 1]
    return (first[: first.rfind(" ")] if " " in first else first) + " …"


def _around(event: Event, text: str) -> str:
    """The line in which an event stands."""
    start = text.rfind("\n", 0, event.anchor.start) + 1
    end = text.find("\n", event.anchor.end)
    return text[start : end if end >= 0 else len(text)]


def _content(statement: Statement, text: str) -> str:
    return " … ".join(span.quote(text) for span in statement.content)


def _statement(statement: Statement, text: str) -> str:
    who, cue = shown(statement.speaker), shown(statement.cue.quote(text))
    return f"<li><b>{who}</b> {cue} <q>{shown(_content(statement, text))}</q></li>"
