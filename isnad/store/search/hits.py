"""Runs a query on a record: which reports, statements or events meet it, how many, and how they spread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    Table,
    and_,
    cast,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.dialects.postgresql import JSONB

from isnad.model import Span
from isnad.store.kept import chunks
from isnad.store.narrow import counted, narrow
from isnad.store.rows import Rows
from isnad.store.schema import events, names, reports, statements
from isnad.store.search.compile import (
    All,
    AnyOf,
    Condition,
    Having,
    Match,
    Plan,
    Published,
    Without,
    Written,
    compile_query,
)
from isnad.store.search.index import matching, report_text, statement_number
from isnad.store.search.keys import keys
from isnad.store.search.query import Word, conjunction, parse
from isnad.store.search.snippets import Snippet, snippet
from isnad.store.search.values import value_words
from isnad.store.search.written import places
from isnad.text import fold

_CHUNK = 500


class What(StrEnum):
    """What is looked for."""

    REPORTS = "reports"
    STATEMENTS = "statements"
    EVENTS = "events"


_SHOWN = {  # columns of a layer that a hit has
    What.STATEMENTS: ("at", "judged", "speaker", "cue", "channel", "content_at", "cue_start"),
    What.EVENTS: (
        "at",
        "judged",
        "type",
        "mode",
        "date",
        "actors",
        "recipients",
        "anchor",
        "anchor_start",
        "anchor_end",
    ),
}


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One report, statement or event that a query found.

    `number` is the report's number in the record, `at` the place in its list of statements or events, None for a
    report. `snippet` is a piece of the source text. `speaker`, `cue`, `channel` are a statement's, `type`, `mode`,
    `date` an event's; `who` are an event's actors and recipients, `anchor` the words that tell it, by which two of one
    sentence are told apart, `anchor_span` their place in the text. `judged` tells what people did to it: `accepted`,
    `corrected`, `added`.
    """

    number: int
    report: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    snippet: Snippet | None
    at: int | None = None
    speaker: str | None = None
    cue: str | None = None
    channel: str | None = None
    type: str | None = None
    mode: str | None = None
    date: str | None = None
    who: tuple[str, ...] = ()
    anchor: str | None = None
    anchor_span: Span | None = None
    judged: str | None = None


