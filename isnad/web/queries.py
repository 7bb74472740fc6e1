"""Queries that links ask: fields with the words of a record, which may hold marks of the query language."""

from __future__ import annotations

from isnad.errors import QueryError
from isnad.store.search.query import Field, conjunction

_MARKS = str.maketrans(dict.fromkeys('"“”«»„', " "))


def query_of(**fields: str) -> str:
    """A query for fields that must all hold; `from_` stands for `from`.

    A value with quotation marks of every kind loses them: fields are compared by their words.

    >>> query_of(outlet='صحيفة "الوطن"', from_="2025-11")
    'outlet:«صحيفة "الوطن"» from:2025-11'
    """
    return str(conjunction([_writable(Field(name.rstrip("_"), value)) for name, value in fields.items()]))


def _writable(field: Field) -> Field:
    try:
        str(field)
    except QueryError:
        return Field(field.name, " ".join(field.value.translate(_MARKS).split()))
    return field
