"""The people and bodies of one report, and which of them a mention stands for.

A reference is resolved by the report's own words: the fullest name that holds it, the last holder of an office, the
last body of a kind. Where two fit and nothing decides, none is taken and both are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from isnad.annotate.entities.bodies import described_bodies
from isnad.annotate.entities.titled import may_name
from isnad.annotate.phrases.reference import Reference, Sort, display, read_reference
from isnad.annotate.phrases.view import COMMAS, Named, Range, View
from isnad.lexicon import Noun, particles, word
from isnad.lexicon.countries import country_of
from isnad.lexicon.offices import offices, seats
from isnad.model import Entity, MentionType
from isnad.text import fold

_SEVERAL = ("ان", "ون", "ين", "ات")  # endings of duals and plurals
_FEMININE_BODIES = ("ه", "ات")
JOINED = " ؛ "
"""Between the names of several who speak together."""
_PLURALS = particles("plural_speakers")


@dataclass(slots=True)
class Actor:
    """Somebody in a report. `keys` are the folded words of the name; `offices` the roots of the titles seen with it."""

    name: str
    sort: Sort
    keys: tuple[str, ...]
    head: str
    offices: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    gender: str = ""
    country: str | None = None
    plural: bool = False
    spoke: bool = False
    dual: bool = False
    first: Range = (0, 0)


@lru_cache(maxsize=1 << 16)
def _keys(name: str) -> tuple[str, ...]:
    out = []
    for part in fold(name).split():
        out.append(part[2:] if part.startswith("ال") and len(part) > 4 else part)
    return tuple(out)


class Actors:
    """The actors of one report, filled from titles and bodies anywhere in the text."""

    def __init__(self, view: View, entities: Sequence[Entity] = ()) -> None:
        self.view = view
        self.actors: list[Actor] = []
        self._by_name: dict[tuple[str, ...], Actor] = {}
        self._by_entity: dict[str, Actor] = {}
        self._standing: dict[tuple[str, ...], Actor] = {}
        self._fuller: dict[tuple[str, ...], Range | None] = {}
        self._stems_of: dict[Range, frozenset[str]] = {}
        self._persons(entities)
        self._bodies()

    def _persons(self, entities: Sequence[Entity]) -> None:
        """The persons that the entity stage put together, with their offices."""
        view = self.view
        words = view.layer.words
        told: dict[str, list[Named]] = {}
        for name in view.named_in_order:
            if name.mention.type is MentionType.PER and name.mention.entity is not None:
                told.setdefault(name.mention.entity, []).append(name)
        for entity in entities:
            if entity.type is not MentionType.PER or entity.name not in told:
                continue
            names = told[entity.name]
            full = max(names, key=lambda name: name.last - name.first)
            keys = _keys(entity.name)
            actor = Actor(entity.name, Sort.PERSON, keys, "", first=(full.first, full.last))
            actor.places = [name.first for name in names]
            actor.country = entity.country
            for role in entity.roles:
                first, last = words.at(role.span.start), words.at(role.span.end)
                roots = frozenset(view.words[at].stem for at in range(first, last) if view.is_word[at])
                actor.offices.append((view.words[first].stem, roots))
            self.actors.append(actor)
            self._by_name[keys] = actor
            self._by_entity[entity.name] = actor

    def _bodies(self) -> None:
        """Bodies anywhere in the text, told by their kind."""
        view = self.view
        for at, last in described_bodies(view):
            roots = frozenset(view.words[k].stem for k in range(at, last))
            self.add(Reference(Sort.BODY, (at, last), view.words[at].stem, roots, True), at)

    def add(self, reference: Reference, at: int) -> Actor:
        """The actor of a reference with a name or description of its own, known or new."""
        view = self.view
        name = self._owned(reference) or display(view, reference.name)
        keys = _keys(name)
        known = self._tagged_person(reference) if reference.sort is Sort.PERSON else None
        actor = known or self._by_name.get(keys)
        if actor is None:
            actor = Actor(name, reference.sort, keys, reference.head, first=reference.name)
            first = view.forms[reference.name[0]]
            people = (
                reference.sort is not Sort.BODY
                and view.words[reference.name[0]].article
                and first.endswith(("ون", "ين", "ات"))
            )
            actor.plural = reference.head in _PLURALS or people
            actor.dual = view.words[reference.name[0]].article and first.endswith(("ان", "تان")) and len(first) > 6
            noun = reference.sort is Sort.NAME and view.words[reference.name[0]].article and not actor.plural
            if reference.sort is Sort.BODY or (noun and reference.name[0] not in view.names):
                actor.gender = self._body_gender(reference)
            self.actors.append(actor)
            self._by_name[keys] = actor
        return _seen(actor, reference, at)

    def _owned(self, reference: Reference) -> str | None:
        """A calling with a pronoun, told by whose it is (`مدربه` is `مدرب سامي الهاشم`); None where that is unknown."""
        view = self.view
        first, last = reference.name
        pronoun = view.pronouns.get(last - 1)
        if pronoun is None or pronoun.mention.entity is None or last - 1 in view.names:
            return None
        stem = view.text[view.starts[last - 1] : pronoun.mention.span.start]
        if last - first > 1:
            stem = f"{display(view, (first, last - 1))} {stem}"
        elif view.words[first].conjunction and view.words[first].classes:
            stem = stem[1:]
        if stem.endswith("ت"):
            stem = f"{stem[:-1]}ة"
        return f"{stem} {pronoun.mention.entity}"

    def _tagged_person(self, reference: Reference) -> Actor | None:
        """The person of the entity stage whom the tagger found in a phrase."""
        told = self.view.named(*reference.name, MentionType.PER)
        return self._by_entity.get(told.mention.entity or "") if told is not None else None

    def _body_gender(self, reference: Reference) -> str:
        return "f" if self.view.forms[reference.name[0]].endswith(_FEMININE_BODIES) else "m"

    def stands_for(self, reference: Reference, actor: Actor) -> None:
        """Keeps that a role without a name was once found to be somebody's."""
        self._standing[_keys(display(self.view, reference.name))] = actor

    def of_entity(self, name: str) -> Actor | None:
        """The actor of an entity."""
        return self._by_entity.get(name) or self._by_name.get(_keys(name))

    def pair(self, names: list[str], tokens: Range, at: int) -> Actor:
        """The actor of several who speak together, under their names joined."""
        name = JOINED.join(names)
        keys = _keys(name)
        actor = self._by_name.get(keys)
        if actor is None:
            actor = Actor(name, Sort.UNNAMED, keys, "", dual=True, plural=True, first=tokens)
            self.actors.append(actor)
            self._by_name[keys] = actor
        actor.places.append(at)
        return actor

    def resolve(self, tokens: Range, at: int) -> tuple[Actor, str, list[Actor]]:
        """The actor that a source stands for, how that was found, and the others that fit.

        Args:
            tokens: The source's words.
            at: The token of the cue, before which an antecedent is looked for first.
        """
        reference = read_reference(self.view, tokens)
        known = self._known(reference, at)
        if known is not None:
            return known, "office" if reference.sort is Sort.ROLE else "short-form", []
        if reference.sort in {Sort.PERSON, Sort.NAME}:
            return self._named(reference, at), "named", []
        if reference.sort is Sort.ROLE:
            holders = self._holders(reference, at)
            if holders:
                return holders[0], "office", holders[1:]
            holder = self._standing.get(_keys(display(self.view, reference.name)))
            if holder is not None:
                return _seen(holder, reference, at), "goes-on", []
            before = self._described_before(reference, at) if reference.definite and len(reference.roots) == 1 else None
            if before is not None:
                return before, "short-form", []
            return self.add(reference, at), "described", []
        if reference.sort is Sort.BODY:
            return self._body(reference, at)
        return self.add(reference, at), "described", []

    def _known(self, reference: Reference, at: int) -> Actor | None:
        """The actor that the entity stage found behind a title or a short form."""
        told = self.view.nominals.get(reference.name[0])
        if reference.sort not in {Sort.ROLE, Sort.BODY, Sort.NAME} or told is None or told.mention.entity is None:
            return None
        former = offices().qualifiers
        if told.last > reference.name[1] or any(
            former.get(self.view.words[k].stem) != "former" for k in range(told.last, reference.name[1])
        ):
            return None
        name = told.mention.entity
        actor = self.of_entity(name)
        if actor is None and told.mention.type is MentionType.ORG:
            actor = Actor(name, Sort.BODY, _keys(name), reference.head, first=reference.name)
            actor.gender = self._body_gender(reference)
            self.actors.append(actor)
            self._by_entity[name] = actor
        if actor is not None:
            actor.places.append(at)
        return actor

    def _seated(self, reference: Reference) -> Actor | None:
        """The body that is called by its seat (`الكرملين`), by the name that the report gave it before."""
        view = self.view
        told = view.names.get(reference.name[0])
        if told is None or told.mention.entity is None or fold(told.mention.span.quote(view.text)) not in seats():
            return None
        name = told.mention.entity
        if not any(at < told.first and other.mention.entity == name for at, other in view.nominals.items()):
            return None  # the seat is told first, and named so
        if fold(name) == fold(told.mention.span.quote(view.text)):
            return None
        actor = self._by_name.get(_keys(name))
        if actor is None:
            actor = Actor(name, Sort.BODY, _keys(name), reference.head, first=reference.name)
            self.actors.append(actor)
            self._by_name[_keys(name)] = actor
        return actor

    def _named(self, reference: Reference, at: int) -> Actor:
        """The actor of a name, under the fullest form that the report gives it."""
        known = self._tagged_person(reference) or self._seated(reference)
        if known is not None:
            return _seen(known, reference, at)
        fuller = self._fullest(reference.name)
        if fuller is not None:
            reference = reference._replace(name=fuller)
        keys = _keys(display(self.view, reference.name))
        for actor in self.actors:
            if (
                len(actor.keys) > len(keys)
                and actor.sort in {Sort.PERSON, Sort.NAME}
                and (len(keys) <= 1 or actor.keys[0] == keys[0])
                and _inside(keys, actor.keys)
            ):
                return _seen(actor, reference, at)
        actor = self.add(reference, at)
        if actor.sort is Sort.NAME and reference.sort is Sort.PERSON:
            actor.sort = Sort.PERSON
        return actor

    def _fullest(self, tokens: Range) -> Range | None:
        """A longer name in the text that ends in this one (`باشاغا` → `فتحي باشاغا`), the most frequent of its
        length.
        """
        view = self.view
        first, last = tokens
        forms = tuple(view.forms[first:last])
        several = len(forms) == 1 and view.words[first].article and forms[0].endswith(_SEVERAL)
        if len(forms) > 2 or not forms or several:  # `اتفق | البلدان`
            return None
        if forms in self._fuller:
            return self._fuller[forms]
        found: Counter[tuple[str, ...]] = Counter()
        where: dict[tuple[str, ...], Range] = {}
        for place in view.places.get(forms[0], []):
            if tuple(view.forms[place : place + len(forms)]) != forms:
                continue
            name = view.names.get(place)
            if name is not None and name.first == place:  # the name begins here, whatever stands before it
                continue
            begin = place
            while begin > 0 and place - begin < 3 and may_name(view, begin - 1) and not self._verbish(begin - 1):
                begin -= 1
            if begin < place:
                key = tuple(view.forms[begin:place])
                found[key] += 1
                where.setdefault(key, (begin, place + len(forms)))
        best = max(found, key=lambda key: (found[key], len(key)), default=None)
        trusted = best is not None and (found[best] > 1 or self._introduced(where[best][0]))
        self._fuller[forms] = where[best] if best is not None and trusted else None
        return self._fuller[forms]

    def _introduced(self, at: int) -> bool:
        """Whether an office, adjective or comma stands before a name, as where it is first told."""
        view = self.view
        if at == 0 or view.forms[at - 1] in COMMAS or view.line_start(at):
            return True
        return (
            view.has(at - 1, Noun.TITLE | Noun.ADJECTIVE | Noun.BODY)
            or view.words[at - 1].article
            or bool(view.readings(at - 1))
        )

    def _verbish(self, at: int) -> bool:
        """Whether a word that no list knows looks like a verb of the present before a name."""
        form = self.view.forms[at]
        if self.view.line_start(at) or self.view.forms[at - 1] == ".":
            return True
        return len(form) >= 4 and form[0] in "يتن" and at > 0 and not self.view.has(at - 1, Noun.TITLE | Noun.ADJECTIVE)

    def _holders(self, reference: Reference, at: int) -> list[Actor]:
        """The persons whose office a title alone can mean, the one named last before it first."""
        wanted = {root for root in reference.roots if _tells(root)}
        country = _country_told(reference.roots)
        scored: list[tuple[int, int, Actor]] = []
        for actor in self.actors:
            if actor.sort is not Sort.PERSON or (country and actor.country and country != actor.country):
                continue
            if any(head == reference.head and wanted <= roots for head, roots in actor.offices):
                last = max((p for p in actor.places if p < at), default=-1)
                scored.append((1 if last >= 0 else 0, last if last >= 0 else -min(actor.places), actor))
        scored.sort(key=lambda item: item[:2], reverse=True)
        return [actor for _, _, actor in scored]

    def _described_before(self, reference: Reference, at: int) -> Actor | None:
        """The unnamed speaker of this kind that was told last (`المصدر` → `مصدر أمني`)."""
        fitting = [
            a
            for a in self.actors
            if a.sort is Sort.UNNAMED and reference.head in a.keys and any(p < at for p in a.places)
        ]
        return max(fitting, key=lambda a: max(p for p in a.places if p < at), default=None)

    def _stems(self, tokens: Range) -> frozenset[str]:
        """The words of a name without what is glued to them (`دار النشر`, `دار … للنشر`)."""
        if tokens not in self._stems_of:
            view = self.view
            self._stems_of[tokens] = frozenset(_stem(view, at) for at in range(*tokens) if view.is_word[at])
        return self._stems_of[tokens]

    def _body(self, reference: Reference, at: int) -> tuple[Actor, str, list[Actor]]:
        """The body of a phrase; a short form (`الوزارة`, `الخارجية الأمريكية`) stands for the fullest that holds
        its words.
        """
        seated = self._seated(reference)
        if seated is not None:
            return _seen(seated, reference, at), "named", []
        keys = self._stems(reference.name)
        short = reference.definite and len(keys) == 1
        fitting = [
            actor
            for actor in self.actors
            if actor.sort is Sort.BODY and len(stems := self._stems(actor.first)) > len(keys) and keys <= stems
            and not self.view.words[actor.first[1] - 1].pronoun
            and not _ends_inside(reference.name, actor.first)
            and (not short or actor.head == reference.head)
        ]  # fmt: skip
        if not fitting:
            return self.add(reference, at), "named", []
        before = [actor for actor in fitting if any(p < at for p in actor.places)]
        chosen = max(
            before or fitting, key=lambda actor: (actor.spoke, max((p for p in actor.places if p < at), default=-1))
        )
        chosen.places.append(at)
        return chosen, "short-form" if short else "named", [a for a in fitting if a is not chosen] if short else []


