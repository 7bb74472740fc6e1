"""What an export of many reports is given: streams that are opened anew for each pass, and where they came from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import msgspec

from isnad.export.item import Reading
from isnad.model import Actor, Report, Story, Tie
from isnad.model.happening import Happening


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """What stands at the head of an export, in the words that its format has for it.

    `title` names the selection for people, `query` is the search that made it (empty: the whole record). `made` is when
    the export was made, ISO 8601 in UTC. `version` is Isnad's, `rules` and `models` the hashes of what annotated.
    `reports` is how many reports the selection holds and `left_out` how many more the record has that the search found
    and a limit cut off: 0 in a complete export.
    """

    title: str
    made: str
    version: str
    query: str = ""
    rules: str = ""
    models: str = ""
    reports: int = 0
    left_out: int = 0

    @property
    def complete(self) -> bool:
        """Whether nothing was cut off."""
        return not self.left_out


class Selection(Protocol):
    """Some reports of a record with what was found in and over them.

    Each method opens a stream of its own and holds no more than a chunk of it; an export may call any of them more
    than once. Reports come in the order of the record, their layers as a reader sees them, a person's judgements
    applied.
    """

    @property
    def provenance(self) -> Provenance:
        """Where the selection came from, and whether it is complete."""

    def readings(self) -> Iterator[Reading]:
        """The reports with their layers."""

    def reports(self) -> Iterator[Report]:
        """The reports alone, which is quicker where nothing that was found in them is needed."""

    def stories(self) -> Iterator[Story]:
        """The stories that hold any of the reports."""

    def happenings(self) -> Iterator[Happening]:
        """The statements and events across these stories."""

    def actors(self) -> Iterator[Actor]:
        """The people, bodies and places that the reports name."""

    def ties(self) -> Iterator[Tie]:
        """Who met, praised, accused or quoted whom, by period."""
