"""The query language of the record: what a person types, as a tree.

Words stand for themselves and for their inflected forms, and all must be there. `OR` or `أو` between two parts asks for
either and binds less than standing side by side; `-` or `NOT` in front of a part asks that it be absent; parentheses
group. Words in quotation marks (`"…"`, `“…”`, `«…»`) are searched exactly as they are written.
`speaker:`, `about:`, `to:`,
`outlet:`, `channel:`, `type:`, `from:` and `until:`, or their Arabic names, ask for a field; a value of several words
stands in quotation marks. Dates are a year, a month or a day, and `until:` includes it.

`str` of a tree is a query that parses to the same tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from isnad.errors import QueryError
from isnad.store.search.dates import day_range
from isnad.store.search.spelling import pieces
from isnad.text import Words, fold, normalise

FIELDS = {
    "speaker": ("speaker", "قائل", "القائل"),
    "about": ("about", "عن"),
    "to": ("to", "إلى"),
    "outlet": ("outlet", "وسيلة"),
    "channel": ("channel", "قناة"),
    "type": ("type", "نوع"),
    "from": ("from", "من"),
    "until": ("until", "حتى"),
}
DATES = ("from", "until")
_FIELD = {fold(name): field for field, names in FIELDS.items() for name in names}
_QUOTES = {'"': '"', "“": "”", "«": "»", "„": "“"}
_CLOSING = frozenset(_QUOTES.values())
_OR, _NOT, _AND = frozenset({"OR", "أو", "او", "|"}), frozenset({"NOT"}), frozenset({"AND"})
_FIELD_NAME = re.compile(r"(\w+):(?!//)")
_BARE = re.compile(r"[^\s()\"“”«»„]+")
_DEEPEST = 40  # parentheses


@dataclass(frozen=True, slots=True)
class Word:
    """A word, found in its inflected forms too."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words searched as written: every character counts, stretches of white space are one blank."""

    text: str

    def __str__(self) -> str:
        return _quoted(self.text)


@dataclass(frozen=True, slots=True)
class Field:
    """A field and what it must have; `name` is a key of `FIELDS`."""

    name: str
    value: str

    def __str__(self) -> str:
        plain = _BARE.fullmatch(self.value)
        return f"{self.name}:{self.value if plain else _quoted(self.value)}"


@dataclass(frozen=True, slots=True)
class Not:
    """What must be absent."""

    part: Query

    def __str__(self) -> str:
        return f"-{_grouped(self.part)}"


