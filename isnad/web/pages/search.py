"""Search in reports, statements and events: a box, a form, facets, chips; all of its state stands in the address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from isnad.errors import QueryError
from isnad.store.linked import actors_in, stories_with
from isnad.store.search.guided import Guided
from isnad.store.search.hits import Facet, Hit, Search, What
from isnad.store.search.query import And, Field, Not, Or, Phrase, Query, Word, conjunction, parse
from isnad.web.answered import SEARCH
from isnad.web.feed import feed_url, told_in
from isnad.web.paging import Paged, paged
from isnad.web.parameters import PAGES, choice, number, text
from isnad.web.pieces import Piece, pieces
from isnad.web.views import Answer, Asked, View

KINDS = tuple(What)
LISTS = ("words", "phrases", "either", "without")
ORDERS = ("newest", "oldest")
ASKABLE = frozenset({"outlet", "speaker", "channel", "type"})  # facets that are fields of the query language
FACETS = 10


@dataclass(frozen=True)
class State:
    """What a search asks for, as it stands in the address."""

    query: str
    what: What
    order: str
    after: int = 0  # only reports that were added later than this one

    def paged(self, asked: Asked, count: int = 0) -> Paged:
        """Its pages; the address of the first where nobody counted."""
        told = {
            "q": self.query,
            "in": told_in(self.what),
            "order": self.order if self.order != ORDERS[0] else None,
            "after": self.after or None,
        }
        return paged(asked, "/search", count, **told)


@dataclass(frozen=True)
class Chip:
    """One part of the query: what kind of part, what it says, and the address without it."""

    kind: str
    words: str
    without: str


@dataclass(frozen=True)
class Choice:
    """One value of a facet with the addresses that ask for it alone or leave it out; None where none does."""

    facet: Facet
    only: str | None
    never: str | None


@dataclass(frozen=True)
class Shown:
    """A hit and its snippet in pieces, the searched words marked."""

    hit: Hit
    pieces: tuple[Piece, ...]


def _read(asked: Asked) -> Answer:
    if asked.params.get("guided"):
        return Answer(moved=_of_form(asked).paged(asked).url())
    state = _state(asked)
    found = asked.record.search(state.query, state.what, after=state.after)
    if asked.form == "csv":
        rows = found.rows()
        return Answer(columns=rows.columns, rows=rows)
    name = ("search", state.query, state.what, state.after)
    spread = asked.glances.take(asked.record, name, lambda _: found.spread(limit=FACETS), passing=True)
    pager = state.paged(asked, spread.count)
    hits = found.hits(limit=pager.size, offset=pager.offset, oldest=state.order == "oldest")
    if asked.form == "json":
        head = {"query": state.query, "in": state.what, "order": state.order}
        return Answer(data={**head, **pager.data(), "hits": hits, "facets": spread.facets})
    with asked.record.engine.connect() as connection:
        ids = [hit.report for hit in hits]
        named = {} if state.what is What.REPORTS else actors_in(connection, ids)  # of whom a hit tells
        linked = {"stories": stories_with(connection, ids), "actors": named}
    more = {"feed": feed_url(state.query, state.what), "writes": asked.writes}
    return Answer(values=_values(state, pager, found, hits, spread.facets) | linked | more)


def _state(asked: Asked, query: str | None = None) -> State:
    return State(
        query=asked.text("q") if query is None else query,
        what=What(asked.choice("in", KINDS)),
        order=asked.choice("order", ORDERS),
        after=asked.number("after", 0) if query is None else 0,
    )


def _of_form(asked: Asked) -> State:
    """The search that the guided form asks for.

    Raises:
        QueryError: if an entry has no meaning in a query.
    """
    told: dict[str, Any] = {}
    for field in fields(Guided):
        value = asked.text(field.name)
        told[field.name] = tuple(_entries(field.name, value)) if field.name in LISTS else value
    return _state(asked, Guided(**told).to_query())


def _entries(name: str, value: str) -> list[str]:
    if name == "phrases":
        return [value.strip(' "«»“”')] if value.strip(' "«»“”') else []
    return value.replace("،", " ").replace(",", " ").split()


def _values(
    state: State, pager: Paged, found: Search, hits: list[Hit], facets: dict[str, list[Facet]]
) -> dict[str, Any]:
    parsed = parse(state.query) if state.query else And(())
    return {
        "state": state,
        "kinds": KINDS,
        "orders": ORDERS,
        "pager": pager,
        "hits": [Shown(hit, tuple(pieces(hit.snippet, hit.anchor_span))) for hit in hits],
        "chips": list(_chips(pager, parsed)),
        "facets": {name: [_choice(pager, parsed, name, one) for one in values] for name, values in facets.items()},
        "form": _form(state.query),
        "asks": bool(found.plan.parts),
    }


def _form(query: str) -> dict[str, str]:
    """The entries of the guided form that ask for the same; empty where the query asks for more than it can."""
    try:
        guided = Guided.from_query(query) if query else Guided()
    except QueryError:
        guided = Guided()
    told = {field.name: getattr(guided, field.name) for field in fields(Guided)}
    return {name: " ".join(value) if isinstance(value, tuple) else value for name, value in told.items()}


def _parts(query: Query) -> tuple[Query, ...]:
    return query.parts if isinstance(query, And) else (query,)


def _chips(pager: Paged, parsed: Query) -> Iterator[Chip]:
    parts = _parts(parsed)
    for place, part in enumerate(parts):
        rest = str(conjunction(parts[:place] + parts[place + 1 :])) if len(parts) > 1 else ""
        yield Chip(_kind(part), _words(part), pager.url(q=rest))


def _choice(pager: Paged, parsed: Query, name: str, facet: Facet) -> Choice:
    only, never = _asking(name, facet.value)
    return Choice(facet, _added(pager, parsed, only), _added(pager, parsed, never))


def _asking(name: str, value: str | None) -> tuple[list[Query], list[Query]]:
    """What asks for one value of a facet alone, and what leaves it out."""
    if value is None:
        return [], []
    if name == "month":
        return [Field("from", value), Field("until", value)], []
    if name not in ASKABLE:
        return [], []
    field = Field(name, value)
    return [field], [Not(field)]


def _added(pager: Paged, parsed: Query, more: list[Query]) -> str | None:
    """The address with parts more; dates take the place of those that are asked for."""
    if not more:
        return None
    names = {part.name for part in more if isinstance(part, Field)}
    dates = names & {"from", "until"}
    kept = [
        part for part in _parts(parsed) if not (isinstance(part, Field) and part.name in dates) and part not in more
    ]
    try:
        query = str(conjunction([*kept, *more]))
        parse(query)
    except QueryError:  # a value that no query can hold, with all kinds of quotation marks in it
        return None
    return pager.url(q=query)


def _kind(part: Query) -> str:
    """What a chip is: the name of its field, or `word`, `phrase`, `without`, `either`."""
    match part:
        case Field(name, _):
            return name
        case Phrase():
            return "phrase"
        case Not():
            return "without"
        case Or():
            return "either"
        case Word():
            return "word"
    return "part"


def _words(part: Query) -> str:
    """What a chip says behind its kind."""
    match part:
        case Field(_, value):
            return value
        case Not(inner):
            return str(inner)
        case Phrase(text):
            return text
    return str(part)


PARAMETERS = (
    text("q"),
    choice("in", KINDS, default=KINDS[0]),
    choice("order", ORDERS, default=ORDERS[0]),
    *PAGES,
    number("after", most=2**31 - 1),
    text("guided", page_only=True),
    *(text(field.name, page_only=True) for field in fields(Guided)),
)
VIEW = View("/search", "search", _read, parameters=PARAMETERS, answer=SEARCH, by_readers=True)
