"""Happenings: the same statement or event across the reports of a story, with what each telling made of it.

Candidate pairs come from SQL over shared keys (`candidates.py`); two events are compared by `event_likeness.py`, two
statements by `utterances.py`; groups are made without chains (`clusters.py`). A happening may have one telling. The
outcome does not depend on the order in which reports were added: everything is put in order of story, publication and
report id first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import pyarrow as pa

from isnad.model import Span
from isnad.model.happening import Happening, HappeningKind, Telling
from isnad.model.statement import UNRESOLVED
from isnad.resolve.archive import Archive
from isnad.resolve.candidates import candidate_pairs
from isnad.resolve.clusters import around_centres, average_link
from isnad.resolve.copies import copy_groups
from isnad.resolve.denials import denial_links
from isnad.resolve.disagreements import event_fields, statement_fields
from isnad.resolve.event_likeness import GROUPS, SAME_EVENT, EventLikeness
from isnad.resolve.stories_told import Part, Stories, cuts
from isnad.resolve.told import Told
from isnad.resolve.utterances import SAME_UTTERANCE, UtteranceLikeness, wordings
from isnad.text import sentences


def happenings(archive: Archive, found: Mapping[str, pa.Table]) -> Iterator[Happening]:
    """The happenings of all stories, in order of story, first telling and kind; some stories at a time are in memory.

    Args:
        archive: The reports.
        found: The tables `stories`, `copies` and `actors` (see `FOUND`); without `copies` every report is its own
            telling, without `actors` people are told apart by the key of their name.
    """
    parts = PartByPart(archive, found)
    for reports in cuts(found):
        yield from parts.of(reports)


class PartByPart:
    """An archive whose happenings are made for some stories at a time; each part knows nothing of the others."""

    def __init__(self, archive: Archive, found: Mapping[str, pa.Table]) -> None:
        self._stories = Stories(archive, found)
        pairs = self._stories.database.sql("select earlier, later from copies order by all").fetchall()
        self._copies = copy_groups(pairs)

    def of(self, reports: Sequence[int]) -> list[Happening]:
        """The happenings of these reports, which are those of whole stories."""
        return _happenings_of(Part(self._stories, reports), self._copies)


def _happenings_of(part: Part, copies: Mapping[int, int]) -> list[Happening]:
    stories = part.stories
    events, statements = part.events(), part.statements()
    maker = _Maker(part, copies)
    event_groups = _event_groups(part, events)
    statement_groups = _statement_groups(stories, statements)
    made = [maker.event([events[node] for node in group]) for group in event_groups]
    made += [maker.statement([statements[node] for node in group]) for group in statement_groups]
    ids = {("event", node): made[at].id for at, group in enumerate(event_groups) for node in group}
    behind = len(event_groups)
    ids |= {("statement", node): made[behind + at].id for at, group in enumerate(statement_groups) for node in group}
    order = {one.id: (one.story, maker.first[one.id], one.kind) for one in made}
    linked = _with_denials(made, denial_links(stories, statements, events, ids))
    return sorted(linked, key=lambda one: (*order[one.id], one.id))


def _event_groups(part: Part, events: Sequence[Told]) -> list[list[int]]:
    likeness = EventLikeness(part, events)

    def score(one: int, other: int) -> float:
        return likeness(events[one], events[other])

    scores = {pair: score(*pair) for pair in candidate_pairs(part.stories, events, GROUPS)}
    return average_link(range(len(events)), scores, score, SAME_EVENT)


def _statement_groups(stories: Stories, statements: Sequence[Told]) -> list[list[int]]:
    likeness = UtteranceLikeness(stories)
    together = dict.fromkeys((statement.type for statement in statements), "")
    scores = {
        (one, other): likeness(statements[one], statements[other])
        for one, other in candidate_pairs(stories, statements, together)
    }
    groups = around_centres(range(len(statements)), scores, lambda node: statements[node].weight, SAME_UTTERANCE)
    return _with_duplicates(groups, statements)


def _with_duplicates(groups: list[list[int]], statements: Sequence[Told]) -> list[list[int]]:
    """A statement that its report itself tells twice goes where the other is, unless it was joined to another's."""
    of = {node: group for group in groups for node in group}
    place = {(statement.report, statement.at): statement.node for statement in statements}
    for statement in statements:
        again = place.get((statement.report, statement.row["duplicate_of"]))
        if again is not None and len(of[statement.node]) == 1 and of[again] is not of[statement.node]:
            of[again].append(statement.node)
            of[statement.node].clear()
            of[statement.node] = of[again]
    return sorted(sorted(group) for group in groups if group)


