"""Brings a record to the tables that this version knows; what is written by a newer version is left alone."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from isnad.errors import NewerRecordError, NotARecordError
from isnad.store.engine import writing

_SCRIPTS = Path(__file__).parent / "migrations"


def scripts() -> ScriptDirectory:
    """The steps that this version knows."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    return ScriptDirectory.from_config(config)


def check(engine: Engine, name: str) -> bool:
    """Whether a record has the tables of this version.

    Raises:
        NewerRecordError: where a newer version wrote it.
        NotARecordError: where it holds tables and is no record.
    """
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
        if found is None:
            _check_empty(connection, name)
            return False
    steps = scripts()
    if found not in {step.revision for step in steps.walk_revisions()}:
        raise NewerRecordError(
            f"{name}: was written by a newer version of Isnad (its tables are {found}, this version knows "
            f"{steps.get_current_head()}); update Isnad to open it. Nothing was changed"
        )
    return found == steps.get_current_head()


def migrate(engine: Engine, name: str) -> None:
    """Makes what is missing, in one transaction.

    Raises:
        NewerRecordError: where a newer version wrote it.
        NotARecordError: where it holds tables and is no record.
    """
    if check(engine, name):
        return
    steps = scripts()
    with writing(engine) as connection:
        context = MigrationContext.configure(
            connection, opts={"fn": lambda revision, _: steps._upgrade_revs("head", revision)}
        )
        from alembic.operations import Operations

        with Operations.context(context):
            context.run_migrations()


def _check_empty(connection: Connection, name: str) -> None:
    if others := inspect(connection).get_table_names():
        raise NotARecordError(f"{name}: is no record of Isnad (it holds {', '.join(sorted(others)[:3])} …)")
