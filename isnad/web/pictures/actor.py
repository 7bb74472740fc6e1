"""The actor of whom a picture tells."""

from __future__ import annotations

from sqlalchemy import select

from isnad.errors import RefusedError
from isnad.store.schema import actors
from isnad.web.views import Asked


def named_actor(asked: Asked) -> tuple[int, str] | None:
    """The number and name of the actor whose key the address holds, None where it holds none.

    Raises:
        RefusedError: where the record has no actor of this key.
    """
    key = asked.params.get("key", "")
    if not key:
        return None
    with asked.record.engine.connect() as connection:
        found = connection.execute(select(actors.c.actor, actors.c.name).where(actors.c.key == key)).first()
    if found is None:
        raise RefusedError(f"{key}: the record holds no actor of this key", status=404, slug="not-found")
    return int(found.actor), str(found.name)
