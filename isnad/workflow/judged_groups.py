"""What people judged, as regrouping applies it: to the layers of reports, to stories and to actors.

The judgements that stand when it begins count. They are applied to what the machine finds anew, so that taking one back
and regrouping gives what there would be without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

import msgspec
import pyarrow as pa
from sqlalchemy import Engine

from isnad.model import Actor, JudgedLayer, Judgement, Story
from isnad.model.story import story_id
from isnad.resolve.actors import Arrange
from isnad.resolve.archive import FOUND, Archive
from isnad.resolve.rearranged import Wanted, rearranged
from isnad.resolve.stories import in_order
from isnad.store.across import Across, Key, Source
from isnad.store.corrected import corrected
from isnad.store.corrected_actors import CorrectedActors, corrected_actors
from isnad.store.corrected_stories import corrected_stories
from isnad.store.judged_fields import IN_REPORTS
from isnad.store.judged_words import words_of
from isnad.store.judgement_rows import read
from isnad.store.kept import Kept
from isnad.store.placing import Placement
from isnad.store.schema import judgements

Places = Mapping[str, Sequence[int]]
_MOVED = ("statements", "events", "entities")  # layers whose rows have other places where people judged


class Judged:
    """The judgements of a record that stand now.

    Args:
        engine: Of the record.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        with engine.connect() as connection:
            self._all = read(connection, judgements.c.undone.is_(None))
        self._of_reports: dict[str, list[Judgement]] = {}
        for one in self._all:
            if one.layer in IN_REPORTS and one.subject.report is not None:
                self._of_reports.setdefault(one.subject.report, []).append(one)
        self._placements: dict[int, str | None] = {one.id: None for one in self._all}
        self._former: list[tuple[str, str, int | None]] = []
        self._labels: dict[str, str | None] = {}
        self._keys: list[str] | None = None

    def seen(self, kept: Kept) -> tuple[Kept, Places]:
        """A report as a reader sees it, and the places of its rows in the tables where these are others."""
        judged = self._of_reports.get(kept.report.id)
        if judged is None:
            return kept, {}
        found = corrected(kept, judged)
        places = {name: found.places(name) for name in _MOVED}
        return found.kept, {name: of for name, of in places.items() if of != tuple(range(len(of)))}

    def keep(self, across: Across) -> None:
        """Tells the tables which judgements they have."""
        across.judged(self._placements, self._former)

    def homes(
        self, archive: Archive, homes: pa.Table, copies: pa.Table, sources: Mapping[str, Source]
    ) -> tuple[pa.Table, pa.Table]:
        """The tables `stories` and `copies` with the stories that people joined and parted; no copies across these."""
        judged = self._on(JudgedLayer.STORIES)
        if not judged:
            return homes, copies
        ids = archive.table("reports").column("id").to_pylist()
        order = [ids[number] for number in in_order(archive)]
        of = {id: number for number, id in enumerate(ids)}
        home = dict(zip(homes.column("report").to_pylist(), homes.column("story").to_pylist(), strict=True))
        machine = list(_stories(order, of, home))
        found = corrected_stories(machine, judged, {})
        self._place(found.placements)
        rank = {id: at for at, id in enumerate(order)}
        for story in found.stories:
            first = min(story.reports, key=rank.__getitem__)
            home.update((of[id], of[first]) for id in story.reports)
            if story.label is not None:
                self._labels[first] = story.label
        there = {story_id(ids[number]) for number in set(home.values())}
        for story in machine:
            if story.id not in there:
                now = sources[ids[home[of[story.reports[0]]]]].number
                self._former.append((JudgedLayer.STORIES.value, story.id, now))
        reports = homes.column("report").to_pylist()
        moved = pa.table([reports, [home[report] for report in reports]], schema=FOUND["stories"])
        pairs = zip(copies.column("earlier").to_pylist(), copies.column("later").to_pylist(), strict=True)
        return moved, copies.filter(pa.array([home[one] == home[other] for one, other in pairs], pa.bool_()))

    def labelled(self, stories: Iterable[Story]) -> Iterator[Story]:
        """Stories under the labels that people gave them."""
        for story in stories:
            label = self._labels.get(story.reports[0])
            yield story if label is None else msgspec.structs.replace(story, label=label)

    def arrange(self, archive: Archive, across: Across) -> Arrange | None:
        """What groups actors as people want them; None where nobody judged any."""
        judged = self._on(JudgedLayer.ACTORS)
        if not judged:
            return None

        def arranged(table: pa.Table, actors: tuple[Actor, ...]) -> tuple[pa.Table, tuple[Actor, ...]]:
            keys = list(across.keys(actors))
            with self._engine.connect() as connection:
                words = words_of(connection, judged, in_layers=True, on=self._of_reports)
            found = corrected_actors(
                actors,
                judged,
                keys={key.key: number for number, key in enumerate(keys)},
                member_of=words.member,
                entity_of=words.entity,
            )
            self._place(found.placements)
            groups = {one.id: _wanted(one) for one in found.actors if one.id < 0 or _touched(one, actors[one.id])}
            left_out = [
                member
                for number in range(len(actors))
                if found.merged_into(number) in found.rejected
                for member in actors[number].members
                if member not in found.members
            ]
            left_out += [member for member, number in found.members.items() if number in found.rejected]
            made = rearranged(archive, table, actors, groups, left_out)
            self._name(made.numbers, made.actors, keys, found, across)
            return made.table, made.actors

        return arranged

    @property
    def keys(self) -> list[str] | None:
        """The keys of the actors that were arranged, in order of their numbers; None where none were."""
        return self._keys

    def _on(self, layer: JudgedLayer) -> list[Judgement]:
        return [one for one in self._all if one.layer is layer]

    def _place(self, placements: Mapping[int, Placement]) -> None:
        self._placements.update((number, how.value) for number, how in placements.items())

    def _name(
        self,
        numbers: Mapping[int, int],
        actors: Sequence[Actor],
        keys: Sequence[Key],
        found: CorrectedActors,
        across: Across,
    ) -> None:
        """Gives each actor the key of the part of it that was read first; the keys of the others are former ones."""
        parts: dict[int, list[Key]] = {}
        for number, key in enumerate(keys):
            parts.setdefault(found.merged_into(number), []).append(key)
        told: dict[int, str] = {}
        for group, number in numbers.items():
            of = parts.pop(group, [])
            told[number] = min(of).key if of else _part_key(next(iter(across.keys([actors[number]]))).key)
            self._former += [(JudgedLayer.ACTORS.value, key.key, number) for key in of if key.key != told[number]]
        self._former += [(JudgedLayer.ACTORS.value, key.key, None) for of in parts.values() for key in of]
        self._keys = [told[number] for number in range(len(actors))]


def _stories(order: Sequence[str], of: Mapping[str, int], home: Mapping[int, int]) -> Iterator[Story]:
    """The stories that the machine found, without what is told of them."""
    members: dict[int, list[str]] = {}
    for id in order:
        members.setdefault(home[of[id]], []).append(id)
    for some in members.values():
        yield Story(id=story_id(some[0]), reports=tuple(some), label_report=some[0])


def _part_key(key: str) -> str:
    """The key of what people split off, which the actor that it was part of may have without this."""
    return blake2b(f"{key}\npart".encode(), digest_size=8).hexdigest()


def _wanted(actor: Actor) -> Wanted:
    return Wanted(tuple(sorted(actor.members)), actor.name, actor.type, actor.country)


def _touched(actor: Actor, was: Actor) -> bool:
    """Whether people changed it: its members, or what it is called."""
    return (was.members, was.name, was.type, was.country) != (actor.members, actor.name, actor.type, actor.country)
