"""The layers of a report as a reader sees them: what the machine wrote, with the judgements of people applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from isnad.errors import JudgementError
from isnad.model import Entity, Form, Judged, JudgedLayer, Judgement, Layers, Mention, Ruling
from isnad.store.content import content_of
from isnad.store.judged_fields import AT, FIELDS, IN_REPORTS, KINDS, hint_of
from isnad.store.judgement_rows import slot
from isnad.store.kept import Kept
from isnad.store.placing import Place, Placement, find, place_of, shift_of, sought
from isnad.store.quoting import unquote

_HOLDS = (Ruling.ACCEPT, Ruling.ADD)
_UNTIED: dict[JudgedLayer, dict[str, Any]] = {
    JudgedLayer.STATEMENTS: {"nested_in": None, "duplicate_of": None},
    JudgedLayer.EVENTS: {"told_in": None, "said_there": ()},
    JudgedLayer.MENTIONS: {},
}
_DECIDED: dict[tuple[JudgedLayer, str], dict[str, Any]] = {
    (JudgedLayer.STATEMENTS, "speaker"): {"resolved_by": "person", "antecedent": None, "alternatives": ()},
    (JudgedLayer.MENTIONS, "entity"): {"alternatives": ()},
}


class JudgedRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row as a reader sees it.

    `at` is its place among what the machine wrote, None where a person added it or the machine no longer finds it;
    `place` is that in the tables of a record, where such rows stand behind those of the machine. `judgements` are all
    that stand on it, the last one last; `placement` is that of the least sure of them, None where nobody judged it.
    """

    record: Any
    at: int | None
    place: int
    rejected: bool = False
    placement: Placement | None = None
    judgements: tuple[Judgement, ...] = ()

    @property
    def judged(self) -> str | None:
        """What people did to it: `rejected`, `added`, `corrected`, `accepted`; None where nobody judged it."""
        if not self.judgements:
            return None
        if self.rejected:
            return "rejected"
        if any(one.verdict is Ruling.ADD for one in self.judgements):
            return "added"
        return "corrected" if any(one.field is not None for one in self.judgements) else "accepted"

    @property
    def by(self) -> str | None:
        """Who gave the last judgement on it."""
        return self.judgements[-1].author if self.judgements else None


class Corrected(msgspec.Struct, frozen=True, kw_only=True):
    """A report as a reader sees it.

    `kept` has the corrected layers. `rows` go with each corrected layer, row by row; `rejected` are the rows that are
    left out. `entities` are the places of the corrected entities in the tables of a record. `placements` tell of each
    judgement on the report, by its id, how it was placed.
    """

    kept: Kept
    rows: Mapping[JudgedLayer, tuple[JudgedRow, ...]]
    rejected: Mapping[JudgedLayer, tuple[JudgedRow, ...]]
    entities: tuple[int, ...]
    placements: Mapping[int, Placement]

    def places(self, layer: str) -> tuple[int, ...]:
        """The places of the rows of a corrected layer in the tables of a record, in their order."""
        return self.entities if layer == "entities" else tuple(row.place for row in self.rows[JudgedLayer(layer)])

    def all_judged(self, layer: JudgedLayer) -> bool:
        """Whether somebody judged every row of a layer, and there was one."""
        rows = (*self.rows[layer], *self.rejected[layer])
        return bool(rows) and all(row.judgements for row in rows)

    def in_force(self) -> set[int]:
        """The ids of the judgements that make the rows what they are; the others were overruled, or fit nothing."""
        found = set()
        for rows in (*self.rows.values(), *self.rejected.values()):
            for row in rows:
                found |= {one.id for one in {one.field: one for one in row.judgements}.values()}
        return {number for number in found if self.placements[number] is not Placement.UNPLACED}


def corrected(report: Kept, judgements: Sequence[Judgement]) -> Corrected:
    """A report with judgements applied, the last one on a row and field winning. Those taken back have no effect."""
    order = sorted((one for one in judgements if one.undone is None), key=lambda one: one.order)
    sides = {layer: _Side(layer, report, [one for one in order if one.layer is layer]) for layer in IN_REPORTS}
    seen = {layer: side.seen() for layer, side in sides.items()}
    layers = _layers(report.layers, seen)
    entities = tuple(range(len(layers.entities)))
    if any(row.judgements for side in sides.values() for row in side.rows()):
        found = _entities(report.layers, layers, report.report.text)
        entities, layers = tuple(found), msgspec.structs.replace(layers, entities=tuple(found.values()))
    return Corrected(
        kept=msgspec.structs.replace(report, layers=layers, judged=_told(seen)),
        rows=seen,
        entities=entities,
        rejected={layer: tuple(row for row in side.rows() if row.rejected) for layer, side in sides.items()},
        placements={number: how for side in sides.values() for number, how in side.placements.items()},
    )


