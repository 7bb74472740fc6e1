"""The table of evidence: every span of a statement, an event or an office, a row each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from isnad.export.tables.column import Table, integer, spanned, text
from isnad.export.tables.context import Context
from isnad.model import Event, Span, Statement

_OF_STATEMENT = ("cue", "source", "channel_span", "via", "addressee", "target", "time_span", "antecedent")
_OF_EVENT = ("anchor", "place", "date_span", "about")
_SEVERAL = ("mentions", "actor_spans", "recipient_spans")


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A span and what it is evidence for: a field of one record."""

    of: Context
    at: int
    kind: str
    record: int
    field: str
    piece: int
    span: Span


def _rows(of: Context) -> Iterator[EvidenceRow]:
    for at, (kind, record, field, piece, span) in enumerate(_spans(of)):
        yield EvidenceRow(of, at, kind, record, field, piece, span)


def _spans(of: Context) -> Iterator[tuple[str, int, str, int, Span]]:
    for at, entity in enumerate(of.layers.entities):
        for piece, role in enumerate(entity.roles):
            yield "entity", at, "roles", piece, role.span
    for at, statement in enumerate(of.layers.statements):
        for field, piece, span in _of_statement(statement):
            yield "statement", at, field, piece, span
    for at, event in enumerate(of.layers.events):
        for field, piece, span in _of_event(event):
            yield "event", at, field, piece, span


def _of_statement(statement: Statement) -> Iterator[tuple[str, int, Span]]:
    for field in _OF_STATEMENT:
        if (span := getattr(statement, field)) is not None:
            yield field, 0, span
    for piece, span in enumerate(statement.content):
        yield "content", piece, span


def _of_event(event: Event) -> Iterator[tuple[str, int, Span]]:
    for field in _OF_EVENT:
        if (span := getattr(event, field)) is not None:
            yield field, 0, span
    for field in _SEVERAL:
        for piece, span in enumerate(getattr(event, field)):
            yield field, piece, span
    for piece, quantity in enumerate(event.quantities):
        yield "quantities", piece, quantity.span


def _id(row: EvidenceRow, kind: str) -> str | None:
    return row.of.id(kind, row.record) if row.kind == kind else None


EVIDENCE = Table(
    "evidence",
    "every span of a statement, an event or an office, a row each; those of mentions stand in `mentions`",
    (
        text("id", "of this row", lambda row: row.of.id("evidence", row.at)),
        text("report", "the report's id", lambda row: row.of.report.id, refers="reports"),
        text("statement", "the statement that it belongs to", lambda row: _id(row, "statement"), refers="statements"),
        text("event", "the event that it belongs to", lambda row: _id(row, "event"), refers="events"),
        text("entity", "the entity that it belongs to", lambda row: _id(row, "entity"), refers="entities"),
        text("field", "the field of the record that rests on it, as `jsonl` names it", lambda row: row.field),
        integer("piece", "its place where the field has several, from 0", lambda row: row.piece),
        *spanned("quote", "its characters", lambda row: row.span),
    ),
    _rows,
)
