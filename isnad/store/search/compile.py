"""A query as a plan: what a full-text index is asked, what is checked on the text, and what the tables must have.

Nothing that a person typed reaches an engine but as keys, which are letters and digits (`spelling.pieces`), each inside
quotation marks; phrases and values of fields stay values, for bound parameters.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from isnad.store.search.dates import day_range
from isnad.store.search.keys import asked_keys
from isnad.store.search.query import DATES, And, Field, Not, Or, Phrase, Query, Word
from isnad.text import Words, normalise

WORDS, FURTHER = "words", "further"  # the columns of `keys.Keys` in FTS5; in PostgreSQL their weights A and B


@dataclass(frozen=True, slots=True)
class Match:
    """What an index answers by itself: a MATCH expression of FTS5 and a `tsquery` of PostgreSQL."""

    fts5: str
    tsquery: str


@dataclass(frozen=True, slots=True)
class Written:
    """A phrase: `candidates` have its words in order, `written.places` tells which have it as written."""

    phrase: str
    candidates: Match


@dataclass(frozen=True, slots=True)
class Having:
    """A field that must have a value: whom, what or where, as typed."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Published:
    """The days of publication, both included; None leaves a side open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Without:
    """What must not hold."""

    part: Condition


@dataclass(frozen=True, slots=True)
class All:
    """What must hold together; nothing, of everything."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Of which one must hold."""

    parts: tuple[Condition, ...]


Condition = Match | Written | Having | Published | Without | All | AnyOf


@dataclass(frozen=True, slots=True)
class Plan:
    """What must hold of a report, part by part: all of `parts`, in the order match, phrases, fields, the rest."""

    parts: tuple[Condition, ...]
    keys: frozenset[str]  # of the words that are asked for, to mark them
    phrases: tuple[str, ...]  # that are asked for, to mark them

    @property
    def match(self) -> Match | None:
        """What every hit has in the index, None where nothing is asked of it."""
        return next((part for part in self.parts if isinstance(part, Match)), None)


def compile_query(query: Query) -> Plan:
    """The plan of a query.

    >>> compile_query(Word("وزراء")).match.fts5
    '("وزراء" OR "وزير")'
    """
    whole = _condition(query)
    parts = whole.parts if isinstance(whole, All) else (whole,)
    keys: set[str] = set()
    phrases: list[str] = []
    for leaf in _asked(query):
        if isinstance(leaf, Word):
            for primary, further in _tokens(leaf.text):
                keys.update(primary, further)
        else:
            phrases.append(leaf.text)
    return Plan(tuple(sorted(parts, key=_rank)), frozenset(keys), tuple(dict.fromkeys(phrases)))


def _tokens(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    words = Words(normalise(text))
    return [asked_keys(form) for form, is_word in zip(words.forms, words.is_word, strict=True) if is_word]


def _asked(query: Query) -> list[Word | Phrase]:
    """The words and phrases that a hit may have; not those that must be absent."""
    match query:
        case Word() | Phrase():
            return [query]
        case And(parts) | Or(parts):
            return [leaf for part in parts for leaf in _asked(part)]
    return []


def _condition(query: Query) -> Condition:
    match query:
        case Word(text):
            return _word(text)
        case Phrase(text):
            return Written(text, _candidates([key for primary, _ in _tokens(text) for key in primary]))
        case Field(name, value):
            return _field(name, value)
        case Not(part):
            inner = _condition(part)
            return inner.part if isinstance(inner, Without) else Without(inner)
        case Or(parts):
            return _any(tuple(map(_condition, parts)))
        case And(parts):
            return _all(tuple(map(_condition, parts)))


def _field(name: str, value: str) -> Condition:
    days = day_range(value) if name in DATES else None
    if days is None:
        return Having(name, value)
    return Published(days[0], None) if name == "from" else Published(None, days[1])


def _word(text: str) -> Match:
    found = [_either(primary, further) for primary, further in _tokens(text) if primary]
    return found[0] if len(found) == 1 else _joined(found, " AND ", " & ")


def _either(primary: tuple[str, ...], further: tuple[str, ...]) -> Match:
    """One token: its keys in a row, or any of its further ones."""
    whole = _in_order(list(primary)) if len(primary) > 1 else _key(primary[0])
    single = [_key(key) for key in further] if len(primary) == 1 else []
    return _joined([whole, *single], " OR ", " | ") if single else whole


def _key(key: str) -> Match:
    return Match(f'"{key}"', f"'{key}'")


def _in_order(keys: list[str]) -> Match:
    """Keys one behind the other; they are words of the text, not their further forms."""
    fts5 = f'{WORDS} : "{" ".join(keys)}"'
    return Match(f"({fts5})", "(" + " <-> ".join(f"'{key}':A" for key in keys) + ")")


def _candidates(keys: list[str]) -> Match:
    """Texts that may have a phrase; a `tsvector`, which keeps few places of a key, is not asked for order."""
    return Match(_in_order(keys).fts5, "(" + " & ".join(f"'{key}'" for key in dict.fromkeys(keys)) + ")")


def _joined(parts: list[Match], fts5: str, tsquery: str) -> Match:
    return Match(
        "(" + fts5.join(part.fts5 for part in parts) + ")", "(" + tsquery.join(part.tsquery for part in parts) + ")"
    )


def _any(parts: tuple[Condition, ...]) -> Condition:
    matches = [part for part in parts if isinstance(part, Match)]
    if len(matches) < 2:
        return AnyOf(parts)
    rest = tuple(part for part in parts if not isinstance(part, Match))
    joined = _joined(matches, " OR ", " | ")
    return AnyOf((joined, *rest)) if rest else joined


def _all(parts: tuple[Condition, ...]) -> Condition:
    """Conditions together: those that the index answers in one question, words that must be absent among them."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, All) else (part,))]
    wanted = [part for part in flat if isinstance(part, Match)]
    absent = [part.part for part in flat if isinstance(part, Without) and isinstance(part.part, Match)]
    rest = tuple(part for part in flat if not isinstance(part, Match) and not _is_absent(part))
    if not wanted:
        return All(tuple(flat)) if len(flat) != 1 else flat[0]
    match = wanted[0] if len(wanted) == 1 else _joined(wanted, " AND ", " & ")
    for part in absent:
        match = Match(f"({match.fts5} NOT {part.fts5})", f"({match.tsquery} & !{part.tsquery})")
    return All((match, *rest)) if rest else match


def _is_absent(part: Condition) -> bool:
    return isinstance(part, Without) and isinstance(part.part, Match)


def _rank(part: Condition) -> int:
    return next((rank for rank, kind in enumerate((Match, Written, Having, Published)) if isinstance(part, kind)), 4)
