"""Searches that readers keep by a name: what was added to each since the reader last looked, and its feed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from isnad.errors import RefusedError, SavedSearchError
from isnad.store.record import Record
from isnad.store.search.hits import What
from isnad.store.searches import SavedSearch, count_new, forget_search, keep_search, look, searches_of
from isnad.web.answered import SAVED
from isnad.web.feed import feed_url, told_in
from isnad.web.glance import Moment
from isnad.web.rendering import url
from isnad.web.views import Answer, Asked, Onward, Sent, View

COLUMNS = ("name", "query", "what", "author", "made", "looked", "new")
PATH = "/saved"


@dataclass(frozen=True)
class Watched:
    """A kept search, how many hits are new to the reader, and the addresses of its page and feed."""

    search: SavedSearch
    new: int
    page: str
    feed: str


def watched(record: Record, glances: Moment, reader: str) -> list[Watched]:
    """All searches that are kept, by name; counts hold until something more is read."""
    with record.engine.connect() as connection:
        found = searches_of(connection, reader)
    return [_watched(record, glances, one) for one in found]


def _watched(record: Record, glances: Moment, one: SavedSearch) -> Watched:
    key = ("new", one.query, one.what, one.seen)
    new = glances.take(record, key, lambda _: count_new(record.engine, one), passing=True)
    return Watched(one, new, search_url(one), feed_url(one.query, one.what, one.name))


def search_url(one: SavedSearch, after: int = 0) -> str:
    """The page of a search; with `after` only of reports added later."""
    return url("/search", q=one.query, in_=told_in(one.what), after=after or None)


def _read(asked: Asked) -> Answer:
    found = watched(asked.record, asked.glances, asked.author)
    if asked.form == "csv":
        return Answer(columns=COLUMNS, rows=_rows(found))
    told = [{**row, "page": one.page, "feed": one.feed} for row, one in zip(_rows(found), found, strict=True)]
    values = {"found": found, "writes": asked.writes, "may_forget": _may_forget(asked), "refused": None, "here": PATH}
    return Answer(values=values, data={"count": len(found), "searches": told})


def _rows(found: list[Watched]) -> Iterator[dict[str, Any]]:
    for one in found:
        told = msgspec.to_builtins(one.search)
        del told["seen"]
        yield {**told, "new": one.new}


def _write(sent: Sent) -> Onward:
    reader, name, engine = sent.asked.author, sent.field("name"), sent.record.engine
    match sent.field("act"):
        case "keep":
            _check_own(sent)
            what = What(sent.field("in")) if sent.field("in") in tuple(What) else What.REPORTS
            keep_search(engine, name, sent.field("q"), what, reader)
            return Onward(PATH)
        case "look":
            before = look(engine, name, reader)
            return Onward(search_url(before, before.seen))
        case "forget":
            _check_own(sent)
            forget_search(engine, name)
            return Onward(PATH)
    raise SavedSearchError("this form says nothing that can be kept: load the page anew")


def _may_forget(asked: Asked) -> Callable[[SavedSearch], bool]:
    """Whether who asks may remove or replace a search: an account that only reads, those alone that it saved."""
    return lambda one: asked.may_judge or one.author == asked.author


def _check_own(sent: Sent) -> None:
    """Refuses to touch a search that another account saved, where this one only reads.

    Raises:
        RefusedError: with the status 403.
    """
    name = " ".join(sent.field("name").split())
    with sent.record.engine.connect() as connection:
        there = [one for one in searches_of(connection, sent.asked.author) if one.name == name]
    if not all(map(_may_forget(sent.asked), there)):
        told = f"{name}: another account saved this search, and yours may remove and replace its own alone"
        raise RefusedError(told, status=403, slug="forbidden")


VIEW = View(PATH, "saved", _read, write=_write, answer=SAVED, by_readers=True)
