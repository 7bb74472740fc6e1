"""The entity stage: which mentions of one report stand for the same person, body, place or thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, ClassVar

import msgspec

from isnad.annotate.entities.bodies import described_bodies
from isnad.annotate.entities.clusters import Cluster, Clusters, fullest, spellings
from isnad.annotate.entities.naming import consistent_names, written
from isnad.annotate.entities.nominals import Nominals
from isnad.annotate.entities.offices import office_after, office_before, read_role
from isnad.annotate.entities.pronouns import Pronouns
from isnad.annotate.mentions.language import OTHERS
from isnad.annotate.phrases.reference import unglued_span
from isnad.annotate.phrases.view import Named, View
from isnad.lexicon.countries import capital_of, country_of
from isnad.lexicon.gazetteer import candidates, resolve_place
from isnad.lexicon.romanised import romaniser
from isnad.model import Entity, Form, Layers, Mention, MentionType, Place, Report, Role
from isnad.text import TextLayer

_MOST_CANDIDATES = 8


class EntityStage:
    """Puts names together, reads the offices beside them, and resolves titles and short forms that stand alone.

    Known misses: two persons of one full name; nicknames that no bracket or quotation explains; a body that renames
    itself within the report.
    """

    name: ClassVar[str] = "entities"
    needs: ClassVar[frozenset[str]] = frozenset({"names", "language"})
    gives: ClassVar[frozenset[str]] = frozenset({"mentions", "entities"})

    def __call__(self, report: Report, text: TextLayer, layers: Layers) -> Mapping[str, Any]:
        """Mentions in text order with their entities, and the entities in the order in which they are first named."""
        if layers.language in OTHERS:
            return {"mentions": (), "entities": ()}
        view = View(report, text, layers.names)
        view.name(consistent_names(view))
        names = sorted([*view.named_in_order, *_described(view)], key=lambda name: (name.first, name.last))
        clusters = Clusters(view, names)
        roles = _roles(view, clusters.clusters)
        called = {id(cluster): fullest(view, cluster.names) for cluster in clusters.clusters}
        mentions = [
            msgspec.structs.replace(name.mention, entity=called[id(cluster)])
            for cluster in clusters.clusters
            for name in cluster.names
        ]
        for unsettled in clusters.unsettled:
            fitting = tuple(called[id(cluster)] for cluster in unsettled.fitting)
            mentions.append(msgspec.structs.replace(unsettled.name.mention, alternatives=fitting))
        mentions += Nominals(view, clusters.clusters, roles, called).mentions
        mentions.sort(key=lambda mention: mention.span)
        countries = _countries(view, clusters.clusters)
        entities = tuple(
            _entity(view, cluster, called[id(cluster)], [role for _, role in roles.get(id(cluster), ())], countries)
            for cluster in clusters.clusters
        )
        mentions += Pronouns(view, mentions, entities).mentions
        mentions.sort(key=lambda mention: mention.span)
        return {"mentions": tuple(mentions), "entities": entities}


def _described(view: View) -> Iterator[Named]:
    """Bodies that are told by their kind, as mentions."""
    for first, last in described_bodies(view):
        name = view.names.get(first)
        if name is None or (name.mention.type is MentionType.ORG and name.last < last and name.first == first):
            span = unglued_span(view, (first, last))
            yield Named(
                first, last, Mention(span=span, type=MentionType.ORG, form=Form.NOMINAL, rule="body", score=0.8)
            )


def _roles(view: View, clusters: list[Cluster]) -> dict[int, list[tuple[tuple[int, int], Role]]]:
    """The offices of each person, with their tokens, in text order; by the cluster's identity."""
    found: dict[int, list[tuple[tuple[int, int], Role]]] = {}
    for cluster in clusters:
        if cluster.type is not MentionType.PER:
            continue
        for name in sorted(cluster.names, key=lambda name: name.first):
            end = view.segment_end(name.last - 1)
            for office in (office_before(view, name.first), office_after(view, name.last, end)):
                if office is not None:
                    found.setdefault(id(cluster), []).append((office, read_role(view, office)))
    return found


def _countries(view: View, clusters: list[Cluster]) -> Counter[str]:
    """How often the report names each country, by name, by adjective or by its capital."""
    counted: Counter[str] = Counter()
    for at, info in enumerate(view.words):
        if view.is_word[at] and info.article and (code := country_of(view.forms[at])) is not None:
            counted[code] += 1
    for cluster in clusters:
        if cluster.type is MentionType.LOC:
            text = written(view, cluster.names[0])
            code = country_of(text) or capital_of(text)
            if code is not None:
                counted[code] += len(cluster.names)
    return counted


def _entity(view: View, cluster: Cluster, name: str, roles: list[Role], countries: Counter[str]) -> Entity:
    names = tuple(spellings(view, cluster.names))
    place: Place | None = None
    others: tuple[Place, ...] = ()
    country = None
    if cluster.type is MentionType.LOC:
        own = capital_of(name)
        around = countries - Counter({own: len(cluster.names)}) if own is not None else countries
        place = resolve_place(name, around)
        others = () if place is not None else candidates(name)[:_MOST_CANDIDATES]
        country = place.country if place is not None else country_of(name)
    else:
        told = Counter(role.country for role in roles if role.country is not None)
        country = (
            told.most_common(1)[0][0] if told else _named_country(name) if cluster.type is MentionType.ORG else None
        )
    return Entity(
        name=name,
        type=cluster.type,
        names=names,
        roles=_without_repeats(roles),
        country=country,
        romanised=romaniser().romanise(name),
        place=place,
        candidates=others,
    )


def _named_country(name: str) -> str | None:
    """The country that a body's name tells."""
    return next((code for part in chain(name.split()) if (code := country_of(part)) is not None), None)


def _without_repeats(roles: list[Role]) -> tuple[Role, ...]:
    """One role of each title, organisation and qualifiers, the first that is told."""
    kept: dict[tuple[object, ...], Role] = {}
    for role in sorted(roles, key=lambda role: role.span):
        kept.setdefault((role.title.removeprefix("ال"), role.organisation, role.qualifiers), role)
    return tuple(kept.values())
