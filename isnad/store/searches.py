"""Searches that readers keep by a name, and what was added since each of them last looked."""

from __future__ import annotations

import msgspec
from sqlalchemy import ColumnElement, Connection, Engine, delete, func, insert, select

from isnad.errors import SavedSearchError
from isnad.store.engine import writing
from isnad.store.problems import now
from isnad.store.schema import looks, reports, searches
from isnad.store.search.hits import Search, What
from isnad.store.search.query import parse

LONGEST = 80  # code points of a name
_LONGEST_QUERY = 2_000


class SavedSearch(msgspec.Struct, frozen=True, kw_only=True):
    """A search under its name: the query, whether it asks for reports, statements or events, who kept it and when.

    `seen` is the greatest number of a report when the reader last looked, 0 where he never did; `looked` when that was.
    """

    name: str
    query: str
    what: What
    author: str | None
    made: str
    seen: int = 0
    looked: str | None = None


def searches_of(connection: Connection, reader: str = "") -> list[SavedSearch]:
    """All that are kept, by name, with when a reader last looked at each."""
    return _saved(connection, reader)


def search_named(connection: Connection, name: str, reader: str = "") -> SavedSearch:
    """The one of this name.

    Raises:
        SavedSearchError: where there is none.
    """
    for one in _saved(connection, reader, searches.c.name == name):
        return one
    raise SavedSearchError(f"{name}: no search is kept under this name")


def keep_search(engine: Engine, name: str, query: str, what: What, author: str | None = None) -> SavedSearch:
    """Keeps a search; one of the same name gives way to it.

    What the record holds now counts as seen by its author.

    Raises:
        QueryError: where the query cannot be read.
        SavedSearchError: where it has no name that can be shown, or one or a query that is too long.
    """
    name = " ".join(name.split())
    if not name or not name.isprintable() or len(name) > LONGEST:
        raise SavedSearchError(f"a saved search needs a name, of {LONGEST} characters at most")
    if len(query) > _LONGEST_QUERY:
        raise SavedSearchError(f"a saved search asks for {_LONGEST_QUERY:,} characters at most")
    if query.strip():
        parse(query)
    told = {"name": name, "query": query.strip(), "what": what.value, "author": author or None, "made": now()}
    with writing(engine) as connection:
        _forget(connection, name)
        connection.execute(insert(searches).values(**told))
        _look(connection, name, author or "")
    with engine.connect() as connection:
        return search_named(connection, name)


def forget_search(engine: Engine, name: str) -> None:
    """Keeps it no longer."""
    with writing(engine) as connection:
        _forget(connection, name)


def look(engine: Engine, name: str, reader: str = "") -> SavedSearch:
    """Notes that a reader looks at what a search finds; what comes back tells what he had seen before.

    Raises:
        SavedSearchError: where no search has this name.
    """
    with writing(engine) as connection:
        before = search_named(connection, name, reader)
        _look(connection, name, reader)
    return before


def count_new(engine: Engine, one: SavedSearch) -> int:
    """How many hits stand in reports that were added or corrected since the reader last looked."""
    return Search(engine, one.query, one.what, after=one.seen).count()


def _saved(connection: Connection, reader: str, *conditions: ColumnElement[bool]) -> list[SavedSearch]:
    mine = (looks.c.search == searches.c.name) & (looks.c.author == reader)
    seen = func.coalesce(looks.c.seen, 0).label("seen")
    query = select(searches, seen, looks.c.looked).outerjoin(looks, mine).where(*conditions).order_by(searches.c.name)
    return [SavedSearch(**{**row, "what": What(row["what"])}) for row in connection.execute(query).mappings()]


def _forget(connection: Connection, name: str) -> None:
    connection.execute(delete(looks).where(looks.c.search == name))
    connection.execute(delete(searches).where(searches.c.name == name))


def _look(connection: Connection, name: str, reader: str) -> None:
    connection.execute(delete(looks).where(looks.c.search == name, looks.c.author == reader))
    newest = connection.execute(select(func.max(reports.c.report))).scalar() or 0
    connection.execute(insert(looks).values(search=name, author=reader, seen=newest, looked=now()))
