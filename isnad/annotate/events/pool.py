"""Who could take part in an event: those whom its sentence names or describes, one entry each.

The rules of `roles.py` find participants by grammar alone. This pool is wider, and `choosing.py` weighs who is in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from isnad.annotate.entities.actors import JOINED
from isnad.annotate.events.participants import Participants
from isnad.annotate.events.spelling import spelt
from isnad.annotate.phrases.view import THAT, Named, Range, View
from isnad.lexicon import Noun, Word, particles, verbs
from isnad.lexicon.countries import capital_of, country_of
from isnad.lexicon.events import event_patterns
from isnad.model import MentionType, Time
from isnad.text import fold

KINDS: Final = (
    *("none", "PER", "ORG", "MISC", "country", "place", "capital"),
    *("title", "body", "people", "pronoun", "adjective"),
)
"""What somebody is in a sentence: a name by its type, an office or a body by its kind, a description, a pronoun, a
country by its adjective."""
_KIND = {kind: number for number, kind in enumerate(KINDS)}
_THOUSANDS = particles("thousands")
_UNITS = particles("units_of_things")
_FINITE = frozenset({"past", "present", "future", "passive"})
_END = Noun.PREPOSITION | Noun.RELATIVE | Noun.TIME
_CLOSED = particles("before_participants") | particles("event_clause_breaks") | THAT
_LONGEST = 7  # words of a description
_SHORTEST_VERB = 4
_ADJECTIVES = ("ي", "يه", "يين", "يون", "ين", "ون", "ه", "اء")


class Told(NamedTuple):
    """Somebody told in a sentence: the tokens, the name that the report gives, and the kind as a number of `KINDS`."""

    first: int
    last: int
    name: str
    kind: int


class Pool:
    """Those told in one report, by sentence, found when they are first asked for."""

    def __init__(self, view: View, participants: Participants, times: Sequence[Time]) -> None:
        self.view = view
        self.participants = participants
        words = view.layer.words
        self._when = {at for time in times for at in range(words.holding(time.span.start), words.at(time.span.end))}
        self._told: dict[Range, list[Told]] = {}
        self._is_marked = {name.first for name in view.named_in_order} | view.nominals.keys() | view.pronouns.keys()
        self._marked = sorted(self._is_marked)
        mentions = [name.mention.entity for name in view.named_in_order]
        mentions += [name.mention.entity for found in (view.nominals, view.pronouns) for name in found.values()]
        self.counts = Counter(name for name in mentions if name)

    def told(self, segment: Range) -> list[Told]:
        """Those whom a sentence tells, in text order."""
        if segment not in self._told:
            self._told[segment] = list(self._find(*segment))
        return self._told[segment]

    def _find(self, first: int, end: int) -> Iterator[Told]:
        free = until = first
        marked, forms = self._is_marked, spelt(self.view)
        for at in [at for at in range(first, end) if forms[at].begins is not None or at in marked]:
            if at < until:
                continue
            found = (self._named(at) if at in marked else []) or (self._described(at, end) if at >= free else [])
            yield from found
            if found and found[0].kind == _KIND["people"]:
                free = found[-1].last
            elif found:
                until = found[-1].last

    def _named(self, at: int) -> list[Told]:
        """The mention that begins here."""
        view = self.view
        name = view.names.get(at)
        if name is not None:
            if name.first != at:
                return []
            told, kind = self._called(name)
            whole = self._national(name)
            if whole is not None and kind == "ORG":
                return [Told(*whole, self.participants.name(whole, name.first) or told or "", _KIND[kind])]
            return [Told(name.first, name.last, told, _KIND[kind])] if told else []
        nominal = view.nominals.get(at)
        if nominal is not None:
            kind = "body" if nominal.mention.type is MentionType.ORG else "title"
            told = nominal.mention.entity or self.participants.name((nominal.first, nominal.last), at)
            return [Told(nominal.first, nominal.last, told, _KIND[kind])] if told else []
        pronoun = view.pronouns.get(at)
        if pronoun is not None and pronoun.mention.entity is not None:
            return [Told(at, at + 1, told, _KIND["pronoun"]) for told in pronoun.mention.entity.split(JOINED)]
        return []

    def _national(self, name: Named) -> Range | None:
        """A body with the adjective of its country behind it (`وزارة الخارجية | التركية`)."""
        view = self.view
        if name.last >= len(view.forms) or not view.words[name.last].article or name.last in view.names:
            return None
        if view.line_start(name.last) or country_of(view.forms[name.last]) is None:
            return None
        written = fold(name.mention.span.quote(view.text))
        return (name.first, name.last + 1) if fold(name.mention.entity or written) == written else None

    def _called(self, name: Named) -> tuple[str | None, str]:
        """The name that a mention stands for, and its kind."""
        kind = name.mention.type
        seat = capital_of(" ".join(self.view.forms[name.first : name.last]))
        if (kind is MentionType.PER or kind is MentionType.MISC) and not seat:
            return name.mention.entity or self.participants.name((name.first, name.last), name.first), kind.value
        told, sort = self.participants.place((name.first, name.last), name.mention.entity)
        return told, sort if kind is MentionType.LOC or sort != "place" else kind.value

    def _described(self, at: int, end: int) -> list[Told]:
        """An adjective of a country, or a phrase for people without a name."""
        view = self.view
        code = spelt(view)[at].begins
        if code is None or not view.is_word[at] or at in self._when:
            return []
        if code:
            return [Told(at, at + 1, self.participants.country(code), _KIND["adjective"])]
        if any(r.form in _FINITE for r in view.readings(at)) and not view.words[at].article:
            return []
        phrase = self._counted(at, end) if view.forms[at][0].isdigit() else self._extent(at, end)
        if phrase is None:
            return []
        return [Told(first, last, name, _KIND["people"]) for (first, last), name in self.participants.parts(phrase)]

    def _extent(self, at: int, end: int) -> Range:
        """A description: its head, what it is of up to the first definite word, and adjectives that agree.

        Of a number, a part or people without article, `من` and the whole belong to it (`عدد من المهاجرين`).
        """
        view = self.view
        last = at + 1
        complete = view.words[at].article or view.words[at].pronoun
        while last < end and last - at < _LONGEST and view.is_word[last]:
            info, form = view.words[last], view.forms[last]
            if form == "من" and last == at + 1 and not complete and last + 1 < end and view.is_word[last + 1]:
                last += 2
                complete = view.words[last - 1].article
                continue
            name = view.names.get(last)
            if name is not None and not complete:
                return at, name.last
            if info.classes & _END or info.preposition or info.conjunction or form in _CLOSED or _is_verb(form, info):
                break
            if complete and not (info.article and _is_adjective(form, info.classes)):
                break
            if complete and info.classes & Noun.TITLE and last + 1 in view.names:  # `الشرطة | الصحفي سامر الزيني`
                break
            complete = complete or info.article or info.pronoun
            last += 1
        return at, last

    def _counted(self, at: int, end: int) -> Range | None:
        """A number with what is counted (`150 جنديا`, `50 ألف شخص`)."""
        view = self.view
        last = at + 1
        while last < end and view.is_word[last] and (view.forms[last] in _THOUSANDS or view.forms[last] == "من"):
            last += 1
        if last >= end or not view.is_word[last] or view.has(last, Noun.TIME | Noun.PREPOSITION) or last in view.names:
            return None
        if (
            view.words[last].stem in _UNITS
            or view.words[last].conjunction
            or view.words[last].stem.removesuffix("ا") in _UNITS
        ):
            return None
        last += 1
        while last < end and view.is_word[last] and not view.words[last].article and view.has(last, Noun.ADJECTIVE):
            last += 1
        return at, last


@lru_cache(maxsize=1 << 16)
def _is_verb(form: str, info: Word) -> bool:
    """Whether a word behind a noun looks like a finite verb and no part of the noun's phrase."""
    if info.article or info.classes & (Noun.ADJECTIVE | Noun.TITLE | Noun.BODY | Noun.PLACE):
        return False
    if any(r.form in _FINITE for r in verbs().readings(form)):
        return True
    if any(r.form in _FINITE and not r.nominal for r in event_patterns().readings(form)) and not info.classes:
        return True
    feminine = form.endswith("ت") and not form.endswith("ات") and len(form) >= _SHORTEST_VERB
    return not info.classes and (feminine or form.endswith("وا"))


@lru_cache(maxsize=1 << 16)
def _is_adjective(form: str, classes: int) -> bool:
    """Whether a definite word behind a definite noun can be its adjective."""
    return bool(classes & (Noun.ADJECTIVE | Noun.PLACE | Noun.QUANTITY)) or (not classes and form.endswith(_ADJECTIVES))
