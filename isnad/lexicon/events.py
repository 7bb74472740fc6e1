"""Patterns of events: the words that name them, in all their forms, and who stands where around them.

A pattern is an entry of `data/lexicon/events/TYPE.yaml`; the head of `assault.yaml` and CONTRIBUTING.md explain the
fields. Loading is linting: an unknown field, type, mode or role is an error that names file and entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from isnad.errors import LexiconError
from isnad.lexicon.conjugation import participle, past, present
from isnad.lexicon.load import read
from isnad.lexicon.plover import MODES, SYMMETRIC
from isnad.text import fold, splits

_FIELDS = frozenset(
    {
        "lemma",
        "present",
        "participle",
        "passive",
        "masdar",
        "nouns",
        "mode",
        "actor",
        "recipient",
        "shared",
        "of",
        "needs",
        "unless",
        "never",
        "forms",
        "status",
        "examples",
    }
)
_OWNERS = frozenset({"هما", "هم", "هن", "ها", "نا", "ني", "ه"})  # not `ك`: nobody is spoken to in a report
_ROLES = frozenset({"actor", "recipient", "none"})
_STATUSES = frozenset({"", "planned", "called_for", "hypothetical"})
_FORMS = frozenset({"verb", "noun", "participle"})


class Example(NamedTuple):
    """A sentence that the pattern must code, with its anchor and who did what to whom; or one that it must not."""

    text: str
    anchor: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    event: bool


class EventPattern(NamedTuple):
    """How one verb or noun names an event; see the head of `data/lexicon/events/assault.yaml` for the fields."""

    lemma: str
    type: str
    mode: str | None
    actor: str
    recipient: tuple[str, ...]
    shared: tuple[str, ...]
    of: str
    needs: frozenset[str]
    unless: frozenset[str]
    never: frozenset[str]
    status: str
    name: str
    examples: tuple[Example, ...]

    @property
    def transitive(self) -> bool:
        """Whether the recipient is the verb's object."""
        return "object" in self.recipient or "object" in self.shared


class EventReading(NamedTuple):
    """One way to read a word as the name of an event.

    `form` is `past`, `present`, `future`, `passive`, `participle`, `masdar` or `noun`; the rest as in `Reading`.
    """

    pattern: EventPattern
    form: str
    gender: str = ""
    number: str = "s"
    person: int = 3
    conjunction: str = ""
    preposition: str = ""
    article: bool = False
    enclitic: str = ""

    @property
    def nominal(self) -> bool:
        """Whether it is a verbal noun or another noun."""
        return self.form in {"masdar", "noun"}

    @property
    def finite(self) -> bool:
        """Whether it is a verb that has an actor."""
        return self.form in {"past", "present", "future"}


def _pattern(entry: Any, type: str) -> tuple[EventPattern, list[tuple[str, EventReading]]]:
    where = f"events/{type.lower()}.yaml"
    if not isinstance(entry, dict):
        raise LexiconError(f"{where}: expected a pattern with its fields, not {entry!r}")
    where = f"{where}, {entry.get('lemma') or entry.get('nouns')}"
    unknown = set(entry) - _FIELDS
    if unknown:
        raise LexiconError(f"{where}: unknown field {', '.join(sorted(unknown))}")

    def text(key: str, default: str = "") -> str:
        return str(entry.get(key) or default)

    def words(key: str) -> list[str]:
        value = entry.get(key) or []
        value = value if isinstance(value, list) else [value]
        if not all(isinstance(item, str) for item in value):
            raise LexiconError(f"{where}: {key} must be words; quote what looks like a number")
        return [fold(item) for item in value]

    mode = text("mode") or None
    if mode is not None and mode not in MODES[type]:
        raise LexiconError(f"{where}: {type} has no mode {mode}")
    actor, of = text("actor", "subject"), text("of", "actor")
    if actor not in {"subject", "none"} or of not in _ROLES or text("status") not in _STATUSES:
        raise LexiconError(f"{where}: unknown actor, of or status")
    if not entry.get("lemma") and not entry.get("nouns"):
        raise LexiconError(f"{where}: a pattern needs lemma or nouns")
    if entry.get("lemma") and not entry.get("present"):
        raise LexiconError(f"{where}: a verb needs its present")
    if entry.get("shared") and type not in SYMMETRIC and entry.get("recipient"):
        raise LexiconError(f"{where}: shared participants and a recipient exclude one another")
    forms = set(text("forms", "verb noun participle").split())
    if forms - _FORMS:
        raise LexiconError(f"{where}: unknown forms {', '.join(sorted(forms - _FORMS))}")
    pattern = EventPattern(
        lemma=text("lemma"),
        type=type,
        mode=mode,
        actor=actor,
        recipient=tuple(fold(word) if word != "object" else word for word in text("recipient").split()),
        shared=tuple(fold(word) if word != "object" else word for word in text("shared").split()),
        of=of,
        needs=frozenset(word.removeprefix("ال") if len(word) > 4 else word for word in words("needs")),
        unless=frozenset(words("unless")),
        never=frozenset(words("never")),
        status=text("status"),
        name=f"{type}:{entry.get('lemma') or entry['nouns'][0]}" + (f"+{entry['needs'][0]}" if words("needs") else ""),
        examples=tuple(_examples(entry.get("examples"), where)),
    )
    return pattern, list(_inflected(pattern, entry, words, forms))


