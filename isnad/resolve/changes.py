"""What the later of two copies did with the earlier one's sentences, and the agency that they name.

Sentences are aligned as Needleman and Wunsch (1970) align residues: in order, each with one at most, so that the sum of
the likenesses of those that stand together is the highest.

Known misses: a sentence that was split in two is one reworded and one added; one that was moved is cut and added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import pyarrow as pa
from rapidfuzz.distance import Indel

from isnad.lexicon import named_agencies
from isnad.model import Change, ChangeKind, CopyPair, Credit, Span
from isnad.resolve.archive import Archive

SAME_SENTENCE: Final = 0.5  # the least likeness (Indel, 0 to 1) of a sentence and its rewording


class Sentence(NamedTuple):
    """A sentence of a report: where it stands, and its terms in order."""

    span: Span
    terms: Sequence[int]


def copy_pairs(archive: Archive, copies: pa.Table) -> Iterator[CopyPair]:
    """The pairs of `FOUND["copies"]` as records: the direction, the agency, and what was changed.

    Args:
        archive: The reports.
        copies: What `find_copies` found, or some rows of it.
    """
    wanted = sorted({*copies.column("earlier").to_pylist(), *copies.column("later").to_pylist()})
    reports, sentences = _reports(archive, wanted), _sentences(archive, wanted)
    credited = {report: list(agency_credits(row["id"], row["text"])) for report, row in reports.items()}
    for pair in copies.to_pylist():
        one, other = pair["earlier"], pair["later"]
        named = (*credited[one], *credited[other])
        agencies = {credit.agency for credit in named}
        yield CopyPair(
            earlier=reports[one]["id"],
            later=reports[other]["id"],
            ordered=_told_apart(reports[one], reports[other]),
            similarity=round(pair["similarity"], 4),
            agency=agencies.pop() if len(agencies) == 1 else None,
            credits=named,
            changes=tuple(changes(reports[one]["text"], sentences[one], reports[other]["text"], sentences[other])),
        )


def agency_credits(report: str, text: str) -> Iterator[Credit]:
    """The places of a report that name an agency."""
    for agency, span in named_agencies(text):
        yield Credit(report=report, agency=agency, span=span, quote=span.quote(text))


def changes(one: str, before: Sequence[Sentence], other: str, after: Sequence[Sentence]) -> Iterator[Change]:
    """The sentences that two texts do not share, in the order of the texts; what was cut before what was added.

    Args:
        one: The earlier text.
        before: Its sentences.
        other: The later text.
        after: Its sentences.
    """
    for mine, theirs in _aligned(before, after):
        first = before[mine].span if mine is not None else None
        second = after[theirs].span if theirs is not None else None
        if mine is not None and theirs is not None and list(before[mine].terms) == list(after[theirs].terms):
            continue
        kind = ChangeKind.ADDED if first is None else ChangeKind.CUT if second is None else ChangeKind.REWORDED
        yield Change(
            kind=kind,
            earlier=first,
            later=second,
            earlier_quote=first.quote(one) if first is not None else None,
            later_quote=second.quote(other) if second is not None else None,
        )


def _aligned(before: Sequence[Sentence], after: Sequence[Sentence]) -> list[tuple[int | None, int | None]]:
    """Positions that stand together; None beside a sentence that stands alone."""
    likeness = [[_likeness(mine.terms, theirs.terms) for theirs in after] for mine in before]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(after) - 1, -1, -1):
            together = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(before) and j < len(after):
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return [*pairs, *((at, None) for at in range(i, len(before))), *((None, at) for at in range(j, len(after)))]


def _likeness(mine: Sequence[int], theirs: Sequence[int]) -> float:
    """0 where the two are not one sentence."""
    return Indel.normalized_similarity(mine, theirs, score_cutoff=SAME_SENTENCE) if mine and theirs else 0.0


def _told_apart(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether the times of publication tell which of the two came first."""
    if one["published"] is not None and other["published"] is not None:
        return bool(one["published"] != other["published"])
    return bool(one["day"] is not None and other["day"] is not None and one["day"] != other["day"])


def _reports(archive: Archive, wanted: Sequence[int]) -> dict[int, dict[str, Any]]:
    columns = archive.table("reports").select(["report", "id", "text", "published", "day"])
    rows = columns.take(pa.array(wanted, type=pa.int32())).to_pylist()
    return {row["report"]: row for row in rows}


def _sentences(archive: Archive, wanted: Sequence[int]) -> dict[int, list[Sentence]]:
    found: dict[int, list[Sentence]] = {report: [] for report in wanted}
    with archive.database() as database:
        database.register("wanted", pa.table({"report": pa.array(wanted, type=pa.int32())}))
        query = 'select report, start, "end", terms from sentences join wanted using (report) order by report, start'
        for report, start, end, terms in database.execute(query).fetchall():
            found[report].append(Sentence(Span(start, end), terms))
    return found
