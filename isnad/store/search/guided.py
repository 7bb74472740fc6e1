"""The form behind the search box: the same query field by field, there and back."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, fields

from isnad.errors import QueryError
from isnad.store.search.query import And, Field, Not, Or, Phrase, Query, Word, conjunction, parse

_NAMES = {"since": "from"}  # of fields that are called otherwise in a query


@dataclass(frozen=True, slots=True, kw_only=True)
class Guided:
    """What a form asks for; empty is not asked for.

    `words` must all be there, of `either` one, of `without` none; `phrases` stand as written. Dates as in a query.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    speaker: str = ""
    about: str = ""
    to: str = ""
    outlet: str = ""
    channel: str = ""
    type: str = ""
    since: str = ""
    until: str = ""

    def to_query(self) -> str:
        """The form as a query.

        Raises:
            QueryError: if an entry has no meaning in a query.

        >>> Guided(words=("هدنة",), either=("أرجوان", "زليج"), speaker="سامر الهلالي", since="2018").to_query()
        'هدنة (أرجوان OR زليج) speaker:"سامر الهلالي" from:2018'
        """
        parts: list[Query] = [*map(_word, self.words), *map(Phrase, self.phrases)]
        if self.either:
            parts.append(Or(tuple(map(_word, self.either))) if len(self.either) > 1 else _word(self.either[0]))
        parts.extend(Not(_word(word)) for word in self.without)
        parts.extend(Field(name, value) for name, value in self._fields() if value)
        query = str(conjunction(parts))
        parse(query)
        return query

    @classmethod
    def from_query(cls, text: str) -> Guided:
        """The form that asks for the same.

        Raises:
            QueryError: if the query cannot be read, or asks for more than the form has room for.
        """
        query = parse(text)
        lists: dict[str, list[str]] = {"words": [], "phrases": [], "either": [], "without": []}
        values: dict[str, str] = {}
        for part in query.parts if isinstance(query, And) else (query,):
            match part:
                case Word(word):
                    lists["words"].append(word)
                case Phrase(phrase):
                    lists["phrases"].append(phrase)
                case Not(Word(word)):
                    lists["without"].append(word)
                case Or(parts) if not lists["either"] and all(isinstance(one, Word) for one in parts):
                    lists["either"] = list(map(str, parts))
                case Field(name, value) if name not in values:
                    values[name] = value
                case _:
                    raise QueryError(f"{part}: the form has no room for this; search for it with the query itself")
        named = {field.name: values.get(_NAMES.get(field.name, field.name), "") for field in fields(cls)}
        known = {name: value for name, value in named.items() if value}
        return cls(**{name: tuple(found) for name, found in lists.items()}, **known)  # type: ignore[arg-type]

    def _fields(self) -> Iterable[tuple[str, str]]:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str):
                yield _NAMES.get(field.name, field.name), value


def _word(text: str) -> Word:
    """A word of the form, which must be one in a query too: no operator, field or mark that groups.

    Raises:
        QueryError: if it is something else there.
    """
    word = Word(text)
    with suppress(QueryError):
        if parse(text) == word:
            return word
    raise QueryError(f"{text}: write one word here, without marks of the query language")
