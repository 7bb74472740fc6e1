"""Names of one report that stand for the same person, body, place or thing.

A shorter name joins the one fuller name that holds its words; where two fuller names fit and only one of them was told
before, it is that one, else none is taken and both are kept. Within a type only: a city and the government that is
named by it stay two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from isnad.annotate.entities.bodies import MINISTRY
from isnad.annotate.entities.naming import alias_behind, written
from isnad.annotate.entities.nicknames import nicknames
from isnad.annotate.phrases.view import Named, View
from isnad.lexicon import Noun, word
from isnad.lexicon.countries import country_of
from isnad.lexicon.gazetteer import place_key
from isnad.lexicon.offices import offices, seats
from isnad.model import MentionType
from isnad.text import fold
from isnad.text.names import SAME_IN_REPORT, SAME_NAME, compare_names, name_key, name_parts

_LONGEST_ALIAS = 3


@dataclass(slots=True, eq=False)
class Cluster:
    """Mentions that stand for one entity. `key` are the compared words of its fullest name."""

    type: MentionType
    key: tuple[str, ...]
    names: list[Named] = field(default_factory=list)

    @property
    def first(self) -> int:
        """The token at which it is first named."""
        return min(name.first for name in self.names)


@dataclass(slots=True)
class Unsettled:
    """A short name that two fuller ones fit."""

    name: Named
    fitting: list[Cluster]


class Clusters:
    """The names of one report, put together; `unsettled` holds those that two entities fit."""

    def __init__(self, view: View, names: Iterable[Named]) -> None:
        self.view = view
        self.unsettled: list[Unsettled] = []
        self.clusters: list[Cluster] = []
        by_type: dict[MentionType, list[Named]] = {}
        for name in names:
            by_type.setdefault(name.mention.type, []).append(name)
        for kind, found in by_type.items():
            self.clusters += self._of_type(kind, found)
        self.clusters.sort(key=lambda cluster: cluster.first)

    def _of_type(self, kind: MentionType, names: list[Named]) -> list[Cluster]:
        """The clusters of one type, the longest names first, so that shorter ones find them."""
        forms: dict[tuple[str, ...], list[Named]] = {}
        for name in names:
            forms.setdefault(self._key(name), []).append(name)
        clusters: list[Cluster] = []
        for key in sorted(forms, key=lambda key: (-len(key), forms[key][0].first)):
            fitting = self._fitting(kind, key, clusters)
            if len(fitting) == 1:
                fitting[0].names += forms[key]
            elif fitting:
                self._settle(forms[key], fitting)
            else:
                clusters.append(Cluster(kind, key, list(forms[key])))
        if kind is MentionType.ORG:
            self._join_aliases(clusters)
            self._join_seats(clusters)
        elif kind is MentionType.PER:
            self._join_nicknames(clusters, names)
        return clusters

    def _key(self, name: Named) -> tuple[str, ...]:
        """What is compared: the parts of a person's name, the stems of a body's, all letters of a place's."""
        text, kind = written(self.view, name), name.mention.type
        if kind is MentionType.LOC:
            return (country_of(text) or place_key(text),)
        if kind is MentionType.ORG:
            stems = tuple(self.view.words[at].stem for at in range(name.first, name.last) if self.view.is_word[at])
            return (stems[1:] if len(stems) > 1 and stems[0] == MINISTRY else stems) or (text,)
        return name_parts(text) or (text,)

    def _fitting(self, kind: MentionType, key: tuple[str, ...], clusters: list[Cluster]) -> list[Cluster]:
        """Those that the name can stand for; one that only spells the name otherwise is the only one."""
        if kind is MentionType.ORG:
            return [cluster for cluster in clusters if _shortens_body(key, cluster.key)]
        if kind is not MentionType.PER:
            return [cluster for cluster in clusters if cluster.key == key]
        name, sounds = " ".join(key), _sounds(key)
        alike = [cluster for cluster in clusters if sounds & _sounds(cluster.key)]
        compared = [(compare_names(name, " ".join(cluster.key)), cluster) for cluster in alike]
        surely = [cluster for score, cluster in compared if score >= SAME_NAME]
        fitting = surely[:1] or [cluster for score, cluster in compared if score >= SAME_IN_REPORT]
        if not fitting and len(key) == 1:  # a first name alone, in a report that tells nobody else of that name
            fitting = [cluster for cluster in clusters if cluster.key[0] == key[0]]
        return fitting

    def _settle(self, told: list[Named], fitting: list[Cluster]) -> None:
        for name in told:
            before = [cluster for cluster in fitting if cluster.first < name.first]
            if len(before) == 1:
                before[0].names.append(name)
            else:
                self.unsettled.append(Unsettled(name, fitting))

    def _moved(self, gone: Cluster, into: Cluster) -> None:
        """What fitted a cluster that was joined to another fits this one."""
        for unsettled in self.unsettled:
            if gone in unsettled.fitting:
                unsettled.fitting = [cluster for cluster in unsettled.fitting if cluster not in (gone, into)] + [into]

    def _join_aliases(self, clusters: list[Cluster]) -> None:
        """A short name in brackets or quotation marks right behind a longer one is another name of it."""
        by_name = {name.first: cluster for cluster in clusters for name in cluster.names}
        for cluster in list(clusters):
            if cluster not in clusters:  # joined to another before
                continue
            for name in cluster.names:
                alias = alias_behind(self.view, name.last)
                other = by_name.get(alias) if alias is not None else None
                if (
                    other is not None
                    and other is not cluster
                    and len(other.key) <= _LONGEST_ALIAS
                    and other in clusters
                ):
                    cluster.names += other.names
                    clusters.remove(other)
                    self._moved(other, cluster)
                    by_name |= {moved.first: cluster for moved in other.names}
                    break

    def _join_seats(self, clusters: list[Cluster]) -> None:
        """A body that is called by its seat (`الكرملين`) is the body that the report tells by its name."""
        known: dict[str, Cluster] = {}
        for cluster in list(clusters):
            slugs = (seats().get(fold(written(self.view, name))) for name in cluster.names)
            slug = next((slug for slug in slugs if slug is not None), None)
            if slug is None:
                continue
            own = known.setdefault(slug, cluster)
            if own is not cluster:
                own.names += cluster.names
                clusters.remove(cluster)
                self._moved(cluster, own)

    def _join_nicknames(self, clusters: list[Cluster], names: list[Named]) -> None:
        """What stands behind a person's name as a nickname is another name of that person."""
        for name, (first, _) in nicknames(self.view, names):
            own = next((cluster for cluster in clusters if name in cluster.names), None)
            other = next((cluster for cluster in clusters if any(told.first == first for told in cluster.names)), None)
            if own is not None and other is not None and own is not other:
                own.names += other.names
                clusters.remove(other)
                self._moved(other, own)


