"""One page for a reader: each report as it was published, with its statements marked, and the list of them beside it.

The page asks for nothing from outside: no script, no font, no image. A browser joins Arabic letters across the marks
because the marks take no room.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import TextIO

from isnad.errors import ReadError
from isnad.export.html_page import CHANNELS, FOOT, HEAD, KINDS, ROLES
from isnad.export.item import Item, Reading
from isnad.export.marks import Mark, Segment, report_marks, segments
from isnad.model import Report, Span, Statement

UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def write(items: Iterable[Item], out: TextIO, *, explain: bool = False) -> None:
    """The page, an article a report as it comes; a report that could not be read is named in its place."""
    out.write(HEAD)
    for place, item in enumerate(items):
        parts = _error(item) if isinstance(item, ReadError) else _article(place, item, explain)
        out.writelines(parts)
    out.write(FOOT)


def shown(words: str) -> str:
    """Words as they may stand in a page or in an attribute."""
    return escape(UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", words))


def _error(error: ReadError) -> Iterator[str]:
    yield f'<article class="error"><h2><bdi>{shown(error.identifier)}</bdi></h2>'
    yield f'<p dir="ltr" lang="en"><code>{error.slug}</code> {shown(str(error))}</p></article>\n'


def _article(place: int, item: Reading, explain: bool) -> Iterator[str]:
    yield f'<article id="r{place}">\n<header>'
    yield from _heading(item.report)
    yield '</header>\n<div class="columns"><div class="text">'
    yield from _text(place, item)
    yield '</div>\n<aside aria-label="الأقوال"><ol>\n'
    for number, statement in enumerate(item.layers.statements):
        yield from _entry(f"r{place}-s{number}", statement, item.report.text)
    yield "</ol>"
    if explain and item.layers.rejections:
        yield from _rejections(item)
    yield "</aside></div>\n</article>\n"


def _heading(report: Report) -> Iterator[str]:
    title = report.title or (report.headline.quote(report.text) if report.headline else report.id)
    yield f"<h2>{shown(title)}</h2>"
    facts = [part for part in (report.outlet, report.published, report.author, report.id) if part]
    yield '<p class="facts">' + " · ".join(f"<bdi>{shown(fact)}</bdi>" for fact in facts)
    if report.url and re.match(r"https?://", report.url):
        yield f' · <a rel="noopener noreferrer" href="{shown(report.url)}">المصدر</a>'
    yield "</p>"


def _text(place: int, item: Reading) -> Iterator[str]:
    """The text in its own order, embedded posts as blocks of their own."""
    marks = report_marks(item.report, item.layers)
    for block, is_post in _blocks(item.report):
        tag = 'blockquote class="post"' if is_post else "div"
        yield f"<{tag}>"
        yield from (_segment(place, segment, item.report.text) for segment in segments(block, marks))
        yield f"</{tag.split()[0]}>"


def _blocks(report: Report) -> Iterator[tuple[Span, bool]]:
    """Stretches of the text and whether each is an embedded post."""
    done = 0
    for post in sorted(report.posts, key=lambda post: post.words):
        start, end = max(post.words.start, done), post.signature.end
        if start >= end:
            continue
        if done < start:
            yield Span(done, start), False
        yield Span(start, end), True
        done = end
    if done < len(report.text):
        yield Span(done, len(report.text)), False


def _segment(place: int, segment: Segment, text: str) -> str:
    anchors = "".join(f'<a id="r{place}-s{number}"></a>' for number in segment.opens)
    words = shown(segment.span.quote(text))
    if not segment.marks:
        return anchors + words
    numbers = " ".join(str(number + 1) for number in segment.numbers)
    told = f' title="{_title(segment.marks)}" data-statements="{numbers}"' if numbers else ""
    return f'{anchors}<span class="{" ".join(segment.roles)}"{told}>{words}</span>'


def _title(marks: Iterable[Mark]) -> str:
    return "، ".join(f"{ROLES[mark.role]} {mark.number + 1}" for mark in marks if mark.number is not None)


def _entry(anchor: str, statement: Statement, text: str) -> Iterator[str]:
    """A line of the list: who, by what word, through what, and the words themselves."""
    yield f'<li><a href="#{anchor}"><b class="speaker">{shown(statement.speaker)}</b></a> '
    yield f'<span class="cue">{shown(statement.cue.quote(text))}</span> '
    yield f'<span class="label">{KINDS[statement.kind]}، {CHANNELS[statement.channel]}</span>'
    for role, span in (("via", statement.via), ("addressee", statement.addressee)):
        if span is not None:
            yield f' <span class="label">{ROLES[role]}: <span class="{role}">{shown(span.quote(text))}</span></span>'
    pieces = " … ".join(shown(span.quote(text)) for span in statement.content)
    yield f'<q class="content">{pieces}</q></li>\n'


def _rejections(item: Reading) -> Iterator[str]:
    yield "<details><summary>ما ليس قولا</summary><ul>"
    for rejection in item.layers.rejections:
        quote = shown(rejection.span.quote(item.report.text))
        yield f'<li><code dir="ltr">{shown(rejection.reason)}</code> {quote}</li>'
    yield "</ul></details>"