def _ends_inside(source: Range, told: Range) -> bool:
    """Whether a source ends before the words that were taken for a body do (`طالبت البعثة | الأطراف`)."""
    return told[0] == source[0] and source[1] < told[1]


def _seen(actor: Actor, reference: Reference, at: int) -> Actor:
    """The actor, with where it was told and the office that was told with it."""
    actor.places.append(at)
    if reference.sort is Sort.PERSON:
        actor.offices.append((reference.head, reference.roots))
    return actor


def _stem(view: View, at: int) -> str:
    """The stem of a word; of one that no list knows without the ل that the article behind shows (`لعلوم الزكاة`)."""
    info = view.words[at]
    if (
        info.stem == view.forms[at]
        and info.stem.startswith("ل")
        and at + 1 < len(view.words)
        and view.words[at + 1].article
    ):
        return info.stem[1:]
    return info.stem


def _tells(root: str) -> bool:
    """Whether a word of an office tells it apart from others: its body, country or kind."""
    return bool(word(root).classes & (Noun.BODY | Noun.ADJECTIVE | Noun.TITLE))


def _country_told(roots: frozenset[str]) -> str | None:
    """The country that the words of an office name (`رئيس وزراء مالطا`)."""
    return next((code for root in sorted(roots) if (code := country_of(root)) is not None), None)


def _inside(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name can be a shorter form of another: all its words stand there, the last one last, or two of them."""
    if not short or any(short.count(word) > long.count(word) for word in short):
        return False
    return short[-1] == long[-1] or len(short) >= 2
