"""For `alembic revision --autogenerate` alone; a record is brought up to date by `isnad.store.migrate`."""

from alembic import context

from isnad.store.schema import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
