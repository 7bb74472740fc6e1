"""Names of records that hold across exports: the same report, statement or actor has the same one each time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5

from isnad.export.item import Reading
from isnad.model import Actor

LINK = re.compile(r"https?://[^\s<>\"]+")


def urn(*parts: str | int) -> str:
    """A `urn:uuid:` made of the parts alone.

    >>> urn("report", "a1")
    'urn:uuid:ce65ca45-dbe5-555a-9a96-81f72fffd724'
    """
    return f"urn:uuid:{uuid5(NAMESPACE_URL, 'isnad:' + '/'.join(map(str, parts)))}"


def key(*parts: str | int) -> str:
    """A short name for systems whose identifiers are no addresses: `isnad-` and twenty hexadecimal digits."""
    return "isnad-" + hashlib.sha1("/".join(map(str, parts)).encode()).hexdigest()[:20]


def link(address: str | None) -> str | None:
    """An address of the web as it may stand in a link, None for any other."""
    return address if address and LINK.fullmatch(address) else None


def actor_key(actor: Actor) -> str:
    """The name of an actor: made of the first of its members, so that it holds while that one stays with it."""
    return key("actor", *min(actor.members)) if actor.members else key("actor", actor.type, actor.name)


class Actors:
    """Which actor each entity of each report is. It holds a number and a name for each, and no actor.

    Args:
        actors: Those that are known from the beginning; `add` takes others.
    """

    def __init__(self, actors: Iterable[Actor] = ()) -> None:
        self._members: dict[str, dict[int, int]] = {}
        self.keys: dict[int, str] = {}
        self.types: dict[int, str] = {}
        for actor in actors:
            self.add(actor)

    def add(self, actor: Actor) -> None:
        """One more."""
        self.keys[actor.id] = actor_key(actor)
        self.types[actor.id] = actor.type.value
        for report, place in actor.members:
            self._members.setdefault(report, {})[place] = actor.id

    def named_in(self, reading: Reading) -> dict[str, int]:
        """The numbers of the actors of a report by the fullest name that it gives them."""
        members = self._members.get(reading.report.id, {})
        entities = reading.layers.entities
        return {entities[at].name: number for at, number in sorted(members.items()) if at < len(entities)}


def span_place(report: str, start: int, end: int) -> str:
    """Where words stand, as a fragment of RFC 5147: `a1#char=10,27`, in code points, the end excluded."""
    return f"{report}#char={start},{end}"