def _examples(given: Any, where: str) -> Iterator[Example]:
    if not isinstance(given, list) or not given:
        raise LexiconError(f"{where}: a pattern needs examples")
    for example in given:
        if not isinstance(example, dict) or not ({"event", "no_event"} & set(example)):
            raise LexiconError(f"{where}: an example is `event:` or `no_event:` and a sentence")
        event = "event" in example
        sentence, anchor = str(example["event" if event else "no_event"]), str(example.get("anchor", ""))
        if event and (not anchor or anchor not in sentence):
            raise LexiconError(f"{where}: the anchor {anchor!r} does not stand in {sentence!r}")
        yield Example(
            sentence, anchor, tuple(example.get("actors") or ()), tuple(example.get("recipients") or ()), event
        )


def _inflected(
    pattern: EventPattern, entry: dict[str, Any], words: Any, forms: set[str]
) -> Iterator[tuple[str, EventReading]]:
    never = frozenset(words("never"))
    if pattern.lemma and "verb" in forms:
        for form, gender, number, person in past(pattern.lemma):
            if form not in never:
                yield form, EventReading(pattern, "past", gender, number, person)
        for form, gender, number, person in present(fold(entry["present"])):
            if form not in never:
                yield form, EventReading(pattern, "present", gender, number, person)
            yield "س" + form, EventReading(pattern, "future", gender, number, person)
        for word in words("passive"):
            inflect = present if word[0] == "ي" and word[:2] != fold(pattern.lemma)[:2] else past
            for form, gender, number, person in inflect(word):
                if person == 3:
                    yield form, EventReading(pattern, "passive", gender, number, person)
    if "participle" in forms:
        for word in words("participle"):
            for form, gender, number, person in participle(word):
                if form not in never:
                    yield form, EventReading(pattern, "participle", gender, number, person)
    if "noun" in forms:
        for word in words("masdar"):
            yield word, EventReading(pattern, "masdar")
    for word in words("nouns"):
        yield word, EventReading(pattern, "noun")


class EventLexicon:
    """Looks words up as names of events; what was looked up once is remembered."""

    def __init__(self) -> None:
        self.patterns: list[EventPattern] = []
        self._forms: dict[str, list[EventReading]] = {}
        names: set[str] = set()
        for type in MODES:
            entries = read(f"events/{type.lower()}")
            if not isinstance(entries, list):
                raise LexiconError(f"events/{type.lower()}.yaml: expected a list of patterns")
            for entry in entries:
                pattern, forms = _pattern(entry, type)
                if pattern.name in names:
                    raise LexiconError(f"events/{type.lower()}.yaml: {pattern.name} stands twice")
                names.add(pattern.name)
                self.patterns.append(pattern)
                for form, reading in forms:
                    self._forms.setdefault(form, []).append(reading)
        self.readings = lru_cache(maxsize=1 << 16)(self._look_up)

    def _look_up(self, word: str) -> tuple[EventReading, ...]:
        """Every reading of a normalised word."""
        found = []
        for split in splits(word):
            if split.enclitic and split.enclitic not in _OWNERS:
                continue
            for reading in self._stems(split.stem, split.enclitic):
                if word.removeprefix(split.conjunction) in reading.pattern.never:
                    continue
                if self._joins(reading, split.preposition, split.article, split.enclitic):
                    found.append(
                        reading._replace(
                            conjunction=split.conjunction,
                            preposition=split.preposition,
                            article=bool(split.article),
                            enclitic=split.enclitic,
                        )
                    )
        return tuple(found)

    def _stems(self, stem: str, enclitic: str) -> list[EventReading]:
        found = self._forms.get(stem, [])
        if enclitic and stem.endswith("ا"):
            found = found + [r for r in self._forms.get(stem[:-1] + "ي", []) if r.form == "past"]
        if enclitic and stem.endswith("و"):
            found = found + [r for r in self._forms.get(stem + "ا", []) if r.form == "past"]
        if not enclitic and stem.endswith("ا") and len(stem) > 3:
            found = found + [r for r in self._forms.get(stem[:-1], []) if r.nominal]
        if enclitic and stem.endswith("ت"):
            found = found + [r for r in self._forms.get(stem[:-1] + "ه", []) if r.nominal]
        return found

    @staticmethod
    def _joins(reading: EventReading, preposition: str, article: str, enclitic: str) -> bool:
        """Whether the glued letters can stand with this form."""
        if reading.nominal:
            return not (article and enclitic)
        if article or (enclitic and reading.form in {"participle", "passive"}):
            return False
        return not preposition or (preposition == "ل" and reading.form == "present")


@cache
def event_patterns() -> EventLexicon:
    """The package's patterns of events.

    Raises:
        LexiconError: if an entry is malformed or stands twice.
    """
    return EventLexicon()
