"""What an actor, a pair of actors or a story did and said, in order of date."""

from __future__ import annotations

import msgspec

from isnad.model.happening import Happening


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One happening in a chronology.

    `kind` is `statement`, `meeting` (an event of type CONSULT) or `event`. `date` is ISO 8601 at the precision that is
    told (`2018-05-29`, `2018-05`, `2018`), None where no telling dates it: the day of publication never stands in for
    it. `precision` is `day`, `week`, `month`, `quarter`, `season`, `half`, `year` or None. `first` and `last` are the
    days that it names. `others` are dates of other tellings, where they differ. `first_told` is the earliest
    publication of a telling, ISO 8601, which dates the telling alone. `as_event` are the PLOVER types of events whose
    anchor is the very verb of a statement (`دعا` is a demand and a REQUEST): they have no entry of their own.
    """

    kind: str
    happening: Happening
    date: str | None = None
    precision: str | None = None
    first: str | None = None
    last: str | None = None
    others: tuple[str, ...] = ()
    first_told: str | None = None
    as_event: tuple[str, ...] = ()


class Chronology(msgspec.Struct, frozen=True, kw_only=True):
    """Happenings in order: `dated` by their first day, the longer stretch behind the shorter ones that begin with it;
    `undated`, of which no telling says when, by their first publication.

    `actors` are the names that were asked for, `matched` for each the names in reports that were taken for it.
    """

    actors: tuple[str, ...] = ()
    matched: tuple[tuple[str, ...], ...] = ()
    dated: tuple[Entry, ...] = ()
    undated: tuple[Entry, ...] = ()
