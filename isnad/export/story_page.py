"""A chronology to be handed on as one HTML page: its origin, the stories, the entries, the reports cited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from isnad.export.chronicled import Chronicled
from isnad.export.chronology import STYLE, sections
from isnad.export.citations import Citation, Cited, citations
from isnad.export.html_page import FOOT, beginning
from isnad.export.html_words import shown
from isnad.export.provenance import cut_words, facts
from isnad.export.selection import Provenance
from isnad.export.story_words import CHRONOLOGY, LINK, REPORTS, STORIES, story_facts, told_stories
from isnad.model import Story
from isnad.model.happening import Telling

MORE = (
    STYLE
    + """
.cut { border: 2px solid var(--cue); padding: .5rem 1rem; font-weight: 700; }
.cite { font-size: .8em; color: var(--number); text-decoration: none; }
.cite:hover { text-decoration: underline; }
.reports li { margin-block-end: .5rem; overflow-wrap: anywhere; }
.reports a { color: var(--source); }
dl.provenance { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; font-size: .9em; margin: 0; }
dl.provenance dt { color: var(--dim); } dl.provenance dd { margin: 0; overflow-wrap: anywhere; }
"""
)


def write(selection: Chronicled, out: TextIO) -> None:
    """The page; nothing in it is fetched from outside."""
    title, cited = shown(selection.provenance.title), Cited(citations(selection))
    listed = {entry.happening.id for entry in selection.entries()}
    out.write(beginning(title, title, MORE))
    out.writelines(_provenance(selection.provenance))
    out.writelines(_stories(selection, cited))
    out.write(f"<h2>{CHRONOLOGY}</h2>\n")
    out.writelines(sections(selection.entries(), listed, lambda telling: _mark(cited, telling.report, telling)))
    out.writelines(_reports(cited))
    out.write(FOOT)


def _provenance(provenance: Provenance) -> Iterator[str]:
    if cut := cut_words(provenance):
        yield f'<p class="cut">{cut}</p>\n'
    lines = [f"<dt>{label}</dt><dd><bdi>{shown(value)}</bdi></dd>" for label, value in facts(provenance)]
    yield f'<dl class="provenance">{"".join(lines)}</dl>\n'


def _stories(selection: Chronicled, cited: Cited) -> Iterator[str]:
    heading = f"<h2>{STORIES}</h2>\n"
    for story in told_stories(selection.stories()):
        yield heading + "".join(_story(story, cited))
        heading = ""


def _story(story: Story, cited: Cited) -> Iterator[str]:
    yield f"<article><h3>{shown(story.label or story.reports[0])}</h3>\n"
    told = " · ".join(f"{label}: <bdi>{shown(value)}</bdi>" for label, value in story_facts(story))
    yield f'<p class="facts">{told}</p>\n'
    for sentence in story.summary:
        yield f"<p>{shown(sentence.quote.strip())}{_mark(cited, sentence.report)}</p>\n"
    yield "</article>\n"


def _mark(cited: Cited, report: str, telling: Telling | None = None) -> str:
    number = cited.number(report, telling)
    return f' <a class="cite" href="#report-{number}"><bdi>[{number}]</bdi></a>'


def _reports(cited: Cited) -> Iterator[str]:
    yield f'<article class="reports"><h2>{REPORTS}</h2>\n<ol>\n'
    for number, source in cited:
        yield f'<li id="report-{number}">{_citation(source)}</li>\n'
    yield "</ol></article>\n"


def _citation(source: Citation) -> str:
    link = ""
    if source.address:
        address = shown(source.address)
        link = f' {LINK}: <a rel="noopener noreferrer" href="{address}"><bdi dir="ltr">{address}</bdi></a>'
    return f'<span>{shown(source.words())}</span>.{link} <span class="label"><bdi>{shown(source.report)}</bdi></span>'
