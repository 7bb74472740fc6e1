"""The chain of attribution of a statement: who hands it on to the reader, link by link."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.model import Report, Statement
from isnad.model.statement import UNRESOLVED


@dataclass(frozen=True)
class Link:
    """One hand: `kind` is `outlet`, `relay`, `speaker` or `unknown`; `words` is empty where nothing names it."""

    kind: str
    words: str


def chain(report: Report, statements: tuple[Statement, ...], number: int) -> list[Link]:
    """From the outlet to the speaker: what a statement stands inside comes before it, a relay before its speaker."""
    links = [Link("outlet", report.outlet or "")]
    for place in _from_outside(statements, number):
        statement = statements[place]
        if statement.via is not None:
            links.append(Link("relay", statement.via.quote(report.text)))
        if statement.resolved_by == UNRESOLVED:
            words = statement.source.quote(report.text) if statement.source else ""
            links.append(Link("unknown", words))
        else:
            links.append(Link("speaker", statement.speaker))
    return [link for place, link in enumerate(links) if place == 0 or link != links[place - 1]]


def _from_outside(statements: tuple[Statement, ...], number: int) -> list[int]:
    found: list[int] = []
    place: int | None = number
    while place is not None and place not in found and 0 <= place < len(statements):
        found.append(place)
        place = statements[place].nested_in
    return found[::-1]
