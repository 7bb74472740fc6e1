"""Happenings as a page shows them: who takes part, and each telling with the way to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection

from isnad.model.chronology import Entry
from isnad.model.happening import Happening, HappeningKind, Telling, actor_number
from isnad.store.linked import known_actors
from isnad.web.pieces import Piece, cut
from isnad.web.rendering import url

_FEW = 4  # words at each end by which a browser finds a sentence


TELLINGS = (
    "happening", "kind", "type", "date", "precision", "first_told", "who", "independent",
    "report", "at", "outlet", "published", "speaker", "cue", "quote", "sentence",
)  # fmt: skip


@dataclass(frozen=True)
class Taker:
    """One who takes part; `key` is None where no actor is known by it."""

    name: str
    key: str | None
    by_office: bool


@dataclass(frozen=True)
class ShownTelling:
    """A telling, its address in the report, and its words with the anchor of an event marked."""

    telling: Telling
    url: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class ShownHappening:
    """An entry of a chronology with its tellings; copies of one text are one telling, the first with the others.

    `denies` and `denied_by` are the addresses of the first tellings of what it denies, and of what denies it.
    """

    entry: Entry
    takers: tuple[Taker, ...]
    tellings: tuple[tuple[ShownTelling, tuple[ShownTelling, ...]], ...]
    denies: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()


def shown_happenings(connection: Connection, entries: Sequence[Entry]) -> list[ShownHappening]:
    """Entries with the keys of those who take part."""
    numbers = {number for entry in entries for who in entry.happening.who if (number := actor_number(who)) is not None}
    known = known_actors(connection, numbers)
    return [_shown(entry, {number: one.key for number, one in known.items()}) for entry in entries]


def shown_telling(happening: Happening, telling: Telling) -> ShownTelling:
    """A telling with its address and its words."""
    marked = () if happening.kind is HappeningKind.STATEMENT else (telling.span,)
    pieces = tuple(cut(telling.sentence_quote, telling.sentence.start, marked))
    return ShownTelling(telling, _address(happening.kind, telling.report, telling.at), pieces)


def grouped(tellings: Iterable[ShownTelling]) -> Iterator[tuple[ShownTelling, tuple[ShownTelling, ...]]]:
    """The first telling of each group of copies with the others of the group."""
    groups: dict[int, list[ShownTelling]] = {}
    for one in tellings:
        groups.setdefault(one.telling.copy, []).append(one)
    for first, *others in groups.values():
        yield first, tuple(others)


def sentence_url(report: str, words: str) -> str:
    """The address of a sentence: browsers that know text fragments go to it, others to its report."""
    told = words.split()
    ends = [told] if len(told) <= 2 * _FEW else [told[:_FEW], told[-_FEW:]]
    fragment = ",".join(quote(" ".join(end), safe="", errors="replace").replace("-", "%2D") for end in ends)
    return url("/report", id=report) + (f"#:~:text={fragment}" if told else "")


def _shown(entry: Entry, keys: dict[int, str]) -> ShownHappening:
    happening = entry.happening
    takers = tuple(
        Taker(name, keys.get(actor_number(who) or 0), who in happening.by_office)
        for who, name in zip(happening.who, happening.names, strict=False)
    )
    tellings = grouped(shown_telling(happening, telling) for telling in happening.tellings)
    denies, denied_by = tuple(map(telling_url, happening.denies)), tuple(map(telling_url, happening.denied_by))
    return ShownHappening(entry, takers, tuple(tellings), denies, denied_by)


def telling_url(happening: str) -> str:
    """The address of the first telling of a happening, of which its id is made."""
    kind, _, rest = happening.partition("-")
    report, _, at = rest.rpartition("-")
    return _address(kind, report, at)


def _address(kind: str, report: str, at: int | str) -> str:
    """Where a statement or event stands in its report."""
    return url("/report", id=report) + f"#{'s' if kind == HappeningKind.STATEMENT else 'e'}{at}"


def telling_rows(entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    """A row for each telling of each entry."""
    for entry in entries:
        happening = entry.happening
        head = {name: getattr(entry, name) for name in ("kind", "date", "precision", "first_told")}
        head |= {"happening": happening.id, "type": happening.type, "who": happening.names}
        for telling in happening.tellings:
            told = {name: getattr(telling, name) for name in TELLINGS if name in telling.__struct_fields__}
            yield {**head, **told, "independent": happening.independent, "sentence": telling.sentence_quote}