def _told(seen: Mapping[JudgedLayer, Sequence[JudgedRow]]) -> dict[str, dict[int, Judged]]:
    """What people made of the rows that a reader sees."""
    told = {
        layer.value: {at: Judged(row.judged, row.by or "") for at, row in enumerate(rows) if row.judged is not None}
        for layer, rows in seen.items()
    }
    return {layer: some for layer, some in told.items() if some}


class _Side:
    """The rows of one layer with the judgements on each."""

    def __init__(self, layer: JudgedLayer, report: Kept, judgements: Sequence[Judgement]) -> None:
        self._layer = layer
        self._text = report.report.text
        self._digest = content_of(report.report) if judgements else ""
        self._machine: list[Any] = list(getattr(report.layers, layer.value))
        self._pool = list(self._machine)
        self._on: dict[int, list[Judgement]] = {}
        self.placements: dict[int, Placement] = {}
        if judgements:
            self._place(judgements)
        self._made = [self._row(at) for at in range(len(self._pool))]

    def rows(self) -> list[JudgedRow]:
        """All rows, what a person added where its words stand."""
        out = self._made[: len(self._machine)]
        for row in sorted(self._made[len(self._machine) :], key=self._start):
            behind = next((at for at, one in enumerate(out) if self._start(one) > self._start(row)), len(out))
            out.insert(behind, row)
        return out

    def seen(self) -> tuple[JudgedRow, ...]:
        """The rows that nobody rejected."""
        return tuple(row for row in self.rows() if not row.rejected)

    def _start(self, row: JudgedRow) -> int:
        return int(getattr(row.record, AT[self._layer]).start)

    def _place(self, judgements: Sequence[Judgement]) -> None:
        """Gives each judgement its row: first the sure ones, then what is near, last what only a person knows of."""
        groups: dict[Any, list[Judgement]] = {}
        for judgement in judgements:
            groups.setdefault(slot(judgement.subject), []).append(judgement)
        wanted = {key: self._wanted(group[0]) for key, group in groups.items()}
        places = [place_of(self._layer, record) for record in self._machine]
        found = {key: find(self._layer, place, places) for key, place in wanted.items() if place is not None}
        sure = {key: hit for key, hit in found.items() if hit is not None and hit[1] is Placement.EXACT}
        held = {at for at, _ in sure.values()}
        for key, group in groups.items():
            place = wanted[key]
            hit = sure.get(key)
            if hit is None and place is not None:
                hit = self._free(place, places, held) or self._same(place, places)
            if hit is None:
                hit = self._restored(group, place)
            for at in () if hit is None else self._alike(hit[0], places):
                self._on.setdefault(at, []).extend(group)
            how = Placement.UNPLACED if hit is None else hit[1]
            self.placements.update((judgement.id, how) for judgement in group)

    def _alike(self, at: int, places: Sequence[Place]) -> Sequence[int]:
        """A row and those that no words tell from it: what is said of one holds for all."""
        if at >= len(places):
            return (at,)
        return [other for other, place in enumerate(places) if place == places[at]]

    def _wanted(self, judgement: Judgement) -> Place | None:
        return sought(judgement.subject, self._text, shift_of(judgement.subject, self._text, self._digest))

    def _free(self, place: Place, places: Sequence[Place], held: set[int]) -> tuple[int, Placement] | None:
        """A row near it that no judgement names exactly."""
        free = [at for at in range(len(places)) if at not in held]
        hit = find(self._layer, place, [places[at] for at in free])
        return None if hit is None else (free[hit[0]], hit[1])

    def _same(self, place: Place, places: Sequence[Place], start: int = 0) -> tuple[int, Placement] | None:
        """A row of the same words, though another judgement names it by other ones."""
        hit = find(self._layer, place, places)
        if hit is None or not places[hit[0]].at.overlaps(place.at):
            return None
        return hit[0] + start, Placement.MOVED

    def _restored(self, group: Sequence[Judgement], place: Place | None) -> tuple[int, Placement] | None:
        """What a person accepted, corrected or added and the machine does not find, as it was then."""
        start = len(self._machine)
        known = [place_of(self._layer, record) for record in self._pool[start:]]
        if place is not None and (hit := self._same(place, known, start)):
            return hit[0], Placement.RESTORED
        if all(judgement.verdict is Ruling.REJECT for judgement in group):
            return None
        for judgement in group:
            record = self._snapshot(judgement)
            if record is not None:
                self._pool.append(msgspec.structs.replace(record, **_UNTIED[self._layer]))
                return len(self._pool) - 1, Placement.RESTORED
        return None

    def _snapshot(self, judgement: Judgement) -> Any:
        """The row as it was when it was judged, None where its words no longer stand in the text."""
        built = judgement.value if judgement.verdict is Ruling.ADD else judgement.was
        shift = shift_of(judgement.subject, self._text, self._digest)
        try:
            return None if built is None else unquote(built, KINDS[self._layer], self._text, shift)
        except JudgementError:
            return None

    def _row(self, at: int) -> JudgedRow:
        record = self._pool[at]
        place = at if at < len(self._machine) else None
        judgements = sorted(self._on.get(at, ()), key=lambda one: one.order)
        if not judgements:
            return JudgedRow(record=record, at=place, place=at)
        whole = next((one for one in reversed(judgements) if one.field is None), None)
        if whole is not None and whole.verdict in _HOLDS:
            record = self._held(record, whole)
        for judgement in judgements:
            if judgement.field is not None:
                record = self._changed(record, judgement)
        return JudgedRow(
            record=record,
            at=place,
            place=at,
            rejected=whole is not None and whole.verdict is Ruling.REJECT,
            placement=max((self.placements[one.id] for one in judgements), key=list(Placement).index),
            judgements=tuple(judgements),
        )

    def _held(self, record: Any, judgement: Judgement) -> Any:
        """A row with the values that a person accepted, whatever a later run makes of it."""
        was = self._snapshot(judgement)
        if was is None:
            return record
        told = judgement.value if judgement.verdict is Ruling.ADD else FIELDS[self._layer]
        names = [name for name in FIELDS[self._layer] if name in told]
        return msgspec.structs.replace(record, **{name: getattr(was, name) for name in names})

    def _changed(self, record: Any, judgement: Judgement) -> Any:
        field = str(judgement.field)
        shift = shift_of(judgement.subject, self._text, self._digest)
        try:
            value = unquote(judgement.value, hint_of(self._layer, field), self._text, shift)
        except JudgementError:
            self.placements[judgement.id] = Placement.UNPLACED
            return record
        return msgspec.structs.replace(record, **{field: value}, **_DECIDED.get((self._layer, field), {}))


