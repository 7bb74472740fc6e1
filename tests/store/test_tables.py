"""The migrations make the tables that the code knows."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from isnad.store.record import Record
from isnad.store.schema import METADATA


def test_migrations_and_tables_agree(tmp_path: Path) -> None:
    with Record(str(tmp_path / "record.db"), create=True) as record, record.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        for table in METADATA.sorted_tables:
            made = [column["name"] for column in inspect(connection).get_columns(table.name)]
            assert made == [column.name for column in table.columns], table.name
