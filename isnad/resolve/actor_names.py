"""The names of an archive put together to nodes: those that are one but for their spelling.

A name tells its bearer alone unless two countries lay claim to it, it is made of first names that many bear, or it is
what every country has (`وزارة الداخلية`): then each country has a node, and who is told without one stays open.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from isnad.lexicon.gazetteer import place_key
from isnad.lexicon.nouns import places
from isnad.resolve.name_keys import (
    BODY,
    FAMILY,
    KIND,
    ONE_OF_MANY,
    PERSON,
    PLACE,
    PLACE_NAME,
    SEAT,
    NameKey,
    body_words,
    family_part,
    key_of,
    may_name,
    names_father,
    without_titles,
)
from isnad.text import fold
from isnad.text.names import SAME_IN_REPORT, SAME_NAME, compare_names, name_parts

_CLAIM, _SHARE = 2, 0.2  # reports, and of those that tell a country, from which on a second country has a claim
_FIRST = 2  # distinct names that begin with a part, from which on it is a first name
_FIRST_NAMES = 6  # distinct names that begin with it, from which on a last part may be another's first name
_TOLD = 0.3  # of a body's reports that tell its country, from which on those that do not mean the same
_KNOWN_PLACE = 8  # reports from which on a place that no gazetteer has is one
_KNOWN_SON = 8  # reports of one name with the father's, from which on it is one person's
_WEAK = 2  # reports that tell a country, below which it may be a misreading


class NameRow(NamedTuple):
    """A name with the country and place that reports tell with it, and how many do."""

    type: str
    name: str
    country: str | None
    geonames: int | None
    reports: int


class Node(NamedTuple):
    """Names that are one but for their spelling; `weak_country` where hardly a report tells the country."""

    number: int
    type: str
    sort: str
    key: str
    name: str
    country: str | None
    weak_country: bool
    reports: int


_Row = tuple[str, str, str | None, int | None]
_Group = tuple[str, str, str, str]  # type, sort, key, the commonest spelling


class Nodes:
    """All nodes; `of` gives the one that a name tells, `candidates` those that an open name may stand for."""

    def __init__(self, rows: Iterable[NameRow]) -> None:
        self.all: list[Node] = []
        self._of: dict[_Row, tuple[int, str]] = {}
        self._groups: dict[_Row, _Group] = {}
        self._originals: dict[_Row, set[_Row]] = defaultdict(set)
        self._open_to: dict[_Group, list[int]] = defaultdict(list)
        self._by_family: dict[str, list[int]] = defaultdict(list)
        self._by_place: dict[str, set[int]] = defaultdict(set)
        groups = self._grouped(rows)
        self._begins = _beginnings(groups)
        for group, told in groups.items():
            self._settle(group, told)
        self._originals.clear()

    def of(self, kind: str, name: str, country: str | None, geonames: int | None) -> tuple[int | None, str]:
        """The number of the node that a name tells, None where it is open, and the slug of the reason."""
        return self._of.get((kind, name, country, geonames), (None, "open"))

    def candidates(self, kind: str, name: str, country: str | None, geonames: int | None) -> list[int]:
        """The nodes that an open name may stand for."""
        group = self._groups.get((kind, name, country, geonames))
        if group is None:
            return []
        _, sort, key, _ = group
        if sort == FAMILY and not may_name(name):
            return []
        if sort == FAMILY and self._begins[name_parts(without_titles(name))[0]] >= _FIRST_NAMES:
            return []  # a first name that many bear
        if sort == FAMILY:
            found = self._by_family.get(key, [])
            return [node for node in found if compare_names(name, self.all[node].name) >= SAME_IN_REPORT]
        if sort == PLACE_NAME:
            return sorted(self._by_place.get(key, ()))
        return self._open_to.get(group, [])

    def open_key(self, kind: str, name: str, country: str | None, geonames: int | None) -> tuple[str, ...] | None:
        """Under what an open name is compared with others like it; None for what is no actor."""
        group = self._groups.get((kind, name, country, geonames))
        return (*group, country or "") if group is not None else None

    def open_reason(self, kind: str, name: str) -> str:
        """Why a name is open: `surname`, `place-name`, `kind` or `homonym`."""
        key = key_of(kind, name)
        if key is None:
            return "open"
        return {FAMILY: "surname", PLACE_NAME: "place-name", KIND: "kind", BODY: "kind", ONE_OF_MANY: "kind"}.get(
            key.sort, "homonym"
        )

    def begins_names(self, part: str) -> bool:
        """Whether a part, as `name_parts` gives it, is the first of several persons' names."""
        return self._begins[part] >= _FIRST

    def add(self, kind: str, name: str, country: str | None, geonames: int | None) -> int:
        """A node of its own for an open name."""
        sort, key, spelling = self._groups[kind, name, country, geonames][1:]
        return self._node((kind, sort, key, spelling), country, 1, weak=True, name=name)

    def node_of(self, kind: str, name: str, country: str | None) -> int | None:
        """The node that another name of an entity would tell."""
        for told in (country, None):
            found = self._of.get((kind, name, told, None))
            if found is not None:
                return found[0]
        return None

    def _grouped(self, rows: Iterable[NameRow]) -> dict[_Group, list[NameRow]]:
        """Rows of one key, and in it of one spelling or another."""
        by_key: dict[tuple[str, str, str], list[NameRow]] = defaultdict(list)
        for row in rows:
            key = key_of(row.type, row.name, row.country, row.geonames)
            if key is not None:
                by_key[row.type, key.sort, key.key].append(row._replace(country=key.country))
                self._keep(row, key)
        groups: dict[_Group, list[NameRow]] = {}
        for ends, told_rows in by_key.items():
            for spelling, rows_of in _spelt(ends[1], told_rows):
                group = (*ends, spelling)
                groups[group] = rows_of
                for told in rows_of:
                    for original in self._originals[told.type, told.name, told.country, told.geonames]:
                        self._groups[original] = group
        return groups

    def _keep(self, row: NameRow, key: NameKey) -> None:
        self._originals[row.type, row.name, key.country, row.geonames].add(
            (row.type, row.name, row.country, row.geonames)
        )

    def _settle(self, group: _Group, rows: list[NameRow]) -> None:
        sort = group[1]
        if sort in (FAMILY, ONE_OF_MANY):
            return
        countries: Counter[str] = Counter()
        for row in rows:
            if row.country:
                countries[row.country] += row.reports
        if sort == PLACE:
            self._tell(group, rows, _first(countries), countries)
            for row in rows:
                self._by_place[place_key(row.name)].add(self._of[self._any(row)][0])
        elif sort == PLACE_NAME:
            known = fold(group[3]) in places() or sum(row.reports for row in rows) >= _KNOWN_PLACE
            if not countries and known:
                self._tell(group, rows, None, countries)
            self._each_country(group, rows, countries)
        elif sort == BODY and group[2].startswith(SEAT):
            self._tell(group, rows, _first(countries), countries)  # a seat is one body, whichever way it is told
        elif sort == KIND or self._contested(countries) or (sort == PERSON and self._is_common(group[3], rows)):
            self._each_country(group, rows, countries)
        else:
            total = sum(row.reports for row in rows)
            told = sort == PERSON or sum(countries.values()) >= _TOLD * total
            main = _first(countries) if told else None
            self._tell(group, [row for row in rows if row.country in (None, main)], main, countries)
            self._open_to[group] = [len(self.all) - 1]
            if sort == BODY:
                self._each_country(group, [row for row in rows if row.country not in (None, main)], countries)

    def _each_country(self, group: _Group, rows: list[NameRow], countries: Counter[str]) -> None:
        told = sorted({row.country for row in rows if row.country})
        for country in told:
            number = self._tell(group, [row for row in rows if row.country == country], country, countries)
            self._open_to[group].append(number)

    def _tell(self, group: _Group, rows: list[NameRow], country: str | None, countries: Counter[str]) -> int:
        weak = country is None or countries[country] < _WEAK
        number = self._node(group, country, sum(row.reports for row in rows), weak=weak)
        for row in rows:
            reason = "same-place" if group[1] == PLACE else "same-name" if row.name == group[3] else "spelling"
            for original in self._originals[row.type, row.name, row.country, row.geonames]:
                self._of[original] = (number, reason)
        return number

    def _node(self, group: _Group, country: str | None, reports: int, *, weak: bool, name: str | None = None) -> int:
        kind, sort, key, spelling = group
        node = Node(len(self.all), kind, sort, key, name or spelling, country, weak, reports)
        self.all.append(node)
        family = family_part(spelling) if sort == PERSON else None
        if family is not None:
            self._by_family[family].append(node.number)
        return node.number

    def _any(self, row: NameRow) -> _Row:
        return next(iter(self._originals[row.type, row.name, row.country, row.geonames]))

    @staticmethod
    def _contested(countries: Counter[str]) -> bool:
        claims = [count for _, count in countries.most_common(2)]
        return len(claims) > 1 and claims[1] >= max(_CLAIM, _SHARE * sum(countries.values()))

    def _is_common(self, name: str, rows: list[NameRow]) -> bool:
        """Whether the last of two parts is a first name that many bear: `محمد إبراهيم`.

        A father's name behind `بن` is one as well; a name that many reports tell so, of one country or none, is one
        person's.
        """
        if names_father(name) and sum(row.reports for row in rows) >= _KNOWN_SON and len({*_told(rows)}) <= 1:
            return False
        parts = name_parts(without_titles(name))
        return len(parts) == 2 and self._begins[parts[-1]] >= _FIRST_NAMES


