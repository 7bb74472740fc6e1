"""The actor of whom a picture tells."""

from __future__ import annotations

from isnad.web.pages.actor import Found, actor_of_key
from isnad.web.views import Asked


def named_actor(asked: Asked) -> Found | None:
    """The actor whose key the address holds, or the one to which people joined it; None where it holds no key.

    Raises:
        RefusedError: where the record has no actor of this key.
    """
    key = asked.params.get("key", "")
    if not key:
        return None
    found = actor_of_key(asked, key)
    return actor_of_key(asked, found.moved) if found.moved else found
