"""Stories as a reader sees them: what people merged and split, over the tables that the machine wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, Engine, select

from isnad.model import JudgedLayer, Judgement, Ruling, Story, Subject
from isnad.model.story import story_id
from isnad.store.judged_words import judged_over_reports
from isnad.store.kept import CHUNK, chunks
from isnad.store.placing import Placement
from isnad.store.schema import reports, stories, story_reports
from isnad.store.stories import stories_numbered


class Published(NamedTuple):
    """When and by whom a report was published, as far as it tells."""

    when: str | None = None
    outlet: str | None = None


class CorrectedStories(msgspec.Struct, frozen=True, kw_only=True):
    """Stories as a reader sees them.

    `stories` are the effective ones. `home` is the id of the story of every report that people moved. `judged` are the
    judgements on each story, by its id, `placements` how each judgement was placed.
    `numbers` are those of the stories of a record that these were made of.
    """

    stories: tuple[Story, ...]
    numbers: tuple[int, ...] = ()
    home: Mapping[str, str]
    judged: Mapping[str, tuple[Judgement, ...]]
    placements: Mapping[int, Placement]


def corrected_stories(
    machine: Sequence[Story], judgements: Sequence[Judgement], published: Mapping[str, Published]
) -> CorrectedStories:
    """Stories with judgements applied in the order in which they were made, each on what the ones before it left.

    Args:
        machine: The stories as they were written.
        judgements: On stories.
        published: Of every report of a story that somebody judged.
    """
    live = [one for one in judgements if one.undone is None and one.layer is JudgedLayer.STORIES]
    if not live:
        return CorrectedStories(stories=tuple(machine), home={}, judged={}, placements={})
    work = _Stories(machine, published)
    for judgement in sorted(_in_force(live), key=lambda one: one.order):
        work.apply(judgement)
    return work.made()


def effective_stories(engine: Engine, *, touched: bool = False) -> CorrectedStories:
    """The stories of a record as a reader sees them.

    Judgements that the tables have already, since the record was regrouped, are not applied to them again.

    Args:
        engine: Of a record.
        touched: Only the stories that judgements are about which the tables do not have; the others are not read.
    """
    with engine.connect() as connection:
        had, waiting = judged_over_reports(connection, JudgedLayer.STORIES)
        numbers = sorted(_numbers(connection, waiting) if touched else _all(connection))
        machine = [*stories_numbered(engine, numbers)]
        named = {report for story in machine for report in story.reports} if waiting else set()
        told = _published(connection, named)
    work = _Stories(machine, told)
    for judgement in sorted(_in_force(waiting), key=lambda one: one.order):
        work.apply(judgement)
    for judgement, how in had:
        work.note(judgement, how)
    return msgspec.structs.replace(work.made(), numbers=tuple(numbers))


def _in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The last on the same story or pair and field."""
    last: dict[object, Judgement] = {}
    for judgement in sorted(judgements, key=lambda one: one.order):
        subject = judgement.subject
        pair = frozenset(_name(one) for one in (subject, subject.other) if one is not None)
        taken = tuple(judgement.value) if judgement.verdict is Ruling.SPLIT and judgement.value else None
        last[pair, judgement.field, taken] = judgement
    return list(last.values())


def _name(subject: Subject) -> str:
    return subject.key or " ".join(subject.reports)