@lru_cache(maxsize=1 << 14)
def _sounds(key: tuple[str, ...]) -> frozenset[str]:
    """What the parts of a name have in common with their other spellings; names that share none are never compared."""
    return frozenset(name_key(" ".join(key)).split())


def _shortens_body(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a body's name is a short form of a fuller one: the same head or none, and no word that is not in it."""
    if short == full:
        return True
    if len(short) >= len(full) or not set(short) <= set(full):
        return False
    head = bool(word(short[0]).classes & Noun.BODY)
    return short[0] == full[0] if head else full[0] not in offices().departments


def fullest(view: View, names: Iterable[Named]) -> str:
    """The longest way in which the report writes a name, no nickname; of equals the most frequent, then the first."""
    names = list(names)
    nicks = {written(view, name) for name in names if name.mention.rule == "nickname"}
    counted = Counter(text for name in names if (text := written(view, name)) not in nicks) or Counter(nicks)
    headed = {written(view, name) for name in names if view.has(name.first, Noun.BODY)}  # `وزارة الدفاع`, not `الدفاع`
    return max(counted, key=lambda text: (text in headed, len(text.split()), counted[text], len(text)))


def spellings(view: View, names: Iterable[Named]) -> Iterator[str]:
    """All ways in which the report writes a name, in text order."""
    yield from dict.fromkeys(written(view, name) for name in sorted(names, key=lambda name: name.first))
