"""The actors of a record as a table's names are matched with them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from sqlalchemy import Connection

from isnad.lexicon.countries import country_of
from isnad.resolve.reconciling import APART, SURE, Candidate, Named, NameIndex, romanised
from isnad.store.actor_list import Listed, listed

__all__ = ["APART", "SURE", "Candidate", "Reconciler", "country_of", "reconciler", "romanised"]


class Reconciler:
    """Finds actors of a record by name or key.

    Args:
        some: All actors, those that most reports name first.
    """

    def __init__(self, some: list[Listed]) -> None:
        self.actors = some
        self._by_key = {one.key: at for at, one in enumerate(some)}

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex([Named((one.name, *one.also), one.type, one.reports) for one in self.actors])

    def find(self, query: str, *, types: Iterable[str] = (), limit: int) -> list[Candidate]:
        """See `isnad.resolve.reconciling.NameIndex.find`; a key finds its actor."""
        at = self._by_key.get(query)
        if at is not None:
            return [Candidate(at, 100.0, self.actors[at].name, 1.0)]
        return self._index.find(query, types=types, limit=limit)


def reconciler(connection: Connection) -> Reconciler:
    """That of a record as it is now."""
    return Reconciler(listed(connection))
