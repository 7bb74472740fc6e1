"""One page for a reader: each report as published, with its statements and events marked, and lists of them beside it.

The page asks for nothing from outside: no script, no font, no image. A browser joins Arabic letters across the marks
because the marks take no room.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from isnad.errors import ReadError
from isnad.export.dates import readable_date
from isnad.export.html_events import event_list
from isnad.export.html_page import AGAIN, BLOCKS, CHANNELS, FOOT, HEAD, INSIDE, KINDS, ROLES, UNKNOWN
from isnad.export.html_words import shown
from isnad.export.item import Item, Reading
from isnad.export.marks import Mark, Segment, report_marks, segments
from isnad.model import Report, Span, Statement
from isnad.model.statement import UNRESOLVED


def write(items: Iterable[Item], out: TextIO, *, explain: bool = False) -> None:
    """The page, an article a report as it comes; a report that could not be read is named in its place."""
    out.write(HEAD)
    for place, item in enumerate(items):
        parts = _error(item) if isinstance(item, ReadError) else _article(place, item, explain)
        out.writelines(parts)
    out.write(FOOT)


def _error(error: ReadError) -> Iterator[str]:
    yield f'<article class="error"><h2><bdi>{shown(error.identifier)}</bdi></h2>'
    yield f'<p dir="ltr" lang="en"><code>{error.slug}</code> {shown(error.reason)}</p></article>\n'


def _article(place: int, item: Reading, explain: bool) -> Iterator[str]:
    yield f'<article id="r{place}">\n<header>'
    yield from _heading(item.report)
    yield '</header>\n<div class="columns"><div class="text">'
    yield from _text(f"r{place}", item)
    yield '</div>\n<aside aria-label="الأقوال والأحداث"><ol>\n'
    for number, statement in enumerate(item.layers.statements):
        yield from _entry(f"r{place}", number, statement, item.report.text)
    yield "</ol>"
    yield from event_list(f"r{place}", item)
    if explain and item.layers.rejections:
        yield from _rejections(item)
    yield "</aside></div>\n</article>\n"


def _heading(report: Report) -> Iterator[str]:
    """What is known of the report; its title too, unless the text has it as a line of its own."""
    if report.headline is None:
        yield f"<h2>{shown(report.title or report.id)}</h2>"
    facts = [f"<bdi>{shown(fact)}</bdi>" for fact in (report.outlet, report.author) if fact]
    if report.published:
        told = shown(readable_date(report.published))
        facts.insert(1 if report.outlet else 0, f'<time datetime="{shown(report.published)}">{told}</time>')
    if report.url and re.match(r"https?://", report.url):
        facts.append(f'<a rel="noopener noreferrer" href="{shown(report.url)}">المصدر</a>')
    yield f'<p class="facts">{" · ".join([*facts, f"<bdi>{shown(report.id)}</bdi>"])}</p>'


def _text(anchor: str, item: Reading) -> Iterator[str]:
    """The text in its own order, cut into blocks."""
    text, blocks = item.report.text, list(_blocks(item.report))
    waiting, end, closing = iter(blocks), 0, ""
    for segment in segments(text, report_marks(item.report, item.layers), [span.start for span, _ in blocks]):
        if segment.span.start >= end:
            span, kind = next(waiting)
            yield closing + BLOCKS[kind][0]
            end, closing = span.end, BLOCKS[kind][1]
        yield _segment(anchor, segment, text)
    yield closing


def _blocks(report: Report) -> Iterator[tuple[Span, str]]:
    """Stretches of the text, each a key of `BLOCKS`; those that overlap an earlier one are cut or left out."""
    apart = [(Span(post.words.start, post.signature.end), "post") for post in report.posts]
    if report.headline is not None:
        apart.append((report.headline, "headline"))
    done = 0
    for span, kind in sorted(apart):
        start = max(span.start, done)
        if start < span.end:
            yield from _prose(report.text, done, start)
            yield Span(start, span.end), kind
            done = span.end
    yield from _prose(report.text, done, len(report.text))


def _prose(text: str, start: int, end: int) -> Iterator[tuple[Span, str]]:
    """What stands between; the blank lines at its ends are no part of what is seen, since blocks keep a distance."""
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    last = max(first, start + len(words.rstrip()))
    for span, kind in ((Span(start, first), "gap"), (Span(first, last), "prose"), (Span(last, end), "gap")):
        if span:
            yield span, kind


def _segment(anchor: str, segment: Segment, text: str) -> str:
    numbers = "".join(_number(anchor, number) for number in segment.opens)
    numbers += "".join(_event_number(anchor, number) for number in segment.opens_events)
    words = shown(segment.span.quote(text))
    if not segment.marks:
        return numbers + words
    tag = 'bdi dir="ltr"' if "handle" in segment.roles else "span"
    covering = " ".join(str(number + 1) for number in segment.numbers)
    told = f' title="{title}"' if (title := _title(segment.marks)) else ""
    told += f' data-statements="{covering}"' if covering else ""
    return f'{numbers}<{tag} class="{" ".join(segment.roles)}"{told}>{words}</{tag.split()[0]}>'


def _number(anchor: str, number: int) -> str:
    """A statement's number as a link to its entry; its digits come from the style and so never are in the text."""
    label = f"القول {number + 1}، إلى القائمة"
    place, entry = f"{anchor}-s{number}", f"{anchor}-l{number}"
    return f'<a class="number" id="{place}" href="#{entry}" aria-label="{label}" data-number="{number + 1}"></a>'


