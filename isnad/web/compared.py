"""The tellings of one statement side by side, with the words that differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from isnad.model.happening import Field, Happening, Telling, Value, Wording
from isnad.web.pieces import Piece, cut
from isnad.web.tellings import ShownTelling, grouped, shown_telling


@dataclass(frozen=True)
class Beside:
    """A telling beside the fullest one: `left_out` are the fullest's words, those that this telling cut marked;
    `own` are its own, those that it added marked. `copies` have the same words by copying."""

    shown: ShownTelling
    copies: tuple[ShownTelling, ...]
    left_out: tuple[Piece, ...]
    own: tuple[Piece, ...]
    share: float

    @property
    def differs(self) -> bool:
        """Whether any word differs."""
        return any(piece.marked for piece in (*self.left_out, *self.own))


@dataclass(frozen=True)
class Compared:
    """A statement that several reports tell: its fullest telling, with copies of it, and the others beside it."""

    happening: Happening
    fullest: ShownTelling
    copies: tuple[ShownTelling, ...]
    others: tuple[Beside, ...]

    @property
    def differs(self) -> bool:
        """Whether any telling differs from the fullest in a word."""
        return any(other.differs for other in self.others)


@dataclass(frozen=True)
class Claim:
    """One value of a field and the tellings that give it."""

    value: Value
    tellings: tuple[ShownTelling, ...]


@dataclass(frozen=True)
class Differing:
    """A field on which the tellings of a happening differ."""

    happening: Happening
    first: ShownTelling
    field: Field
    claims: tuple[Claim, ...]


def compared(happening: Happening) -> Compared:
    """A statement's tellings beside its fullest one."""
    fullest = happening.tellings[happening.fullest]
    wordings = {wording.telling: wording for wording in happening.wordings}
    place = {id(telling): number for number, telling in enumerate(happening.tellings)}
    copies: tuple[ShownTelling, ...] = ()
    others: list[Beside] = []
    for first, more in grouped(shown_telling(happening, telling) for telling in _fullest_first(happening)):
        if first.telling is fullest:
            copies = more
        elif (wording := wordings.get(place[id(first.telling)])) is not None:
            others.append(_beside(fullest, first, more, wording))
    return Compared(happening, shown_telling(happening, fullest), copies, tuple(others))


def differing(happening: Happening) -> Iterator[Differing]:
    """The fields on which tellings cannot all be right, then those on which it is open."""
    first = shown_telling(happening, happening.tellings[0])
    for field in (*happening.disagreed, *happening.varied):
        claims = tuple(
            Claim(value, tuple(shown_telling(happening, happening.tellings[at]) for at in value.tellings))
            for value in field.values
        )
        yield Differing(happening, first, field, claims)


def _fullest_first(happening: Happening) -> list[Telling]:
    """The tellings in order, the fullest moved to the front so that it stands for its copies."""
    fullest = happening.tellings[happening.fullest]
    return [fullest, *(telling for telling in happening.tellings if telling is not fullest)]


def _beside(fullest: Telling, shown: ShownTelling, copies: tuple[ShownTelling, ...], wording: Wording) -> Beside:
    telling = shown.telling
    return Beside(
        shown,
        copies,
        tuple(cut(fullest.quote, fullest.span.start, wording.cut)),
        tuple(cut(telling.quote, telling.span.start, wording.added)),
        wording.share,
    )
