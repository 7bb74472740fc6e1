"""A person, body or place in the world, put together from the entities of many reports."""

from __future__ import annotations

import msgspec

from isnad.model.evidence import Evidence
from isnad.model.mention import MentionType


class ActorName(msgspec.Struct, frozen=True, kw_only=True):
    """A name as reports write it, and in how many reports it is the fullest one."""

    name: str
    reports: int


class ActorRole(msgspec.Struct, frozen=True, kw_only=True):
    """An office that reports give a person.

    `qualifiers` are those of `Role`, with blanks between. `first` and `last` are the days of publication (ISO 8601) of
    the first and last report that tells it, None where no such report has a day: how long reports said so, not how
    long it was held.
    """

    title: str
    organisation: str | None = None
    country: str | None = None
    qualifiers: str = ""
    reports: int = 1
    first: str | None = None
    last: str | None = None


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """A description without a name that stands for an actor, because other reports name it in that office then.

    `where` is its place; `title` and `field` are the stems of the office's words, `country` its ISO 3166-1 alpha-2
    code. `reports` of `outlets` name the actor so, published between `first` and `last`; `score` (0 to 1) is how far
    that can be trusted.
    """

    where: Evidence
    title: str
    field: str
    country: str | None
    score: float
    reports: int
    outlets: int
    first: str
    last: str

    @property
    def reason(self) -> str:
        """What speaks for it, in words."""
        return f"named so by {self.reports} reports of {self.outlets} outlets between {self.first} and {self.last}"


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """One actor over reports.

    `id` is the actor's number in the table `actors` of the same run; `name` the form most reports give it in full;
    `names` and `roles` the commonest first. `country` (ISO 3166-1 alpha-2) is what most reports tell that tell one, and
    `geonames` the place's number there; None where unknown. `members` are the entities that stand for it, as report id
    and place in that report's list of entities. `described` are descriptions in reports that do not name it.
    """

    id: int
    name: str
    type: MentionType
    names: tuple[ActorName, ...] = ()
    roles: tuple[ActorRole, ...] = ()
    country: str | None = None
    geonames: int | None = None
    members: tuple[tuple[str, int], ...] = ()
    described: tuple[Described, ...] = ()


class Merge(msgspec.Struct, frozen=True, kw_only=True):
    """Two names that were taken for one actor, or were not and wait for a person.

    `score` (0 to 1) is how far it can be trusted, `reason` a slug of what speaks for it, or against it. Only where
    `decided` is true did the two become one. `one` and `other` are a mention of each.
    """

    one: Evidence
    other: Evidence
    score: float
    reason: str
    decided: bool
