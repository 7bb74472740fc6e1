"""The part of a record that is exported: all of it, or what a search finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import func, or_, select

from isnad import __version__
from isnad.errors import UnknownActorError
from isnad.export.selection import Provenance
from isnad.model import MentionType
from isnad.model.chronology import Entry
from isnad.store.actor_list import Listed, listed
from isnad.store.happenings import entries_of, in_order
from isnad.store.record import Record
from isnad.store.schema import actor_entities, actors, runs, tellings
from isnad.store.selected import Selected
from isnad.text import fold
from isnad.text.called import called

_TITLE = "Isnad: {name}"
_FEW = 5  # actors that an error names


class Chosen(Selected[Provenance]):
    """A selection of a record that also tells its happenings in the order of a chronology.

    Args:
        record: Where it is read from.
        provenance: Where the selection comes from.
        numbers: The reports' numbers; None for all.
        actors: The numbers of those whose chronology it tells, together; none for that of the reports.
        judged: Whether people's judgements on the reports are applied.
    """

    def __init__(
        self,
        record: Record,
        provenance: Provenance,
        numbers: list[int] | None = None,
        *,
        actors: Sequence[int] = (),
        judged: bool = True,
    ) -> None:
        super().__init__(record, provenance, numbers, judged=judged)
        self._record = record
        self._actors = tuple(actors)

    def entries(self) -> Iterator[Entry]:
        """Those that a telling dates by their days, then the others by their first publication."""
        engine = self._record.engine
        told = None if self._all else set(self._among(tellings.c.happening, tellings.c.report))
        with engine.connect() as connection:
            queries = [in_order(actors=self._actors, dated=dated) for dated in (True, False)]
            ordered = [number for query in queries for number in connection.execute(query).scalars()]
        yield from entries_of(engine, [number for number in ordered if told is None or number in told])


def select_reports(
    record: Record,
    query: str = "",
    *,
    actor: str | None = None,
    limit: int | None = None,
    title: str | None = None,
    judged: bool = True,
) -> Chosen:
    """The reports that a query finds, the newest versions alone, with what was found in and over them.

    Args:
        record: To read.
        query: As `isnad search` takes it; empty for all reports.
        actor: Only reports in which the actor of this name stands; the chronology is his alone.
        limit: At most so many reports, in the order of the record; the rest is counted as left out.
        title: What the selection is called.
        judged: Whether people's judgements on the reports are applied.

    Raises:
        QueryError: where the query cannot be read.
        UnknownActorError: where no report of the record names the actor, or the name fits several in part alone.
    """
    whole = not query.strip() and actor is None and limit is None
    number = actor_called(record, actor) if actor is not None else None
    numbers = record.search(query).numbers()
    if number is not None:
        with record.engine.connect() as connection:
            query_of = select(actor_entities.c.report).where(actor_entities.c.actor == number)
            naming = set(connection.execute(query_of).scalars())
        numbers = [one for one in numbers if one in naming]
    kept = numbers if limit is None else numbers[:limit]
    provenance = _provenance(
        record, title or actor or query.strip() or _TITLE.format(name=record.name), query, len(kept), len(numbers)
    )
    return Chosen(
        record, provenance, None if whole else kept, actors=() if number is None else (number,), judged=judged
    )


def select_chronology(record: Record, together: Sequence[int], *, title: str) -> Chosen:
    """What some actors take part in together, with the reports that tell it.

    Args:
        record: To read.
        together: The numbers of the actors.
        title: What the selection is called.
    """
    entries = [in_order(actors=together, dated=dated).order_by(None) for dated in (True, False)]
    told = select(tellings.c.report).distinct().where(or_(*(tellings.c.happening.in_(some) for some in entries)))
    with record.engine.connect() as connection:
        numbers = sorted(connection.execute(told).scalars())
    return Chosen(record, _provenance(record, title, "", len(numbers), len(numbers)), numbers, actors=together)


def actor_called(record: Record, name: str) -> int:
    """The number of the actor whom `isnad.text.called` finds.

    Of several the one that most reports name; for a name of several words one who has just this name comes first.

    Raises:
        UnknownActorError: where it finds none, or several who have the name in part alone.
    """
    with record.engine.connect() as connection:
        some = listed(connection)
    people = {one.key for one in some if one.type == MentionType.PER}
    meant = called(name, ((one.key, words) for one in some for words in (one.name, *one.also)), people=people)
    found = [one for one in some if one.key in meant.keys]
    if not found:
        raise UnknownActorError(
            f"{name}: no report of the record names such an actor; `isnad search` shows how it is written"
        )
    if meant.partly and len(found) > 1:
        few = "، ".join(one.name for one in found[:_FEW])
        raise UnknownActorError(f"{name}: {len(found)} actors have this in their names; name one in full: {few}")
    meant_one = max(found, key=lambda one: _just(one, name))
    with record.engine.connect() as connection:
        return int(connection.execute(select(actors.c.actor).where(actors.c.key == meant_one.key)).scalar_one())


def _just(one: Listed, name: str) -> int:
    """How far a name of several words is just that of an actor: its fullest one, another of its names, or neither."""
    if " " not in name.strip():
        return 0
    return 2 * (fold(one.name) == fold(name)) + (fold(name) in map(fold, one.also))


def _provenance(record: Record, title: str, query: str, kept: int, found: int) -> Provenance:
    with record.engine.connect() as connection:
        last = select(runs).where(runs.c.run == select(func.max(runs.c.run)).scalar_subquery())
        run = connection.execute(last).mappings().first()
    return Provenance(
        title=title,
        query=query,
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        version=run["version"] if run else __version__,
        rules=run["rules"] if run else "",
        models=run["models"] if run else "",
        reports=kept,
        left_out=found - kept,
    )