class _Maker:
    """Makes happenings of their tellings; `first` is the order of each by its first telling."""

    def __init__(self, part: Part, copies: Mapping[int, int]) -> None:
        self._stories = part.stories
        self._texts = part.texts
        self._copies = copies
        self.first: dict[str, tuple[Any, ...]] = {}

    def event(self, told: Sequence[Told]) -> Happening:
        """The happening of these events."""
        kinds = Counter(one.type for one in told)
        type = min(kinds, key=lambda name: (-kinds[name], name))
        fullest = min(range(len(told)), key=lambda at: (-len(told[at].terms), at))
        fields = event_fields(told, [self._texts[one.report] for one in told])
        return self._made(HappeningKind.EVENT, told, type=type, fullest=fullest, fields=fields)

    def statement(self, told: Sequence[Told]) -> Happening:
        """The happening of these statements."""
        acts = Counter(one.type for one in told)
        fullest = min(range(len(told)), key=lambda at: (-told[at].weight, at))
        texts = [self._texts[one.report] for one in told]
        return self._made(
            HappeningKind.STATEMENT,
            told,
            type=min(acts, key=lambda name: (-acts[name], name)),
            fullest=fullest,
            fields=statement_fields(told),
            wordings=wordings(self._stories, told, texts, fullest) if len(told) > 1 else (),
        )

    def _made(self, kind: HappeningKind, told: Sequence[Told], **fields: Any) -> Happening:
        groups: dict[int, int] = {}
        for one in told:
            groups.setdefault(self._copies.get(one.report, one.report), len(groups))
        tellings = tuple(self._telling(one, groups) for one in told)
        who = _fullest_names(told)
        made = Happening(
            id=f"{kind}-{tellings[0].report}-{tellings[0].at}",
            story=told[0].story,
            kind=kind,
            tellings=tellings,
            independent=len(groups),
            who=tuple(sorted(who)),
            names=tuple(who[key] for key in sorted(who)),
            by_office=tuple(sorted(set().union(*(one.by_office for one in told)) & who.keys())),
            **fields,
        )
        self.first[made.id] = (told[0].day is None, told[0].day or 0, told[0].row["id"], told[0].span.start)
        return made

    def _telling(self, one: Told, groups: Mapping[int, int]) -> Telling:
        row = one.row
        moment = row["published"] or row["day"]
        said = "cue" in row
        text = self._texts[one.report]
        sentence = self._sentence(one)
        return Telling(
            report=row["id"],
            at=one.at,
            span=one.span,
            quote=one.span.quote(text),
            sentence=sentence,
            sentence_quote=sentence.quote(text),
            outlet=row["outlet"],
            published=moment.isoformat() if moment is not None else None,
            speaker=(row["speaker"] if row["resolved_by"] != UNRESOLVED else None) if said else row["claimed_by"],
            **_manner(row) if said else {"status": row["status"]},
            copy=groups[self._copies.get(one.report, one.report)],
        )

    def _sentence(self, one: Told) -> Span:
        """The sentence of an event's anchor; a statement's content stands for itself."""
        if "cue" in one.row:
            return one.span
        text, span = self._texts[one.report], one.span
        start = text.rfind("\n", 0, span.start) + 1
        end = text.find("\n", span.end)
        lines = text[start : end if end >= 0 else len(text)]
        touched = [s for s in sentences(lines) if s.start + start < span.end and span.start < s.end + start]
        if not touched:
            return span
        return Span(min(touched[0].start + start, span.start), max(touched[-1].end + start, span.end))


def _fullest_names(told: Iterable[Told]) -> dict[str, str]:
    """Who takes part, each under the longest of the names in the tellings."""
    names: dict[str, str] = {}
    for one in told:
        for key in one.actors | one.recipients:
            names[key] = max(names.get(key, ""), one.names[key], key=lambda name: (len(name), name))
    return names


def _manner(row: Mapping[str, Any]) -> dict[str, Any]:
    """How a statement was introduced."""
    return {
        "cue": row["cue"],
        "cue_span": Span(row["cue_start"], row["cue_end"]),
        "lemma": row["lemma"],
        "stance": row["stance"],
        "polarity": row["polarity"],
        "form": row["kind"],
    }


def _with_denials(made: Iterable[Happening], links: Iterable[tuple[str, str]]) -> Iterator[Happening]:
    to: dict[str, list[str]] = {}
    by: dict[str, list[str]] = {}
    for denial, denied in links:
        to.setdefault(denial, []).append(denied)
        by.setdefault(denied, []).append(denial)
    for one in made:
        if one.id in to or one.id in by:
            one = msgspec.structs.replace(one, denies=tuple(to.get(one.id, ())), denied_by=tuple(by.get(one.id, ())))
        yield one