def _event_number(anchor: str, number: int) -> str:
    """An event's number, as that of a statement, with the letter that tells them apart."""
    label = f"الحدث {number + 1}، إلى القائمة"
    place, entry = f"{anchor}-e{number}", f"{anchor}-le{number}"
    link = f'id="{place}" href="#{entry}" aria-label="{label}" data-number="ح{number + 1}"'
    return f'<a class="number of-event" {link}></a>'


def _title(marks: Iterable[Mark]) -> str:
    return "، ".join(f"{ROLES[mark.role]} {mark.number + 1}" for mark in marks if mark.number is not None)


def _entry(anchor: str, number: int, statement: Statement, text: str) -> Iterator[str]:
    """A line of the list: who, by what word, through what, and the words themselves."""
    yield f'<li id="{anchor}-l{number}"><a href="#{anchor}-s{number}">{_speaker(statement)}</a> '
    yield f'<span class="cue">{shown(statement.cue.quote(text))}</span> '
    yield f'<span class="label">{" · ".join(_labels(anchor, statement, text))}</span>'
    pieces = " … ".join(shown(span.quote(text)) for span in statement.content)
    yield f'<q class="content">{pieces}</q></li>\n'


def _labels(anchor: str, statement: Statement, text: str) -> Iterator[str]:
    yield f"{KINDS[statement.kind]}، {CHANNELS[statement.channel]}"
    for role, span in (("via", statement.via), ("addressee", statement.addressee), ("target", statement.target)):
        if span is not None:
            yield f'{ROLES[role]}: <span class="{role}">{shown(span.quote(text))}</span>'
    for label, other in ((INSIDE, statement.nested_in), (AGAIN, statement.duplicate_of)):
        if other is not None:
            yield f'{label}&nbsp;<a href="#{anchor}-l{other}">{other + 1}</a>'


def _speaker(statement: Statement) -> str:
    if statement.resolved_by == UNRESOLVED:
        return f'<i class="speaker">{UNKNOWN}</i>'
    return f'<b class="speaker">{shown(statement.speaker)}</b>'


def _rejections(item: Reading) -> Iterator[str]:
    yield "<details><summary>ما ليس قولا</summary><ul>"
    for rejection in item.layers.rejections:
        quote = shown(rejection.span.quote(item.report.text))
        yield f'<li><code dir="ltr">{shown(rejection.reason)}</code> {quote}</li>'
    yield "</ul></details>"
