"""Who met, praised, accused, threatened, attacked, quoted or addressed whom, and when.

Ties are read from events and statements; both ends must be actors of the archive. Only what a report tells as having
happened counts (status `actual`); what somebody alone claims is counted beside it. An event without a date has no
period; a statement without a time has that of its report, and says so.

Known misses: recipients that are told by description (`المعارضة`) have no tie.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import combinations
from typing import Any, Final, Literal, NamedTuple

import pyarrow as pa

from isnad.model import Evidence, Span, Tie
from isnad.resolve.actor_mentions import ReportRow, actors_by_name, report_rows
from isnad.resolve.actors import FoundActors
from isnad.resolve.archive import Archive
from isnad.resolve.copies import copy_groups, pairs_of
from isnad.text import fold

Step = Literal["day", "month", "year"]
_LENGTHS: Final = {"day": 10, "month": 7, "year": 4}
_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_OF_EVENTS: Final = {"CONSULT": "met", "ACCUSE": "accused", "THREATEN": "threatened", "ASSAULT": "attacked"}
_OF_ACTS: Final = {"praise": "praised", "accuse": "accused", "condemn": "accused", "threaten": "threatened"}
_NO_ACCUSATION: Final = "investigate"
_EXAMPLES: Final = 3


class _Telling(NamedTuple):
    one: int
    relation: str
    other: int
    date: str | None
    dated_by: str | None
    report: int
    start: int
    end: int
    claimed: bool


def find_network(
    archive: Archive, found: FoundActors, *, by: Step = "month", copies: pa.Table | None = None
) -> list[Tie]:
    """The ties of all actors, those that most independent reports tell first.

    Args:
        archive: The reports.
        found: Their actors.
        by: How long a period is.
        copies: The table `copies` of `FOUND`; without it every report counts as independent.
    """
    reports = report_rows(archive)
    wording = copy_groups(pairs_of(copies)) if copies is not None else {}
    names = actors_by_name(archive, found.table)
    by_office = set[tuple[int, int]]()
    for report, name, actor, _ in zip(*found.described.to_pydict().values(), strict=True):
        if name not in names.setdefault(report, {}) and actor not in names[report].values():
            by_office.add((report, actor))
        names[report].setdefault(name, actor)
    ties: dict[tuple[Any, ...], list[_Telling]] = defaultdict(list)
    for telling in (*_of_events(archive, names), *_of_statements(archive, names, reports)):
        period = _period(telling.date, by)
        dated_by = telling.dated_by if period else None
        ties[telling.one, telling.relation, telling.other, period, dated_by].append(telling)
    rows = [_tie(key, tellings, found, reports, wording, by_office) for key, tellings in ties.items()]
    return sorted(
        rows, key=lambda tie: (-tie.independent, tie.one, tie.relation, tie.other, tie.period or "", tie.dated_by or "")
    )


def _period(date: str | None, by: Step) -> str | None:
    """The period in which a date lies; None where it is told less precisely than that."""
    found = _DATE.match(date or "")
    length = _LENGTHS[by]
    return found[0][:length] if found is not None and len(found[0]) >= length else None


def _of_events(archive: Archive, names: dict[int, dict[str, int]]) -> Iterator[_Telling]:
    with archive.database() as database:
        rows = database.execute(
            'select report, start, "end", type, mode, actors, recipients, date, claimed_by from events '
            "where status = 'actual' and list_contains($types, type) order by report, event",
            {"types": list(_OF_EVENTS)},
        ).fetchall()
    for report, start, end, kind, mode, actors, recipients, date, claimed_by in rows:
        if mode == _NO_ACCUSATION:
            continue
        known = names.get(report, {})
        doers, others = (sorted({known[name] for name in side if name in known}) for side in (actors, recipients))
        if kind == "CONSULT":
            pairs = list(combinations(sorted({*doers, *others}), 2))
        else:
            pairs = [(one, other) for one in doers for other in others if one != other]
        for one, other in pairs:
            dated_by = "told" if date else None
            yield _Telling(one, _OF_EVENTS[kind], other, date, dated_by, report, start, end, claimed_by is not None)


def _of_statements(
    archive: Archive, names: dict[int, dict[str, int]], reports: Sequence[ReportRow]
) -> Iterator[_Telling]:
    with archive.database() as database:
        rows = database.execute(
            'select s.report, s.start, s."end", s.speaker, s.act, s.target, s.addressee, s.time, o.speaker '
            "from statements s left join statements o on o.report = s.report and o.statement = s.nested_in "
            "where s.duplicate_of is null "
            "and (s.target is not null or s.addressee is not null or o.speaker is not null) "
            "order by s.report, s.statement"
        ).fetchall()
    for report, start, end, speaker, act, target, addressee, time, outer in rows:
        known = names.get(report, {})
        one = known.get(speaker)
        if one is None:
            continue
        date, dated_by = (time, "told") if time else (reports[report].day, "published")
        claimed = outer is not None
        for relation, other in (
            (_OF_ACTS.get(act), _named_in(target, known)),
            ("addressed", _named_in(addressee, known)),
        ):
            if relation is not None and other is not None and other != one:
                yield _Telling(one, relation, other, date, dated_by, report, start, end, claimed)
        quoting = known.get(outer) if outer is not None else None
        if quoting is not None and quoting != one:
            yield _Telling(quoting, "quoted", one, date, dated_by, report, start, end, False)


def _named_in(words: str | None, known: dict[str, int]) -> int | None:
    """The one actor whose name these words are or hold; None where they hold none, or two."""
    if words is None:
        return None
    plain = f" {fold(words.replace('_', ' ').replace('#', ''))} "
    holding = {actor for name, actor in known.items() if len(name) > 2 and _holds(plain, fold(name))}
    return holding.pop() if len(holding) == 1 else None


def _holds(plain: str, name: str) -> bool:
    return any(f" {glued} " in plain for glued in (name, f"ل{name}", f"ب{name}", f"لل{name.removeprefix('ال')}"))


def _tie(
    key: tuple[Any, ...],
    tellings: list[_Telling],
    found: FoundActors,
    reports: Sequence[ReportRow],
    wording: Mapping[int, int],
    by_office: Set[tuple[int, int]],
) -> Tie:
    one, relation, other, period, dated_by = key
    by_report: dict[int, list[_Telling]] = defaultdict(list)
    for telling in tellings:
        by_report[telling.report].append(telling)
    order = sorted(by_report, key=lambda report: (reports[report].day or "9999", report))
    return Tie(
        one=one,
        one_name=found.actors[one].name,
        relation=relation,
        other=other,
        other_name=found.actors[other].name,
        period=period,
        dated_by=dated_by,
        reports=len(by_report),
        independent=len({wording.get(report, report) for report in by_report}),
        claimed=sum(all(telling.claimed for telling in told) for told in by_report.values()),
        by_office=sum(not by_office.isdisjoint({(report, one), (report, other)}) for report in by_report),
        examples=tuple(_evidence(by_report[report][0], reports) for report in order[:_EXAMPLES]),
    )


def _evidence(telling: _Telling, reports: Sequence[ReportRow]) -> Evidence:
    report, span = reports[telling.report], Span(telling.start, telling.end)
    return Evidence(
        report=report.id, span=span, quote=span.quote(report.text), outlet=report.outlet, published=report.day
    )
