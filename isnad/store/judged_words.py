"""Finds the entities for which the words of judgements on actors stand, and what the tables have of judgements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, select

from isnad.model import Entity, JudgedLayer, Judgement, Layers, Ruling, Subject
from isnad.store.content import content_of
from isnad.store.corrected import Corrected
from isnad.store.judged_reports import kept_of, with_judgements
from isnad.store.judged_subjects import entity_at
from isnad.store.judgement_rows import judgements_of, read
from isnad.store.kept import CHUNK, Kept, chunks, of_numbers
from isnad.store.placing import Placement, find, place_of, shift_of, sought
from isnad.store.schema import former_keys, grouped_judgements, judgements, reports

Member = tuple[str, int]


class Words:
    """The newest versions of some reports, as a reader sees them.

    Args:
        reports: By id.
        in_layers: Whether entities are told by their places in the layers that a reader sees, else by those in the
            tables.
    """

    def __init__(self, reports: Mapping[str, Kept | Corrected], *, in_layers: bool = False) -> None:
        self._kept = {id: kept_of(one) for id, one in reports.items()}
        self._places: dict[str, Sequence[int]] = {
            id: one.entities
            if isinstance(one, Corrected) and not in_layers
            else range(len(self._kept[id].layers.entities))
            for id, one in reports.items()
        }

    def member(self, subject: Subject) -> Member | None:
        """The entity for which the words of a subject stand now."""
        kept = self._kept.get(subject.report or "")
        if kept is None:
            return None
        text, mentions = kept.report.text, kept.layers.mentions
        wanted = sought(subject, text, shift_of(subject, text, content_of(kept.report)))
        hit = wanted and find(JudgedLayer.MENTIONS, wanted, [place_of(JudgedLayer.MENTIONS, one) for one in mentions])
        at = entity_at(kept, mentions[hit[0]]) if hit else None
        if at is None:
            at = _called(kept.layers, subject.name)
        return None if at is None else (kept.report.id, self._places[kept.report.id][at])

    def entity(self, member: Member) -> Entity | None:
        """The entity at a place that `member` gave."""
        report, place = member
        places = self._places.get(report, ())
        return self._kept[report].layers.entities[places.index(place)] if place in places else None


def words_of(
    connection: Connection,
    judged: Iterable[Judgement],
    *,
    in_layers: bool = False,
    on: Mapping[str, Sequence[Judgement]] | None = None,
) -> Words:
    """The reports whose words judgements on actors name.

    Args:
        connection: To the record.
        judged: The judgements.
        in_layers: See `Words`.
        on: What people judged in reports, by their ids; None for what stands now.
    """
    named = {subject.report for one in judged for subject in subjects_of(one) if subject.report is not None}
    found: dict[str, Kept | Corrected] = {}
    for chunk in chunks(sorted(named), CHUNK):
        query = select(reports.c.report).where(reports.c.id.in_(chunk), reports.c.current)
        stands = judgements_of(connection, chunk) if on is None else on
        some = of_numbers(connection, connection.execute(query).scalars().all())
        found |= {kept_of(one).report.id: one for one in with_judgements(some, stands)}
    return Words(found, in_layers=in_layers)


def subjects_of(judgement: Judgement) -> list[Subject]:
    """All that a judgement on actors names: one or two actors, and the mentions that are taken away."""
    pair = [judgement.subject, *([judgement.subject.other] if judgement.subject.other else [])]
    taken = judgement.value if judgement.verdict is Ruling.SPLIT and judgement.value else []
    return [*pair, *(msgspec.convert(one, Subject) for one in taken)]


def judged_over_reports(
    connection: Connection, layer: JudgedLayer
) -> tuple[list[tuple[Judgement, Placement]], list[Judgement]]:
    """What stands on actors or stories: what the tables have already, since the record was regrouped, and the rest."""
    judged = read(connection, judgements.c.layer == layer.value, judgements.c.undone.is_(None))
    had = placed(connection)
    return [(one, had[one.id]) for one in judged if one.id in had], [one for one in judged if one.id not in had]


def placed(connection: Connection) -> dict[int, Placement]:
    """How the judgements were placed that the tables over reports have, those on actors and stories, by number."""
    query = select(grouped_judgements).where(grouped_judgements.c.placement.is_not(None))
    return {number: Placement(how) for number, how in connection.execute(query)}


def former_of(connection: Connection, layer: JudgedLayer) -> dict[str, int | None]:
    """The actors or stories that others became which people joined to them, by key; None for what they rejected."""
    query = select(former_keys.c.key, former_keys.c.number).where(former_keys.c.layer == layer.value)
    found: dict[str, int | None] = dict(map(tuple, connection.execute(query)))
    return found


def _called(layers: Layers, name: str | None) -> int | None:
    return next((at for at, entity in enumerate(layers.entities) if entity.name == name), None)
