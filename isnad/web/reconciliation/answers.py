"""The shapes of what the reconciliation answers, after version 0.2 of its API, for the description of ours."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType


class Identified(Struct, frozen=True, kw_only=True):
    """A type or a property by its identifier, with its name in the language of the asker."""

    id: str
    name: str


class ServicePlace(Struct, frozen=True, kw_only=True):
    """Where a part of the service answers: the two addresses joined."""

    service_url: str
    service_path: str


class ServiceView(Struct, frozen=True, kw_only=True):
    """The address of an actor's page, with `{{id}}` for its key."""

    url: str


class ServicePreview(Struct, frozen=True, kw_only=True):
    """The address of a small page on an actor, with `{{id}}` for its key; the sizes of its frame are in pixels."""

    url: str
    width: int
    height: int


class ServiceSuggest(Struct, frozen=True, kw_only=True):
    """Where names are completed as they are typed."""

    entity: ServicePlace
    type: ServicePlace
    property: ServicePlace


class ServiceExtend(Struct, frozen=True, kw_only=True):
    """Where it is told what can be fetched of an actor; no property can be set."""

    propose_properties: ServicePlace
    property_settings: Annotated[list[Any], Meta(max_length=0)]


class Service(Struct, frozen=True, kw_only=True, rename="camel"):
    """The service as it describes itself (its manifest)."""

    versions: list[str]
    name: str
    identifier_space: str
    schema_space: str
    service_version: str
    documentation: str
    view: ServiceView
    default_types: list[Identified]
    batch_size: int
    preview: ServicePreview
    suggest: ServiceSuggest
    extend: ServiceExtend


class MatchFeature(Struct, frozen=True, kw_only=True):
    """What speaks for or against a candidate: a likeness from 0 to 1, a number of reports, or whether it has a
    property."""

    id: str
    value: float | bool


class MatchCandidate(Struct, frozen=True, kw_only=True):
    """An actor that may be meant; `match` where no other comes near."""

    id: str
    name: str
    description: str
    type: list[Identified]
    score: Annotated[float, Meta(ge=0, le=100)]
    match: bool
    features: list[MatchFeature]


class MatchResult(Struct, frozen=True, kw_only=True):
    """The candidates of one query, the best first."""

    result: list[MatchCandidate]


class FetchedValue(Struct, frozen=True, kw_only=True):
    """A value of a property: words or a whole number."""

    words: str | UnsetType = msgspec.field(default=UNSET, name="str")
    number: int | UnsetType = msgspec.field(default=UNSET, name="int")


class Fetched(Struct, frozen=True, kw_only=True):
    """Properties of actors: which they are, and their values by key and property, none where nothing is known."""

    meta: list[Identified]
    rows: dict[str, dict[str, list[FetchedValue]]]


class SuggestedActor(Struct, frozen=True, kw_only=True):
    """An actor whose name begins so; `notable` is its type."""

    id: str
    name: str
    description: str
    notable: list[Identified]


class SuggestedActors(Struct, frozen=True, kw_only=True):
    """Actors, those that most reports name first."""

    result: list[SuggestedActor]


class Suggested(Struct, frozen=True, kw_only=True):
    """Types or properties whose names begin so."""

    result: list[Identified]


class Proposed(Struct, frozen=True, kw_only=True):
    """What can be fetched of actors of a type, at most `limit` of it."""

    type: str
    limit: int
    properties: list[Identified]


MATCHED = dict[str, MatchResult]  # by the names of the queries
