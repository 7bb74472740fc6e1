"""Finds anew what holds over all reports of a record: stories, copies, actors, naming, the network, happenings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from sqlalchemy import func, select

from isnad.model.happening import Happening
from isnad.resolve import Archive, find_copies, find_stories, stories
from isnad.resolve.actors import find_actors
from isnad.resolve.chronology import with_dates
from isnad.resolve.naming import find_naming
from isnad.resolve.network import find_network
from isnad.store.across import Across, Source
from isnad.store.engine import pack
from isnad.store.record import Record
from isnad.store.schema import reports, runs
from isnad.store.writing import Run
from isnad.workflow.across import happenings_of
from isnad.workflow.collecting import uncollected
from isnad.workflow.happenings_pool import LEAST
from isnad.workflow.judged_groups import Judged, Places
from isnad.workflow.memory import give_back

Watch = Callable[[str], None]
STEPS = ("reports", "copies", "stories", "actors", "naming", "network", "happenings", "rows")


class Regrouped(msgspec.Struct, frozen=True, kw_only=True):
    """How many there are of each."""

    reports: int = 0
    stories: int = 0
    actors: int = 0
    merges: int = 0
    naming: int = 0
    ties: int = 0
    happenings: int = 0


def regroup(record: Record, *, run: Run | None = None, jobs: int = 1, watch: Watch = lambda step: None) -> Regrouped:
    """Replaces what a record holds over its reports by what its current reports give today.

    Everything is found first and written in one transaction: until then the record has what it had, and it still has
    it where this is interrupted. The same reports and judgements give the same rows. Only the newest version of a
    report counts, as a reader sees it; what people judged of stories and actors is applied to what is found.

    Args:
        record: To read from and to write to.
        run: What finds it; None for the run that read into the record last.
        jobs: Processes that make happenings; above 1 the calling script must be importable.
        watch: Is told of every report that is read and of every story whose happenings are made, and once of each
            other step (`STEPS`).

    Raises:
        RecordBusyError: where a report is read anew meanwhile.
    """
    number, few = _number(record, run), _count(record) < LEAST

    def rest() -> None:
        if few:
            return  # looking for what can go takes longer than finding it all
        record.engine.dispose()  # with its connections go the pages that they keep
        give_back()

    rest()  # from what was done before, reading for example
    with (
        uncollected(),
        _loaded(record, judged := Judged(record.engine), watch) as (archive, sources),
        Across(record.engine, number, sources) as across,
    ):
        done = _found(archive, across, judged, sources, jobs, rest, watch) if len(archive) else Regrouped()
        judged.keep(across)
        rest()
        watch("rows")
        across.replace()
    pack(record.engine)
    return done


def _count(record: Record) -> int:
    with record.engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(reports)).scalar_one())


def _number(record: Record, run: Run | None) -> int:
    if run is not None:
        return record.writer(run).run
    with record.engine.connect() as connection:
        return int(connection.execute(select(func.coalesce(func.max(runs.c.run), 0))).scalar_one())


@contextmanager
def _loaded(record: Record, judged: Judged, watch: Watch) -> Iterator[tuple[Archive, dict[str, Source]]]:
    """The current reports as an archive that lies in files, and what the record knows of each."""
    with record.engine.connect() as connection:
        query = select(reports.c.id, func.min(reports.c.report)).group_by(reports.c.id)
        first: dict[str, int] = dict(map(tuple, connection.execute(query)))
    with TemporaryDirectory(prefix="isnad-", ignore_cleanup_errors=True) as folder:
        archive, known = Archive(Path(folder)), list[tuple[str, int, int, Places]]()
        for kept in record.reports(reports.c.current):
            seen, places = judged.seen(kept)
            archive.add(seen.report, seen.layers)
            known.append((kept.report.id, kept.number, kept.run, places))
            watch("reports")
        moments = archive.table("reports").select(["published", "day"]).to_pylist()
        sources = {
            id: Source(
                number, run, first[id], told.isoformat() if (told := row["published"] or row["day"]) else None, places
            )
            for (id, number, run, places), row in zip(known, moments, strict=True)
        }
        yield archive, sources


def _found(
    archive: Archive,
    across: Across,
    judged: Judged,
    sources: Mapping[str, Source],
    jobs: int,
    rest: Callable[[], None],
    watch: Watch,
) -> Regrouped:
    """What is found, step by step; `rest` gives memory back between two of them."""

    def begin(step: str) -> None:
        rest()
        watch(step)

    begin("copies")
    copies = find_copies(archive)
    begin("stories")
    homes, copies = judged.homes(archive, find_stories(archive, copies), copies, sources)
    rest()
    told = across.stories(judged.labelled(stories(archive, homes, copies)))
    begin("actors")
    found = find_actors(archive, judged.arrange(archive, across))
    rest()
    known, merged = across.actors(found.actors, judged.keys), across.merges(found.merges)
    found = found._replace(merges=())
    begin("naming")
    named = across.naming(find_naming(archive, found))
    begin("network")
    ties = across.ties(find_network(archive, found, copies=copies))
    tables = {"copies": copies, "stories": homes, "actors": found.table, "described": found.described}
    del found  # the records of actors are many
    rest()
    ids = archive.table("reports").column("id").to_pylist()
    happenings = _dated(happenings_of(archive, tables, jobs=jobs), ids, across, watch)
    return Regrouped(
        reports=len(archive), stories=told, actors=known, merges=merged, naming=named, ties=ties, happenings=happenings
    )


def _dated(found: Iterable[Happening], ids: list[str], across: Across, watch: Watch) -> int:
    """Writes happenings with their dates, story by story."""
    count = 0
    for story, some in groupby(found, key=lambda one: one.story):
        count += across.happenings(with_dates(list(some)), ids[story])
        watch("happenings")
    return count
