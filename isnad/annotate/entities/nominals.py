"""Titles and short forms that stand for somebody the report names elsewhere: `الوزير`, `وزير الداخلية`, `الوزارة`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from isnad.annotate.entities.clusters import Cluster
from isnad.annotate.phrases.noun_phrase import subject_after
from isnad.annotate.phrases.reference import Sort, read_reference, unglued_span
from isnad.annotate.phrases.view import Range, View
from isnad.lexicon import Noun, particles
from isnad.lexicon.countries import country_of
from isnad.lexicon.load import folded
from isnad.lexicon.offices import offices
from isnad.model import Form, Mention, MentionType, Role

_CALLINGS = particles("callings")
_ONE_WORD_FOR = {"spokesperson": "متحدث", "former": "سابق"}
_PASSING = folded(["", "الحالي", "الحالية", "حالي", "حالية", "الجديد", "جديد", "جديدة", "منتهية", "ولايته", "ولايتها"])
_LONGEST = 10
_SALIENT = 2
Held = tuple[Range, Role]


class Nominals:
    """Finds them and tells whom each stands for: the one holder of the office, the one body of the kind.

    Where several fit, the one is taken that alone was named before, or that is named twice as often as each other; else
    none, and all are kept as alternatives.
    """

    def __init__(
        self,
        view: View,
        clusters: Sequence[Cluster],
        roles: Mapping[int, Sequence[Held]],
        called: Mapping[int, str],
    ) -> None:
        self.view = view
        self._called = called
        self._holders = [
            (cluster, [frozenset(self._stems(office)) for office, _ in roles[id(cluster)]])
            for cluster in clusters
            if id(cluster) in roles
        ]
        self._countries = [
            (cluster, {role.country for _, role in roles[id(cluster)]}) for cluster in clusters if id(cluster) in roles
        ]
        self._bodies = [cluster for cluster in clusters if cluster.type is MentionType.ORG]
        taken = {at for held in roles.values() for office, _ in held for at in range(*office)}
        told = {at for cluster in self._bodies for name in cluster.names for at in range(name.first, name.last)}
        self._taken = taken | told | view.names.keys()
        self.mentions = list(self._find())

    def _stems(self, tokens: Range) -> Iterator[str]:
        view = self.view
        return (self._stem(at) for at in range(*tokens) if view.is_word[at])

    def _stem(self, at: int) -> str:
        stem = self.view.words[at].stem
        return _ONE_WORD_FOR.get(offices().qualifiers.get(stem, ""), stem)

    def _only_described(self, tokens: Range) -> bool:
        """Whether nothing but adjectives that name no country follow a title (`المتحدث العسكري`)."""
        view = self.view
        return tokens[1] - tokens[0] > 1 and all(
            view.has(at, Noun.ADJECTIVE) and country_of(view.forms[at]) is None
            for at in range(tokens[0] + 1, tokens[1])
        )

    def _find(self) -> Iterator[Mention]:
        view = self.view
        ranks = offices().courtesies
        past = 0
        for at, info in enumerate(view.words):
            if at < past or at in self._taken or not view.is_word[at]:
                continue
            if info.article and info.stem in _CALLINGS and (called := self._calling(at)) is not None:
                found: tuple[int, Mention] | None = called
            elif info.classes & Noun.TITLE and info.stem not in ranks:
                found = self._title(at)
            elif info.classes & Noun.BODY and info.article and not info.pronoun:
                found = self._short_form(at)
            else:
                continue
            if found is not None:
                past, mention = found
                yield mention

    def _title(self, at: int) -> tuple[int, Mention] | None:
        """A title without a name: definite by its article or by the words behind it."""
        view = self.view
        end = next((first for first in range(at + 1, min(len(view.forms), at + _LONGEST)) if first in view.names), None)
        tokens, past = subject_after(view, at, min(len(view.forms), at + _LONGEST) if end is None else end, glued=True)
        if tokens is None:
            tokens, past = (at, at + 1), at + 1
        reference = read_reference(view, tokens)
        if reference.sort is not Sort.ROLE:
            return None
        if reference.definite and not view.words[at].pronoun:
            tokens = self._agreeing(at, reference.name[1])
        else:
            tokens = reference.name
        if view.words[at].pronoun or (not view.words[at].article and tokens[1] - at < 2):
            return None
        wanted = frozenset(self._stems(tokens)) - _PASSING
        fitting = [cluster for cluster, held in self._holders if any(wanted <= stems for stems in held)]
        if not fitting and view.words[at].article and self._only_described(tokens):
            head = self._stem(at)
            fitting = [cluster for cluster, held in self._holders if any(head in stems for stems in held)]
        return self._mention(tokens, past, fitting, MentionType.PER, "office")

    def _calling(self, at: int) -> tuple[int, Mention] | None:
        """A calling with the adjective of a country (`الدبلوماسي البلجيكي`): the one person with an office of it."""
        tokens = self._agreeing(at, min(len(self.view.forms), at + 2))
        country = country_of(self.view.forms[at + 1]) if tokens[1] - at == 2 else None
        if country is None:
            return None
        fitting = [cluster for cluster, countries in self._countries if country in countries and cluster.first < at]
        return self._mention(tokens, tokens[1], fitting, MentionType.PER, "office") if len(fitting) == 1 else None

    def _agreeing(self, at: int, end: int) -> Range:
        """A title with its article and the adjectives that agree with it."""
        view, last = self.view, at + 1
        if last < end and view.words[last].preposition == "ب" and view.words[last].article:
            last += 1  # `القائم بالأعمال`
        while last < end and view.is_word[last] and view.words[last].article and self._describes(last):
            last += 1
        return at, last

    def _describes(self, at: int) -> bool:
        """Whether a definite word is an adjective of a title: one of the lists, or one for a former holder."""
        return self.view.has(at, Noun.ADJECTIVE) or offices().qualifiers.get(self.view.words[at].stem) == "former"

    def _short_form(self, at: int) -> tuple[int, Mention] | None:
        """A body told by its kind alone (`الوزارة`), or with an adjective (`الحكومة الليبية`)."""
        view = self.view
        tokens = self._agreeing(at, len(view.forms))
        wanted = list(self._stems(tokens))
        fitting = [
            cluster
            for cluster in self._bodies
            if wanted[0] in self._kinds(cluster) | {cluster.key[0]} and {*wanted[1:]} <= set(cluster.key)
        ]
        return self._mention(tokens, tokens[1], fitting, MentionType.ORG, "short-form")

    def _chosen(self, fitting: list[Cluster], at: int) -> Cluster | None:
        """The only one, the only one told before, or the one that the report speaks of twice as often as of others."""
        before = [cluster for cluster in fitting if cluster.first < at]
        for group in (fitting, before):
            if len(group) == 1:
                return group[0]
        told = sorted(before, key=lambda cluster: -len(cluster.names))
        return told[0] if told and len(told[0].names) >= _SALIENT * len(told[1].names) else None

    def _kinds(self, cluster: Cluster) -> set[str]:
        """The words for the kind of a body: the first of each name."""
        return {self.view.words[name.first].stem for name in cluster.names}

    def _mention(
        self, tokens: Range, past: int, fitting: list[Cluster], kind: MentionType, rule: str
    ) -> tuple[int, Mention] | None:
        if not fitting:
            return None
        chosen = self._chosen(fitting, tokens[0])
        return max(past, tokens[1]), Mention(
            span=unglued_span(self.view, tokens),
            type=kind,
            form=Form.NOMINAL,
            entity=self._called[id(chosen)] if chosen is not None else None,
            alternatives=() if chosen is not None else tuple(self._called[id(cluster)] for cluster in fitting),
            rule=rule,
            score=0.8 if chosen is not None else 0.4,
        )
