"""The chronology of an actor, a pair of actors, a story, or all of them: happenings by date.

A date is what tellings say: the one told most, the more exact among equals; dates of other tellings are kept beside it.
What no telling dates stands apart, in order of publication, and is never dated by it. An event that is no more than the
verb of a statement (`دعا`, `اتهم`) is told with the statement.

Known misses: a date that follows from another happening (`غداة الاجتماع`) is none; a statement without a word of time,
as most are, is undated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from isnad.model import Span
from isnad.model.chronology import Chronology, Entry
from isnad.model.happening import Happening, HappeningKind, Verdict
from isnad.resolve.stretches import Stretch, stretch_of
from isnad.text.called import called

_MEETINGS: Final = frozenset({"CONSULT"})
_LATEST: Final = "9999"


def chronology(happenings: Iterable[Happening], *, actors: Sequence[str] = (), story: int | None = None) -> Chronology:
    """The chronology of what the actors take part in together.

    Args:
        happenings: Those of any number of stories.
        actors: Names, each of whose actors `isnad.text.called` finds; none for everybody. All must take part.
        story: One story only.
    """
    chosen = [one for one in happenings if story is None or one.story == story]
    told = {pair for one in chosen for pair in zip(one.who, one.names, strict=True)} if actors else set()
    meant = [called(name, told) for name in actors]
    taking_part = [one for one in chosen if all(wanted.keys & set(one.who) for wanted in meant)]
    entries = [entry for entry, statement in with_dates(taking_part) if statement is None]
    dated = sorted((entry for entry in entries if entry.date), key=_by_date)
    undated = sorted((entry for entry in entries if not entry.date), key=_by_publication)
    matched = tuple(wanted.names for wanted in meant)
    return Chronology(actors=tuple(actors), matched=matched, dated=tuple(dated), undated=tuple(undated))


def with_dates(happenings: Sequence[Happening]) -> Iterator[tuple[Entry, str | None]]:
    """Every happening with its dates; beside an event that is the verb of a statement the id of that statement.

    Args:
        happenings: All that are looked at together: verbs are found among the statements that are there.
    """
    verbs = _verbs(happenings)
    said = {one.id: _said_by(one, verbs) for one in happenings}
    types: dict[str, set[str]] = {}
    for one in happenings:
        for statement in said[one.id]:
            types.setdefault(statement, set()).add(one.type)
    for one in happenings:
        yield _entry(one, types.get(one.id, set())), min(said[one.id], default=None)


def _verbs(happenings: Iterable[Happening]) -> dict[str, list[tuple[Span, str]]]:
    """The cues of statements by report, each with the id of its happening."""
    verbs: dict[str, list[tuple[Span, str]]] = {}
    for one in happenings:
        for telling in one.tellings:
            if telling.cue_span is not None:
                verbs.setdefault(telling.report, []).append((telling.cue_span, one.id))
    return verbs


def _said_by(one: Happening, verbs: Mapping[str, list[tuple[Span, str]]]) -> set[str]:
    """The statements whose verbs are the anchors of an event, where that is so in all of its tellings; else none."""
    if one.kind is HappeningKind.STATEMENT:
        return set()
    found = [
        {id for cue, id in verbs.get(telling.report, ()) if cue.overlaps(telling.span)} for telling in one.tellings
    ]
    return set.union(*found) if all(found) else set()


def _entry(one: Happening, as_event: Iterable[str]) -> Entry:
    told, stretch, others = _date(one)
    published = [telling.published for telling in one.tellings if telling.published]
    meeting = one.kind is HappeningKind.EVENT and one.type in _MEETINGS
    return Entry(
        kind="meeting" if meeting else one.kind.value,
        happening=one,
        date=told,
        precision=stretch.precision if stretch else None,
        first=date.fromordinal(stretch.first).isoformat() if stretch else None,
        last=date.fromordinal(stretch.last).isoformat() if stretch else None,
        others=others,
        first_told=min(published, default=None),
        as_event=tuple(sorted(as_event)),
    )


def _date(one: Happening) -> tuple[str | None, Stretch | None, tuple[str, ...]]:
    """The date that most tellings give, the more exact among equals, the earlier among those; and the others."""
    field = one.field("date")
    dates = [(value, stretch) for value in field.values if (stretch := stretch_of(value.value))] if field else []
    if not dates:
        return None, None, ()
    best, stretch = min(dates, key=lambda d: (-len(d[0].tellings), d[1].days, d[1].first, d[0].value))
    if field is not None and field.verdict not in (Verdict.DISAGREED, Verdict.VARIED):
        # Where all can be true, the most exact one is.
        best, stretch = min(dates, key=lambda d: (d[1].days, -len(d[0].tellings), d[1].first, d[0].value))
    return best.value, stretch, tuple(sorted(value.value for value, _ in dates if value is not best))


def _by_date(entry: Entry) -> tuple[str, str, str, str]:
    return entry.first or _LATEST, entry.last or _LATEST, entry.first_told or _LATEST, entry.happening.id


def _by_publication(entry: Entry) -> tuple[str, str]:
    return entry.first_told or _LATEST, entry.happening.id