def _layers(machine: Layers, seen: Mapping[JudgedLayer, Sequence[JudgedRow]]) -> Layers:
    """The corrected layers, in which rows point at rows by their new places."""
    new = {row.at: at for at, row in enumerate(seen[JudgedLayer.STATEMENTS]) if row.at is not None}
    replace = msgspec.structs.replace

    def moved(at: int | None) -> int | None:
        return None if at is None else new.get(at)

    return replace(
        machine,
        mentions=tuple(row.record for row in seen[JudgedLayer.MENTIONS]),
        statements=tuple(
            replace(row.record, nested_in=moved(row.record.nested_in), duplicate_of=moved(row.record.duplicate_of))
            for row in seen[JudgedLayer.STATEMENTS]
        ),
        events=tuple(
            replace(
                row.record,
                told_in=moved(row.record.told_in),
                said_there=tuple(new[at] for at in row.record.said_there if at in new),
            )
            for row in seen[JudgedLayer.EVENTS]
        ),
    )


def _entities(machine: Layers, seen: Layers, text: str) -> dict[int, Entity]:
    """The entities of corrected layers by their places in the tables of a record.

    One whose mentions were all rejected is left out, unless a row names it; one that people mention is added.
    """
    named = _named(seen) | {None}
    gone = {one.entity for one in machine.mentions} - {one.entity for one in seen.mentions} - named
    found = {at: one for at, one in enumerate(machine.entities) if one.name not in gone}
    known = {one.name for one in machine.entities}
    added: dict[str, list[Mention]] = {}
    for mention in seen.mentions:
        if mention.entity is not None and mention.entity not in known:
            added.setdefault(mention.entity, []).append(mention)
    for at, (name, mentions) in enumerate(added.items(), start=len(machine.entities)):
        names = dict.fromkeys(one.span.quote(text) for one in mentions if one.form is Form.NAME)
        found[at] = Entity(name=name, type=mentions[0].type, names=tuple(names) or (name,))
    return found


def _named(layers: Layers) -> set[str | None]:
    """The names of those who speak or take part."""
    names: set[str | None] = {one.speaker for one in layers.statements}
    for event in layers.events:
        names |= {*event.actors, *event.recipients, event.claimed_by}
    return names
