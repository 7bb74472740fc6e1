"""What is asked of the reconciliation."""

from __future__ import annotations

from typing import Any

import msgspec

from isnad.errors import RefusedError

CANDIDATES, MOST = 10, 50  # of a query


class Condition(msgspec.Struct, frozen=True):
    """A property that an actor should have: `v` is one value or several, any of which will do."""

    pid: str
    v: Any

    @property
    def values(self) -> list[str]:
        """The values as words; one may be an object with a `name` or an `id`."""
        told = self.v if isinstance(self.v, list) else [self.v]
        words = [one.get("name") or one.get("id") if isinstance(one, dict) else one for one in told]
        return [str(word).strip() for word in words if word is not None and str(word).strip()]


class Query(msgspec.Struct, frozen=True):
    """One reconciliation query."""

    query: str = ""
    type: str | tuple[str, ...] = ()
    limit: float = CANDIDATES
    properties: tuple[Condition, ...] = ()
    type_strict: str = "any"

    @property
    def types(self) -> tuple[str, ...]:
        """The types that are asked for, none where any will do."""
        told = (self.type,) if isinstance(self.type, str) else self.type
        return () if self.type_strict == "should" else tuple(one for one in told if one)

    @property
    def most(self) -> int:
        """How many candidates are asked for."""
        return int(min(max(self.limit, 1), MOST))


class Wanted(msgspec.Struct, frozen=True):
    """A property to tell; `settings` is what the asker set, of which there is nothing."""

    id: str
    settings: dict[str, Any] = {}


class Extension(msgspec.Struct, frozen=True):
    """Which properties to tell of which actors."""

    ids: tuple[str, ...]
    properties: tuple[Wanted, ...]


def read(told: str, shape: Any) -> Any:
    """A field of JSON in its shape.

    Raises:
        RefusedError: where it is none.
    """
    try:
        return msgspec.json.decode(told, type=shape)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise RefusedError(
            f"this is no query of the reconciliation API: {error}", status=400, slug="reconcile"
        ) from None
