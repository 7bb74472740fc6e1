"""What readers ask a record for: every page of the web application, with arguments drawn from the record itself."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from search import KINDS, Queries
from sqlalchemy import ColumnElement, Select, select

from isnad.store.record import Record
from isnad.store.schema import actors, events, reports, stories, ties
from isnad.store.search.hits import What

LANGUAGES = ("ar", "en")
SHOWS = ("naming", "verbs", "attention")
LAYERS = ("all", "statements", "events", "actors")
HEARD = 200  # actors named in the most reports
_Thing = TypeVar("_Thing")


class Visits:
    """Draws addresses, the same ones for the same seed and record.

    `pages` are the names of all pages, one for each kind of use that costs differently: the most named actors apart
    from the others, each list of a search, each comparison of outlets.
    """

    def __init__(self, record_name: str, seed: int) -> None:
        self._random = random.Random(seed)
        with Record(record_name, read_only=True) as record:
            self._queries = Queries(record, seed)
            self._reports = self._column(
                record, select(reports.c.id).where(reports.c.current).order_by(reports.c.report)
            )
            self._actors = self._column(record, select(actors.c.key).order_by(actors.c.reports.desc(), actors.c.actor))
            self._names = self._column(record, select(actors.c.name).where(actors.c.reports > 1).order_by(actors.c.key))
            self._stories = self._column(record, select(stories.c.id).order_by(stories.c.reports.desc(), stories.c.id))
            self._places, self._days = (self._column(record, _values(told)) for told in (events.c.place, reports.c.day))
            self._types = self._column(record, _values(events.c.type))
            self._pairs = self._drawn_pairs(record)
        self._ways: dict[str, Callable[[], str]] = {
            "overview": lambda: _address("/overview"),
            **{f"search in {what}": self._searching(what) for what in What},
            "report": lambda: _address("/report", id=self._pick(self._reports)),
            "actors": self._actor_list,
            "actor, heard most": lambda: self._actor(self._actors[:HEARD]),
            "actor, any": lambda: self._actor(self._actors),
            "pair": self._pair,
            "stories": self._story_list,
            "story, largest": lambda: _address("/story", id=self._pick(self._stories[:50])),
            "story, any": lambda: _address("/story", id=self._pick(self._stories)),
            "events": self._events,
            **{f"outlets, {show}": self._comparing(show) for show in SHOWS},
            **{f"review of {layer}": self._reviewing(layer) for layer in LAYERS},
            "judgements": lambda: _address("/judgements"),
            "coverage": lambda: _address("/coverage"),
            "problems": lambda: _address("/problems"),
            "runs": lambda: _address("/runs"),
        }

    @property
    def pages(self) -> tuple[str, ...]:
        """The names of the pages."""
        return tuple(self._ways)

    def address(self, page: str, lang: str) -> str:
        """An address of a page, in a language."""
        address = self._ways[page]()
        return f"{address}{'&' if '?' in address else '?'}lang={lang}"

    def _searching(self, what: What) -> Callable[[], str]:
        return lambda: self._search(what)

    def _comparing(self, show: str) -> Callable[[], str]:
        return lambda: _address("/outlets", show=show, page=self._early(20), name=self._name(one_of=5))

    def _reviewing(self, layer: str) -> Callable[[], str]:
        return lambda: _address("/review", layer=layer, skip=self._random.randrange(100))

    def _search(self, what: What) -> str:
        """A query of any kind, now and then without words; mostly the first page."""
        query = "" if self._random.random() < 0.1 else self._queries(self._pick(KINDS))[0]
        order = self._pick(("newest", "newest", "oldest"))
        return _address("/search", q=query, in_=what.value, order=order, page=self._early(4))

    def _actor_list(self) -> str:
        return _address("/actors", q=self._name(one_of=2), page=self._early(50))

    def _actor(self, some: Sequence[str]) -> str:
        return _address("/actor", key=self._pick(some), page=self._early(3))

    def _pair(self) -> str:
        one, other = self._pick(self._pairs)
        return _address("/pair", one=one, other=other)

    def _story_list(self) -> str:
        order, told = self._pick(("newest", "wordings")), self._pick(("several", "several", "all"))
        return _address("/stories", order=order, told=told, page=self._early(50))

    def _events(self) -> str:
        first, last = sorted(self._random.sample(self._days, 2))
        narrowed = {"type": self._pick(self._types), "place": self._pick(self._places), "since": first, "until": last}
        kept = self._random.sample(sorted(narrowed), self._random.randrange(4))
        order = self._pick(("oldest", "newest"))
        return _address("/events", **{name: narrowed[name] for name in kept}, order=order, page=self._early(3))

    def _name(self, *, one_of: int) -> str:
        """Words of a name in one of so many cases, else nothing."""
        return self._pick(self._pick(self._names).split()) if self._random.randrange(one_of) == 0 else ""

    def _early(self, last: int) -> int:
        """The first page in half of the cases."""
        return self._random.choice((1, self._random.randint(1, last)))

    def _pick(self, some: Sequence[_Thing]) -> _Thing:
        return self._random.choice(some)

    def _column(self, record: Record, query: Select[Any]) -> list[str]:
        with record.engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def _drawn_pairs(self, record: Record) -> list[tuple[str, str]]:
        """All pairs between whom there is a tie."""
        one, other = actors.alias("one"), actors.alias("other")
        query = select(one.c.key, other.c.key).select_from(
            ties.join(one, one.c.actor == ties.c.one).join(other, other.c.actor == ties.c.other)
        )
        with record.engine.connect() as connection:
            return [(first, second) for first, second in connection.execute(query.order_by(ties.c.tie))]


def _values(column: ColumnElement[str | None]) -> Select[Any]:
    return select(column).where(column.is_not(None)).distinct().order_by(column)


def _address(path: str, **told: object) -> str:
    fields = {name.rstrip("_"): value for name, value in told.items() if value not in ("", None)}
    return f"{path}?{urlencode(fields)}" if fields else path
