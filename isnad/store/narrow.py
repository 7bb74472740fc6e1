"""Queries that keep to the narrow indices of a table, and counts over what they find."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, Text, cast, func, literal, null, select, union_all

from isnad.store.schema import HEADS

Query = TypeVar("Query", bound=Select[Any])


def narrow(query: Query, *tables: Table) -> Query:
    """A query that reads some tables by their index in `HEADS`, which holds the columns that it names.

    SQLite finds a row by its number in the table itself, and so reads past its text, also where an index would do.
    A server chooses by itself.
    """
    for table in tables:
        query = query.with_hint(table, f"INDEXED BY {HEADS[table]}", "sqlite")
    return query


def counted(
    connection: Connection, query: Select[Any], limits: Mapping[str, int | None]
) -> tuple[int, dict[str, list[tuple[Any, int]]]]:
    """How many rows a query finds, and how often each value stands in some of its columns.

    All of it in one question, so that the rows are found once.

    Args:
        connection: To the record.
        query: With a label for each column.
        limits: By column how many values are told at most, the commonest; None for all.
    """
    found = query.cte("found").prefix_with("MATERIALIZED")
    parts: list[Any] = [select(literal(""), cast(null(), Text), func.count()).select_from(found)]
    for name, limit in limits.items():
        value, count = found.c[name].label("value"), func.count().label("count")
        told = select(literal(name).label("field"), value, count).group_by(found.c[name])
        parts.append(select(told.order_by(count.desc(), found.c[name]).limit(limit).subquery()))
    counts: dict[str, list[tuple[Any, int]]] = {name: [] for name in ("", *limits)}
    for name, value, count in connection.execute(union_all(*parts)):
        counts[name].append((value, count))
    [(_, whole)] = counts.pop("")
    return whole, {name: sorted(told, key=_commonest) for name, told in counts.items()}


def _commonest(told: tuple[Any, int]) -> tuple[int, bool, Any]:
    value, count = told
    return -count, value is not None, value or ""