class Facet(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a field and how many hits have it; `value` is None for hits that do not tell it."""

    value: str | None
    count: int


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """How many hits there are, and how they spread over some fields."""

    count: int
    facets: dict[str, list[Facet]]


class Search:
    """One query on one record.

    Args:
        engine: Of the record.
        query: As `isnad.store.search.query` describes it; empty finds everything.
        what: Reports, statements or events.
        after: Only in reports of a greater number, which were added or corrected later than the one of this number.

    Raises:
        QueryError: where the query cannot be read.
    """

    def __init__(self, engine: Engine, query: str, what: What = What.REPORTS, *, after: int = 0) -> None:
        self._engine = engine
        self._after = after
        self.what = what
        self.plan: Plan = compile_query(parse(query)) if query.strip() else Plan((), frozenset(), ())
        self._condition: ColumnElement[bool] | None = None

    def count(self) -> int:
        """How many hits there are."""
        with self._engine.connect() as connection:
            return int(connection.execute(self._select(connection, func.count())).scalar_one())

    def hits(self, *, limit: int | None = 20, offset: int = 0, oldest: bool = False, added: bool = False) -> list[Hit]:
        """A page of hits, the newest publication first, those without a date last.

        Args:
            limit: How many at most.
            offset: How many are left out at the beginning.
            oldest: The oldest publication first.
            added: Whatever was published when, what was added to the record last comes first.
        """
        with self._engine.connect() as connection:
            wanted = self._page(connection, oldest=oldest, added=added)
            page = connection.execute(wanted.limit(limit).offset(offset)).all()
            return [self._hit(row) for row in self._rows(connection, page)]

    def numbers(self) -> list[int]:
        """The numbers of all reports that are found or hold what is found, in the order of the record."""
        with self._engine.connect() as connection:
            query = self._select(connection, reports.c.report).distinct().order_by(reports.c.report)
            return list(connection.execute(query).scalars())

    def rows(self) -> Rows:
        """All hits with all columns of their table, those of a layer with their report's id, outlet, date and url."""
        told: list[Any] = [column for column in self._table.c if column.name not in ("current", "person", "seen")]
        if self.what is not What.REPORTS:
            named = {"report_id": "id", "outlet": "outlet", "published": "published", "url": "url", "title": "title"}
            told = [reports.c[column].label(name) for name, column in named.items()] + told
        with self._engine.connect() as connection:
            query = select(*told).select_from(self._source()).where(self.condition(connection))
        order = [reports.c.report] if self.what is What.REPORTS else [reports.c.report, self._table.c.at]
        return Rows(self._engine, query.order_by(*order))

    def facets(self, *, limit: int = 12) -> dict[str, list[Facet]]:
        """How the hits spread over `outlet`, `month`, and `speaker` and `channel`, or `type`: the commonest first."""
        return self.spread(limit=limit).facets

    def spread(self, *, limit: int = 12) -> Spread:
        """How many hits there are and their facets, in one reading."""
        fields: dict[str, Any] = {"outlet": reports.c.outlet, "month": func.substr(reports.c.day, 1, 7)}
        if self.what is What.STATEMENTS:
            fields |= {"speaker": statements.c.speaker, "channel": statements.c.channel}
        elif self.what is What.EVENTS:
            fields |= {"type": events.c.type, "status": events.c.status}
        columns = [column.label(name) for name, column in fields.items()]
        limits = {name: None if name == "month" else limit for name in fields}
        with self._engine.connect() as connection:
            count, counts = counted(connection, self._select(connection, *columns), limits)
        counts["month"].sort(key=lambda month: (month[0] is not None, month[0] or ""))
        facets = {name: [Facet(value=value, count=of) for value, of in told] for name, told in counts.items()}
        return Spread(count=count, facets=facets)

    def condition(self, connection: Connection) -> ColumnElement[bool]:
        """What the tables must have; phrases are verified on the texts once."""
        if self._condition is None:
            parts = [self._part(connection, part) for part in _grouped(self.plan.parts)]
            parts += [reports.c.report > self._after] if self._after else []
            seen = [] if self.what is What.REPORTS else [self._table.c.seen]
            self._condition = and_(reports.c.current, *seen, *parts, true())
        return self._condition

    def _select(self, connection: Connection, *columns: Any) -> Select[Any]:
        """A query for columns of the narrow indices, of all hits."""
        query = select(*columns).select_from(self._source()).where(self.condition(connection))
        return narrow(query, *self._narrowed)

    @property
    def _narrowed(self) -> set[Table]:
        """The tables of which nothing is asked that their narrow index does not hold."""
        elsewhere = {"speaker", "to", "about"} | ({"channel"} if self.what is What.EVENTS else set())
        if any(field in elsewhere for part in self.plan.parts for field in _fields(part)):
            return {reports}
        return {reports, self._table}

    def _source(self) -> Any:
        if self.what is What.REPORTS:
            return reports
        return reports.join(self._table, self._table.c.report == reports.c.report)

    @property
    def _table(self) -> Table:
        return {What.REPORTS: reports, What.STATEMENTS: statements, What.EVENTS: events}[self.what]

    def _page(self, connection: Connection, *, oldest: bool, added: bool) -> Select[Any]:
        """The keys of all hits in their order: a sort carries no texts."""
        by = reports.c.published.asc() if oldest else reports.c.published.desc()
        keys_ = [reports.c.report] if self.what is What.REPORTS else [reports.c.report, self._table.c.at]
        query = self._select(connection, *keys_)
        if added:
            return query.order_by(reports.c.report.desc(), *keys_[1:])
        return query.order_by(reports.c.published.is_(None), by, *keys_)

    def _rows(self, connection: Connection, page: Sequence[Any]) -> Iterator[Any]:
        """The rows of some keys, in the order of these."""
        told = [reports.c[name] for name in ("report", "id", "outlet", "published", "title", "url", "text")]
        if self.what is not What.REPORTS:
            told += [self._table.c[name] for name in _SHOWN[self.what]]
        wide = self.what is not What.REPORTS
        for chunk in chunks(page, _CHUNK):
            query = select(*told).select_from(self._source()).where(reports.c.report.in_({key[0] for key in chunk}))
            if wide:
                here = tuple_(self._table.c.report, self._table.c.at).in_([tuple(key) for key in chunk])
                query = query.where(here, self._table.c.seen)
            rows = connection.execute(query).mappings()
            found = {(row["report"], row["at"]) if wide else (row["report"],): row for row in rows}
            yield from (found[tuple(key)] for key in chunk)

    def _hit(self, row: Any) -> Hit:
        common = {name: row[name] for name in ("outlet", "published", "title", "url")}
        told: dict[str, Any] = {"number": row["report"], "report": row["id"], **common}
        if self.what is What.REPORTS:
            return Hit(**told, snippet=_below(row["text"], row["title"], self.plan))
        told |= {"at": row["at"], "judged": row["judged"]}
        if self.what is What.STATEMENTS:
            told |= {name: row[name] for name in ("speaker", "cue", "channel")}
            start = msgspec.json.decode(row["content_at"])[0][0] if row["content_at"] else row["cue_start"]
            return Hit(**told, snippet=_piece(row["text"], start, self.plan))
        told |= {name: row[name] for name in ("type", "mode", "date", "anchor")}
        told["anchor_span"] = Span(row["anchor_start"], row["anchor_end"])
        who = [name for field in ("actors", "recipients") if row[field] for name in msgspec.json.decode(row[field])]
        return Hit(**told, who=tuple(dict.fromkeys(who)), snippet=_piece(row["text"], row["anchor_start"], self.plan))

    def _part(
        self, connection: Connection, part: Condition | tuple[Having, ...], *, absent: bool = False
    ) -> ColumnElement[bool]:
        """What the tables must have, or with `absent` must not.

        A pair of columns that is among others is looked up in an index, one that is not among them is compared with all
        of them, so that single numbers are then asked for.
        """
        match part:
            case tuple():
                return self._said(part, absent=absent)
            case Match():
                return self._found(part, absent=absent)
            case Written():
                return self._written(connection, part)
            case Published(first, last):
                sides = [reports.c.day >= first.isoformat()] if first else []
                sides += [reports.c.day <= last.isoformat()] if last else []
                return and_(true(), *sides)
            case Having():
                return self._having(connection, part, absent=absent)
            case Without(inner):
                return not_(self._part(connection, inner, absent=True))
            case All(parts):
                return and_(true(), *(self._part(connection, one, absent=absent) for one in _grouped(parts)))
            case AnyOf(parts):
                return or_(*(self._part(connection, one, absent=absent) for one in parts))

    def _found(self, match: Match, *, absent: bool = False) -> ColumnElement[bool]:
        if self.what is What.STATEMENTS:
            return self._with_words(match, absent=absent)
        return reports.c.report.in_(matching(self._engine, "report_words", match))

    def _written(self, connection: Connection, part: Written) -> ColumnElement[bool]:
        """Of the candidates that have the words in order, those that have them as written."""
        if self.what is What.STATEMENTS:
            number = statement_number(statements.c.report, statements.c.at, statements.c.person)
            query = select(number, statements.c.speaker, statements.c.content).where(self._found(part.candidates))
            found = [
                place for place, *words in connection.execute(query) if any(places(part.phrase, w or "") for w in words)
            ]
            return _among(number, found)
        told = select(reports.c.report, reports.c.title, reports.c.text).where(self._found(part.candidates))
        hits = [place for place, *words in connection.execute(told) if places(part.phrase, report_text(*words))]
        return _among(reports.c.report, hits)

    def _having(self, connection: Connection, part: Having, *, absent: bool) -> ColumnElement[bool]:
        if part.name == "outlet":
            return _outlet(connection, part.value)
        if part.name == "type":
            return self._of_events(_type(part.value))
        if part.name == "about" and self.what is What.EVENTS:
            return self._takes_part(part.value)
        return self._said((part,), absent=absent)

    def _said(self, parts: Sequence[Having], *, absent: bool) -> ColumnElement[bool]:
        """One statement that has all of some fields."""
        worded = any(part.name == "about" for part in parts) or (
            self.what is What.STATEMENTS and self.plan.match is not None
        )
        if self.what is What.STATEMENTS:
            return and_(true(), *(self._of_statement(part, worded=worded or absent, absent=absent) for part in parts))
        conditions = [self._of_statement(part, worded=worded) for part in parts]
        if self.what is What.EVENTS and absent:
            numbers = select(statement_number(statements.c.report, statements.c.at, 0))
            here = statement_number(events.c.report, events.c.told_in, 0)
            return and_(events.c.told_in.is_not(None), here.in_(numbers.where(statements.c.seen, *conditions)))
        if self.what is What.EVENTS:
            told = select(statements.c.report, statements.c.at).where(statements.c.seen, *conditions)
            return tuple_(events.c.report, events.c.told_in).in_(told)
        return reports.c.report.in_(select(statements.c.report).where(statements.c.seen, *conditions))

    def _of_statement(self, part: Having, *, worded: bool, absent: bool = False) -> ColumnElement[bool]:
        """One field of a statement; where words choose statements too, names are compared with what these leave."""
        if part.name == "channel":
            channel = value_words("channel").get(fold(part.value), part.value.lower().replace(" ", "_"))
            return statements.c.channel == channel
        if part.name == "about":
            match = _words(part.value)
            return self._with_words(match, absent=absent) if match else true()
        column = statements.c.speaker if part.name == "speaker" else statements.c.addressee
        return (func.coalesce(column, "") if worded else column).in_(self._names(part.value))

    def _with_words(self, match: Match, *, absent: bool = False) -> ColumnElement[bool]:
        """A statement that the index finds, by its report and place, so that no table is run through."""
        if absent:
            number = statement_number(statements.c.report, statements.c.at, statements.c.person)
            return number.in_(matching(self._engine, "statement_words", match))  # type: ignore[no-any-return]
        found = matching(self._engine, "statement_words", match, places=True)
        return tuple_(statements.c.report, statements.c.at, statements.c.person).in_(found)

    def _of_events(self, condition: ColumnElement[bool]) -> ColumnElement[bool]:
        if self.what is What.EVENTS:
            return condition
        return reports.c.report.in_(select(events.c.report).where(events.c.seen, condition))

    def _takes_part(self, value: str) -> ColumnElement[bool]:
        """An event with a name among its actors or recipients that has the words."""
        told = [self._listed(events.c[field]) for field in ("actors", "recipients")]
        return or_(*(select(literal(1)).where(name.in_(self._names(value))).exists() for name in told))

    def _listed(self, column: ColumnElement[str | None]) -> ColumnElement[str]:
        """The names of a list in JSON, each a row."""
        if self._engine.dialect.name == "sqlite":
            return func.json_each(func.coalesce(column, "[]")).table_valued("value").c.value
        names_ = func.jsonb_array_elements_text(cast(func.coalesce(column, "[]"), JSONB))
        return names_.table_valued("value").c.value

    def _names(self, value: str) -> Any:
        match = _words(value)
        query = select(names.c.name)
        return query.where(names.c.number.in_(matching(self._engine, "name_words", match))) if match else query


def _grouped(parts: Iterable[Condition]) -> list[Any]:
    """Fields of a statement that must all hold, together: they must hold of one statement."""
    told = [part for part in parts if isinstance(part, Having) and part.name in ("speaker", "to", "about", "channel")]
    rest = [part for part in parts if part not in told]
    return [*rest, tuple(told)] if len(told) > 1 else [*rest, *told]


def _fields(part: Condition) -> Iterator[str]:
    """The names of the fields that a condition asks for."""
    match part:
        case Having(name):
            yield name
        case Without(inner):
            yield from _fields(inner)
        case All(parts) | AnyOf(parts):
            for one in parts:
                yield from _fields(one)


def _words(value: str) -> Match | None:
    """The words of a value of a field, all of which must be there."""
    found = keys(value).words.split()
    if not found:
        return None
    plan = compile_query(conjunction([Word(word) for word in dict.fromkeys(value.split()) if keys(word).words]))
    return plan.match


def _outlet(connection: Connection, value: str) -> ColumnElement[bool]:
    """Outlets whose name has all words of the value."""
    wanted = set(keys(value).words.split())
    known = connection.execute(select(reports.c.outlet).distinct()).scalars()
    found = [outlet for outlet in known if outlet and wanted <= _all_keys(outlet)]
    return reports.c.outlet.in_(found)


def _all_keys(name: str) -> set[str]:
    found = keys(name)
    return {*found.words.split(), *found.further.split()}


def _type(value: str) -> ColumnElement[bool]:
    type_ = value_words("type").get(fold(value))
    if type_ is not None:
        return events.c.type == type_
    return or_(events.c.type == value.upper(), events.c.mode == value.lower())


def _among(column: Any, numbers: Sequence[int]) -> ColumnElement[bool]:
    """Whether a column is among many numbers, in pieces that every database takes."""
    pieces = [
        column.in_([literal(number, literal_execute=True) for number in chunk]) for chunk in chunks(numbers, _CHUNK)
    ]
    return or_(*pieces) if pieces else false()


def _below(text: str, title: str | None, plan: Plan) -> Snippet | None:
    """A snippet of what stands below the title, which a hit tells by itself; of the whole text for a query that only
    the title meets, or where nothing stands below it."""
    whole = snippet(text, plan)
    if whole is None or not title or not text.startswith(title) or whole.span.start >= len(title):
        return whole
    below = _from(snippet(text[len(title) :], plan), len(title))
    return below if below is not None and (below.matches or not whole.matches) else whole


def _piece(text: str, start: int, plan: Plan) -> Snippet | None:
    """A snippet that begins at the place of what was found, a word or two before it."""
    begin = max(0, text.rfind("\n", 0, start) + 1, start - 40)
    begin = begin if begin == 0 or text[begin - 1].isspace() else text.find(" ", begin, start + 1) + 1 or start
    end = text.find("\n", start)
    return _from(snippet(text[begin : end if end >= 0 else len(text)], plan), begin)


def _from(found: Snippet | None, begin: int) -> Snippet | None:
    """A snippet of a part of a text by its places in the whole, of which the part begins at `begin`."""
    if found is None:
        return None
    moved = [Span(span.start + begin, span.end + begin) for span in (found.span, *found.matches)]
    return Snippet(moved[0], found.quote, tuple(moved[1:]))
