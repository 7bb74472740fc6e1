"""The tables of a record: what CSV, Parquet and SQLite write, each in its own way."""

from __future__ import annotations

from isnad.export.tables.column import Cell, Column, Table, Values
from isnad.export.tables.context import Context
from isnad.export.tables.events import EVENTS
from isnad.export.tables.evidence import EVIDENCE
from isnad.export.tables.names import ENTITIES, MENTIONS
from isnad.export.tables.reports import REPORTS
from isnad.export.tables.statements import STATEMENTS

TABLES = {table.name: table for table in (REPORTS, ENTITIES, MENTIONS, STATEMENTS, EVENTS, EVIDENCE)}
"""By name; a table stands behind those that it refers to."""

__all__ = ["TABLES", "Cell", "Column", "Context", "Table", "Values"]
