"""What a record keeps about itself, a word by name."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from isnad.store.schema import settings


def setting(connection: Connection, name: str) -> str | None:
    """What is kept under a name, None where nothing is."""
    told: str | None = connection.execute(select(settings.c.value).where(settings.c.name == name)).scalar()
    return told


def keep_setting(connection: Connection, name: str, value: str) -> None:
    """Keeps a word under a name, in the place of what was there."""
    connection.execute(delete(settings).where(settings.c.name == name))
    connection.execute(insert(settings).values(name=name, value=value))
