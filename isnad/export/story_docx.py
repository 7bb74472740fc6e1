"""A chronology to be handed on as a Word document, read from right to left.

The document is written as it comes, piece by piece into its archive, so that its length takes no memory; no library is
needed for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZipFile

from isnad.export import docx_parts as parts
from isnad.export.chronicled import Chronicled
from isnad.export.chronology import (
    DISAGREED,
    UNDATED,
    VARIED,
    Differing,
    disagreements,
    entry_kind,
    status_words,
    variations,
)
from isnad.export.citations import Citation, Cited, citations
from isnad.export.docx_parts import paragraph, run
from isnad.export.happenings import told_words
from isnad.export.provenance import cut_words, facts
from isnad.export.selection import Provenance
from isnad.export.story_words import (
    CHRONOLOGY,
    LINK,
    OUTLET,
    REPORTS,
    SOURCE,
    SPEAKER,
    STORIES,
    WORDS,
    story_facts,
    told_stories,
)
from isnad.export.stretches import precise_words
from isnad.model.chronology import Entry
from isnad.model.happening import Telling

SHARES: Final = (20, 20, 50, 10)


def write(selection: Chronicled, out: IO[bytes]) -> None:
    """The document.

    Args:
        selection: What to tell.
        out: Where to, open for bytes.
    """
    links: dict[str, str] = {}
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", parts.CONTENT_TYPES)
        archive.writestr("_rels/.rels", parts.ROOT_RELATIONS)
        archive.writestr("docProps/core.xml", parts.core(selection.provenance))
        archive.writestr("word/styles.xml", parts.STYLES)
        with archive.open("word/document.xml", "w") as document:
            for piece in _document(selection, links):
                document.write(piece.encode())
        archive.writestr("word/_rels/document.xml.rels", parts.relations(links))


def _document(selection: Chronicled, links: dict[str, str]) -> Iterator[str]:
    cited = Cited(citations(selection))
    yield parts.BEGINNING
    yield from _provenance(selection.provenance)
    yield from _stories(selection, cited)
    yield paragraph(run(CHRONOLOGY), style="Heading1")
    for day, entries in groupby(selection.entries(), key=lambda entry: entry.date):
        yield paragraph(run(precise_words(day) if day else UNDATED), style="Heading2")
        for entry in entries:
            yield from _entry(entry, cited)
    yield paragraph(run(REPORTS), style="Heading1")
    for number, source in cited:
        yield _citation(number, source, links)
    yield parts.END


def _provenance(provenance: Provenance) -> Iterator[str]:
    yield paragraph(run(provenance.title), style="Title")
    if cut := cut_words(provenance):
        yield paragraph(run(cut, bold=True))
    for label, value in facts(provenance):
        yield paragraph(run(f"{label}: ", bold=True), run(value))


def _stories(selection: Chronicled, cited: Cited) -> Iterator[str]:
    heading = paragraph(run(STORIES), style="Heading1")
    for story in told_stories(selection.stories()):
        yield heading + paragraph(run(story.label or story.reports[0]), style="Heading2")
        heading = ""
        yield paragraph(run(" · ".join(f"{label}: {value}" for label, value in story_facts(story))))
        for sentence in story.summary:
            yield paragraph(run(sentence.quote.strip() + " "), _mark(cited.number(sentence.report)))


def _entry(entry: Entry, cited: Cited) -> Iterator[str]:
    """What and who as a heading, a row a telling, and below it where they disagree."""
    yield paragraph(run(" · ".join([entry_kind(entry), *entry.happening.names])), style="Heading3")
    yield parts.table_beginning(*SHARES)
    heads = [paragraph(run(label, bold=True)) for label in (OUTLET, SPEAKER, WORDS, SOURCE)]
    yield parts.row(SHARES, *heads, heading=True)
    for telling in entry.happening.tellings:
        yield _telling(telling, cited)
    yield parts.TABLE_END
    yield from _differing(DISAGREED, " ≠ ", disagreements(entry.happening))
    yield from _differing(VARIED, " / ", variations(entry.happening))
    yield paragraph()


def _differing(heading: str, between: str, fields: Iterable[Differing]) -> Iterator[str]:
    for at, (field, values, course) in enumerate(fields):
        if not at:
            yield paragraph(run(heading, bold=True))
        words = between.join(f"{value} ({outlets})" for value, outlets in values)
        yield paragraph(run(f"{field}: ", bold=True), run(words + course))


def _telling(telling: Telling, cited: Cited) -> str:
    published = precise_words(telling.published.partition("T")[0]) if telling.published else ""
    outlet = paragraph(run(telling.outlet or telling.report)) + (paragraph(run(published)) if published else "")
    speaker = " ".join(part for part in (telling.speaker, telling.cue) if part)
    status = f" ({words})" if (words := status_words(telling)) else ""
    quote = f"«{told_words(telling)}»{status}"
    number = cited.number(telling.report, telling)
    return parts.row(SHARES, outlet, paragraph(run(speaker)), paragraph(run(quote)), paragraph(_mark(number)))


def _mark(number: int) -> str:
    return parts.inner_link(f"report{number}", f"[{number}]")


def _citation(number: int, source: Citation, links: dict[str, str]) -> str:
    told = [parts.bookmark(number, f"report{number}", run(f"[{number}]", latin=True)), run(f" {source.words()}. ")]
    if source.address:
        name = links.setdefault(source.address, f"rLink{len(links) + 1}")
        told += [run(f"{LINK}: "), parts.outer_link(name, source.address)]
    return paragraph(*told)
