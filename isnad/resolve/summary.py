"""The label and the summary of a story: real sentences of its reports, never generated words.

A sentence is worth the weights of its terms in the story's centroid, for its length (Radev and others 2004, "Centroid-
based summarization of multiple documents"); of sentences that say the same only the best is taken (Carbonell and
Goldstein 1998). The label is the headline that is worth the most.

Known misses: a sentence whose pronoun points out of it is taken where the story has no better one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log, sqrt
from typing import Final, NamedTuple

import duckdb
import pyarrow as pa

from isnad.model import Span, SummarySentence
from isnad.resolve.archive import Archive

SENTENCES: Final = 3  # of a summary
_FIRST: Final = 4  # sentences of a report that are looked at, without the headline
_LONGEST: Final = 420  # code points of a sentence of a summary
_SHORTEST: Final = 5  # terms
_BATCH: Final = 1_000  # stories whose sentences are held at a time
_SAME: Final = 0.4  # share of the shorter sentence's terms that make two say the same


class _Line(NamedTuple):
    """A sentence: its report's id, its place, whether it is a headline, and its terms."""

    report: str
    span: Span
    quote: str
    headline: bool
    terms: frozenset[int]


class Sketch(NamedTuple):
    """What a story is about, in its reports' words."""

    label: str | None
    label_report: str | None
    summary: tuple[SummarySentence, ...]


def sketches(archive: Archive, stories: Sequence[Sequence[int]]) -> Iterator[Sketch]:
    """The sketch of each story, which is given as the numbers of its reports in order of publication."""
    with archive.database() as database:
        spread = Counter(dict(database.execute("select term, count(*) from terms group by term").fetchall()))
        for batch in _batches(stories):
            lines = _lines(database, [report for reports in batch for report in reports])
            for reports in batch:
                told = [line for report in reports for line in lines.get(report, [])]
                yield _sketch(told, len(reports), spread, len(archive))


def _batches(stories: Sequence[Sequence[int]]) -> Iterator[Sequence[Sequence[int]]]:
    for at in range(0, len(stories), _BATCH):
        yield stories[at : at + _BATCH]


def _sketch(lines: list[_Line], reports: int, spread: Counter[int], count: int) -> Sketch:
    centre = Counter(term for line in lines for term in line.terms)
    value = {term: told * log((count + 1) / (spread[term] + 0.5)) / reports for term, told in centre.items()}

    def worth(line: _Line) -> float:
        return round(sum(value[term] for term in line.terms) / sqrt(len(line.terms) + 4), 6)

    headlines = [line for line in lines if line.headline and line.terms]
    label = max(headlines, key=worth, default=None)
    chosen: list[_Line] = []
    for line in sorted((line for line in lines if _fit(line)), key=worth, reverse=True):
        if len(chosen) < SENTENCES and not any(_same(line, other) for other in chosen):
            chosen.append(line)
    chosen.sort(key=lines.index)
    return Sketch(
        label.quote if label is not None else None,
        label.report if label is not None else None,
        tuple(SummarySentence(report=line.report, span=line.span, quote=line.quote) for line in chosen),
    )


def _fit(line: _Line) -> bool:
    return not line.headline and len(line.terms) >= _SHORTEST and len(line.quote) <= _LONGEST


def _same(one: _Line, other: _Line) -> bool:
    return len(one.terms & other.terms) > _SAME * min(len(one.terms), len(other.terms))


def _lines(database: duckdb.DuckDBPyConnection, wanted: Sequence[int]) -> dict[int, list[_Line]]:
    """The headline and the first sentences of each report."""
    database.register("wanted", pa.table({"report": pa.array(wanted, type=pa.int32())}))
    query = f"""
        select report, id, start, "end", substring(text, start + 1, "end" - start) as quote, start < body, terms
        from sentences join wanted using (report) join reports using (report)
        qualify start < body or row_number() over (partition by report, start < body order by start) <= {_FIRST}
        order by report, start"""
    found: dict[int, list[_Line]] = {}
    for report, name, start, end, quote, headline, terms in database.execute(query).fetchall():
        found.setdefault(report, []).append(_Line(name, Span(start, end), quote, headline, frozenset(terms)))
    database.unregister("wanted")
    return found
