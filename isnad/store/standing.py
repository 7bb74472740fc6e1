"""How every judgement stands to what there is now: where it was placed, and whether it has an effect."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Engine

from isnad.model import JudgedLayer, Judgement
from isnad.store.corrected_actors import effective_actors
from isnad.store.corrected_stories import effective_stories
from isnad.store.judged_fields import IN_REPORTS
from isnad.store.judged_reports import judged_reports
from isnad.store.judged_words import placed
from isnad.store.judgement_rows import all_judgements, slot
from isnad.store.kept import CHUNK, chunks
from isnad.store.placing import Placement
from isnad.store.schema import reports


class Stood(NamedTuple):
    """A judgement, how it is placed (None where it was taken back), and whether it is the one that counts."""

    judgement: Judgement
    placement: Placement | None
    in_force: bool

    def record(self) -> dict[str, Any]:
        """As an object for programs, which can be applied to another record."""
        built: dict[str, Any] = msgspec.to_builtins(self.judgement)
        placement = None if self.placement is None else self.placement.value
        return {**built, "placement": placement, "in_force": self.in_force}


def stood(engine: Engine) -> list[Stood]:
    """All judgements of a record in the order in which they were made."""
    judged = all_judgements(engine)
    live = [one for one in judged if one.undone is None]
    placements: dict[int, Placement] = {}
    counting: set[int] = set()
    named = sorted({one.subject.report or "" for one in live if one.layer in IN_REPORTS})
    for chunk in chunks(named, CHUNK):
        for report in judged_reports(engine, reports.c.id.in_(chunk), reports.c.current):
            placements.update(report.placements)
            counting |= report.in_force()
    layers = {one.layer for one in live}
    with engine.connect() as connection:
        had = placed(connection)
    if JudgedLayer.ACTORS in layers:
        found = {**had, **effective_actors(engine, touched=True).placements}
        counting |= _last(live, JudgedLayer.ACTORS, found)
        placements.update(found)
    if JudgedLayer.STORIES in layers:
        found = {**had, **effective_stories(engine, touched=True).placements}
        counting |= _last(live, JudgedLayer.STORIES, found)
        placements.update(found)
    return [
        Stood(one, None if one.undone else placements.get(one.id, Placement.UNPLACED), one.id in counting)
        for one in judged
    ]


def _last(live: list[Judgement], layer: JudgedLayer, placements: Mapping[int, Placement]) -> set[int]:
    """The last on each subject and field that fits something."""
    last = {(slot(one.subject), one.field, str(one.value) if one.field is None else ""): one for one in live}
    placed = (one for one in last.values() if one.layer is layer)
    return {one.id for one in placed if placements.get(one.id, Placement.UNPLACED) is not Placement.UNPLACED}