@dataclass(frozen=True, slots=True)
class And:
    """What must all be there; without parts it asks for everything."""

    parts: tuple[Query, ...]

    def __str__(self) -> str:
        return " ".join(_grouped(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """Of which one part must be there."""

    parts: tuple[Query, ...]

    def __str__(self) -> str:
        return " OR ".join(_grouped(part) for part in self.parts)


Query = Word | Phrase | Field | Not | And | Or


def parse(text: str) -> Query:
    """The tree of a query; one without words asks for everything.

    Raises:
        QueryError: if the query has no meaning; it names the place.

    >>> parse('الهلالي OR «قال نعم»')
    Or(parts=(Word(text='الهلالي'), Phrase(text='قال نعم')))
    """
    return _Parser(text).query()


def conjunction(parts: Iterable[Query]) -> Query:
    """Parts that must all be there, as the parser builds them: one alone is itself."""
    found = tuple(parts)
    return found[0] if len(found) == 1 else And(found)


def _has_words(text: str) -> bool:
    """Whether a full-text index can look for anything in a text."""
    words = Words(normalise(text))
    return any(is_word and pieces(form) for form, is_word in zip(words.forms, words.is_word, strict=True))


def _quoted(text: str) -> str:
    """In quotation marks of a kind that does not stand in the text: the parser lets none through that holds all."""
    for opening in ('"', "«", "“", "„"):
        if not {opening, _QUOTES[opening]} & set(text):
            return f"{opening}{text}{_QUOTES[opening]}"
    raise QueryError(f"{text}: take one kind of quotation marks out of it")


def _grouped(part: Query) -> str:
    return f"({part})" if isinstance(part, And | Or) else str(part)


class _Token(NamedTuple):
    kind: str  # ( ) - or and word phrase field end
    text: str
    place: int
    name: str = ""


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = self._scan()
        self._next = 0
        self._depth = 0

    def query(self) -> Query:
        if self._tokens[0].kind == "end":
            return And(())
        found = self._either()
        token = self._tokens[self._next]
        if token.kind != "end":
            raise self._error(token.place, "this parenthesis was not opened; take it out")
        return found

    def _either(self) -> Query:
        parts = [self._all()]
        while self._tokens[self._next].kind == "or":
            self._next += 1
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self) -> Query:
        parts = [self._one()]
        while (kind := self._tokens[self._next].kind) not in ("or", ")", "end"):
            self._next += kind == "and"
            parts.append(self._one())
        return conjunction(parts)

    def _one(self) -> Query:
        token = self._tokens[self._next]
        self._next += 1
        match token.kind:
            case "word":
                return Word(token.text)
            case "phrase":
                return Phrase(token.text)
            case "field":
                return Field(token.name, token.text)
            case "-":
                return Not(self._deeper(token, self._one))
            case "(":
                found = self._deeper(token, self._either)
                if self._tokens[self._next].kind != ")":
                    raise self._error(token.place, "this parenthesis is not closed; close it")
                self._next += 1
                return found
            case "or":
                raise self._error(token.place, f"{token.text} stands between two words; put a word on each side")
        raise self._error(token.place, "a word is missing here; add one or take out the operator before it")

    def _deeper(self, token: _Token, inner: object) -> Query:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._error(token.place, f"more than {_DEEPEST} parentheses in one another; use fewer")
        assert callable(inner)
        found: Query = inner()
        self._depth -= 1
        return found

    def _error(self, place: int, what: str) -> QueryError:
        rest = self._text[place : place + 20]
        seen = f" ({rest})" if rest else ""
        return QueryError(f"character {place + 1} of the query{seen}: {what}", place=place)

    def _scan(self) -> list[_Token]:
        tokens: list[_Token] = []
        place, text = 0, self._text
        while place < len(text):
            char = text[place]
            if char.isspace():
                place += 1
            elif char in "()":
                tokens.append(_Token(char, char, place))
                place += 1
            elif char == "-" and place + 1 < len(text) and not text[place + 1].isspace():
                tokens.append(_Token("-", char, place))
                place += 1
            elif char in _QUOTES or char in _CLOSING:
                value, end = self._quotation(place)
                if not _has_words(value):
                    raise self._error(place, "nothing to look for between these quotation marks; put words there")
                tokens.append(_Token("phrase", value, place))
                place = end
            else:
                token, place = self._bare(place)
                if token:
                    tokens.append(token)
        tokens.append(_Token("end", "", len(text)))
        return tokens

    def _bare(self, place: int) -> tuple[_Token | None, int]:
        """A field, an operator or a word; marks that stand alone are left out."""
        name = _FIELD_NAME.match(self._text, place)
        if name and (field := _FIELD.get(fold(name[1]).casefold())):
            return self._field(field, place, name.end())
        found = _BARE.match(self._text, place)
        assert found
        word = found[0]
        if name and name[1].isascii() and name[1].isalpha():
            known = ", ".join(f"{known}:" for known in FIELDS)
            raise self._error(place, f"there is no field {name[1]}; write one of {known} or leave a blank behind it")
        for kind, words in (("or", _OR), ("and", _AND), ("-", _NOT)):
            if word in words:
                return _Token(kind, word, place), found.end()
        return (_Token("word", word, place) if _has_words(word) else None), found.end()

    def _field(self, field: str, place: int, start: int) -> tuple[_Token, int]:
        if self._text[start : start + 1] in _QUOTES:
            value, end = self._quotation(start)
        else:
            found = _BARE.match(self._text, start)
            value, end = (found[0], found.end()) if found else ("", start)
        if not value.strip():
            raise self._error(place, "this field has no value; write one right behind the colon")
        if field in DATES:
            value = fold(value.strip())
            if day_range(value) is None:
                raise self._error(place, "this is no date; write 2018, 2018-05 or 2018-05-29")
        elif field == "to" and day_range(fold(value)):
            raise self._error(place, "this field is whom somebody spoke to; for the last day write until: or حتى:")
        return _Token("field", value, place, field), end

    def _quotation(self, place: int) -> tuple[str, int]:
        opening = self._text[place]
        end = self._text.find(_QUOTES[opening], place + 1) if opening in _QUOTES else -1
        if end < 0:
            raise self._error(place, "this quotation mark has no counterpart; add it or take it out")
        return " ".join(self._text[place + 1 : end].split()), end + 1