def _told(rows: Iterable[NameRow]) -> Iterator[str]:
    return (row.country for row in rows if row.country)


def _first(countries: Counter[str]) -> str | None:
    return min(countries, key=lambda country: (-countries[country], country)) if countries else None


def _beginnings(groups: Iterable[_Group]) -> Counter[str]:
    """How many names of persons begin with a part."""
    return Counter(name_parts(without_titles(group[3]))[0] for group in groups if group[1] == PERSON)


def _spelt(sort: str, rows: list[NameRow]) -> list[tuple[str, list[NameRow]]]:
    """Rows of one key by what `compare_names` takes for one name; each group under its commonest spelling."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row.name] += row.reports
    names = sorted(counts, key=lambda name: (-counts[name], name))
    if sort not in (PERSON, BODY):
        return [(names[0], rows)]
    plain = without_titles if sort == PERSON else body_words
    groups: dict[str, list[str]] = {}
    for name in names:
        alike = next((other for other in groups if _same(plain(name), plain(other))), name)
        groups.setdefault(alike, []).append(name)
    return [(spelling, [row for row in rows if row.name in set(told)]) for spelling, told in groups.items()]


def other_name(one: str, other: str) -> bool:
    """Whether two persons' names of as many parts cannot be one's: `سامر الهلالي`, `نادر الهلالي`."""
    a, b = without_titles(one), without_titles(other)
    return len(name_parts(a)) == len(name_parts(b)) > 1 and compare_names(a, b) < SAME_IN_REPORT


def _same(one: str, other: str) -> bool:
    return one == other or compare_names(one, other) >= SAME_NAME
