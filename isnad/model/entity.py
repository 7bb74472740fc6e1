"""The person, body or place in the world that mentions of one report stand for."""

from __future__ import annotations

import msgspec

from isnad.model.mention import MentionType
from isnad.model.span import Span


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place of the gazetteer: GeoNames id, ISO 3166-1 alpha-2 country, degrees of latitude and longitude (WGS 84)."""

    geonames: int | None
    name: str
    country: str | None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    feature: str = ""


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """An office that a report gives a person, with the words that say so.

    `title` is the office's own word (`وزير`), `organisation` the body or field that it is held in (`الداخلية`),
    `country` its ISO 3166-1 alpha-2 code, `qualifiers` are among `former`, `deputy`, `acting`, `elect`,
    `spokesperson`, `late`.
    """

    span: Span
    title: str
    organisation: str | None = None
    country: str | None = None
    qualifiers: tuple[str, ...] = ()


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """What mentions of one report stand for, under the fullest name that the report gives it.

    `names` are all forms in which it is named, as written; `roles` a person's offices, in text order; `country` an ISO
    3166-1 alpha-2 code where the report tells it; `romanised` our own romanisation, nobody's spelling; `place` the one
    place that stands out, else `candidates` hold those that fit.
    """

    name: str
    type: MentionType
    names: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    country: str | None = None
    romanised: str = ""
    place: Place | None = None
    candidates: tuple[Place, ...] = ()