class _Stories:
    def __init__(self, machine: Sequence[Story], published: Mapping[str, Published]) -> None:
        self._published = published
        self._stories: dict[int, Story] = dict(enumerate(machine))
        self._home = {report: at for at, story in self._stories.items() for report in story.reports}
        self._on: dict[int, list[Judgement]] = {}
        self._moved: set[str] = set()
        self._placements: dict[int, Placement] = {}

    def apply(self, judgement: Judgement) -> None:
        at, how = self._found(judgement.subject)
        self._placements[judgement.id] = how
        if at is None:
            return
        if judgement.verdict is Ruling.SPLIT and judgement.subject.other is None:
            self._split(at, [report for report in judgement.value if self._home.get(report) == at], judgement)
        elif judgement.subject.other is not None:
            self._pair(at, judgement.subject.other, judgement)
        elif judgement.verdict is Ruling.REJECT:
            for report in self._stories[at].reports[1:]:
                self._split(at, [report], judgement)
            self._note(judgement, at)
        else:
            if judgement.verdict is Ruling.CORRECT:
                self._stories[at] = msgspec.structs.replace(
                    self._stories[at], **{str(judgement.field): judgement.value}
                )
            self._note(judgement, at)

    def note(self, judgement: Judgement, how: Placement) -> None:
        """A judgement that the tables have, for the stories that it is about."""
        self._placements[judgement.id] = how
        for subject in (judgement.subject, judgement.subject.other):
            at = None if subject is None else self._found(subject)[0]
            if at is not None:
                self._note(judgement, at)

    def made(self) -> CorrectedStories:
        named = {at: story.id for at, story in self._stories.items()}
        return CorrectedStories(
            stories=tuple(self._stories.values()),
            home={report: named[self._home[report]] for report in sorted(self._moved)},
            judged={named[at]: tuple(some) for at, some in self._on.items() if at in named},
            placements=self._placements,
        )

    def _found(self, subject: Subject) -> tuple[int | None, Placement]:
        """The story that holds most of a subject's reports; of several the one of its id."""
        shared: dict[int, int] = {}
        for report in subject.reports:
            if report in self._home:
                shared[self._home[report]] = shared.get(self._home[report], 0) + 1
        if not shared:
            return None, Placement.UNPLACED
        at = max(shared, key=lambda one: (shared[one], self._stories[one].id == subject.key, -one))
        same = set(self._stories[at].reports) == set(subject.reports)
        return at, Placement.EXACT if same else Placement.MOVED

    def _pair(self, at: int, told: Subject, judgement: Judgement) -> None:
        other, how = self._found(told)
        if other is None or (other == at and judgement.verdict is Ruling.SPLIT):
            self._placements[judgement.id] = Placement.UNPLACED
            return
        if how is Placement.MOVED:
            self._placements[judgement.id] = how
        if judgement.verdict is Ruling.MERGE and other != at:
            both = [self._stories.pop(other), self._stories[at]]
            both.sort(key=lambda story: -len(story.reports))
            self._stories[at] = self._of([report for story in both for report in story.reports], both[0], pieces=both)
            for report in self._stories[at].reports:
                self._home[report] = at
                self._moved.add(report)
            self._on.setdefault(at, []).extend(self._on.pop(other, ()))
        self._note(judgement, at)

    def _split(self, at: int, taken: Sequence[str], judgement: Judgement) -> None:
        whole = self._stories[at]
        rest = [report for report in whole.reports if report not in taken]
        if not taken or not rest:
            self._placements[judgement.id] = Placement.UNPLACED if not taken else self._placements[judgement.id]
            return
        new = max(self._stories, default=-1) + 1 + len(self._moved)
        self._stories[at] = self._of(rest, whole, pieces=[whole])
        self._stories[new] = self._of(taken, whole, pieces=[whole])
        for report in taken:
            self._home[report] = new
        self._moved.update(whole.reports)
        self._note(judgement, at)
        self._note(judgement, new)

    def _note(self, judgement: Judgement, at: int) -> None:
        on = self._on.setdefault(at, [])
        if judgement not in on:
            on.append(judgement)

    def _of(self, some: Sequence[str], like: Story, *, pieces: Sequence[Story]) -> Story:
        """A story of some reports, with what is told of them in the stories from which they come."""
        told = {report: self._published.get(report, Published()) for report in some}
        order = sorted(some, key=lambda report: (told[report].when is None, told[report].when or "", report))
        inside = set(some)
        groups = [tuple(one for one in group if one in inside) for piece in pieces for group in piece.copies]
        groups = [group for group in groups if len(group) > 1]
        days = sorted(when[:10] for when, _ in told.values() if when is not None and len(when) >= 10)
        named = next((piece for piece in (like, *pieces) if piece.label_report in inside), None)
        return msgspec.structs.replace(
            like,
            id=story_id(order[0]),
            reports=tuple(order),
            copies=tuple(groups),
            independent=len(order) - sum(len(group) - 1 for group in groups),
            label=None if named is None else named.label,
            label_report=None if named is None else named.label_report,
            outlets=tuple(sorted({outlet for _, outlet in told.values() if outlet is not None})),
            first=days[0] if days else None,
            last=days[-1] if days else None,
            summary=tuple(one for piece in pieces for one in piece.summary if one.report in inside),
            pairs=tuple(
                pair for piece in pieces for pair in piece.pairs if pair.earlier in inside and pair.later in inside
            ),
        )


def _all(connection: Connection) -> set[int]:
    return set(connection.execute(select(stories.c.story)).scalars())


def _numbers(connection: Connection, waiting: Iterable[Judgement]) -> set[int]:
    """The stories in which reports stand that judgements on stories name."""
    subjects = [one for judgement in waiting for one in (judgement.subject, judgement.subject.other) if one is not None]
    found: set[int] = set()
    for chunk in chunks(sorted({report for one in subjects for report in one.reports}), CHUNK):
        query = select(story_reports.c.story).join(reports, reports.c.report == story_reports.c.report)
        found.update(connection.execute(query.where(reports.c.id.in_(chunk), reports.c.current)).scalars())
    return found


def _published(connection: Connection, named: Iterable[str]) -> dict[str, Published]:
    found = {}
    for chunk in chunks(sorted(named), CHUNK):
        query = select(reports.c.id, reports.c.published, reports.c.outlet)
        for id, when, outlet in connection.execute(query.where(reports.c.current, reports.c.id.in_(chunk))):
            found[id] = Published(when, outlet)
    return found
