"""The values of one happening side by side: which can all be true, and which cannot.

Numbers are compared by `numbers_told.py`. Dates agree where they share a day, so that a month agrees with each of its
days. Places agree where one is the country of the other; people and bodies where tellings share one or a country, or
one name is a part of the other.

Only what is beyond doubt is a disagreement; what merely differs is `varied`. Of speakers, places, actors, recipients,
types, modes and polarities hardly one that was read was real, so that these vary alone. Numbers disagree where they
count the same people (`counted.py`) of an event of one day; dates where two days lie more than one apart; a deed is
disagreed on where one report denies it and another tells it, of the same people.

Known misses: who did it (`إسرائيل`, `التحالف`), which no rule tells from a clause that was read wrongly.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from isnad.lexicon.load import folded, word_lists
from isnad.model.happening import Field
from isnad.model.statement import UNRESOLVED
from isnad.resolve.numbers_told import number_fields
from isnad.resolve.places_told import places_agree
from isnad.resolve.side_by_side import Given, field_of, side_by_side, verdict_of
from isnad.resolve.stretches import stretch_of
from isnad.resolve.terms import terms_of_text
from isnad.resolve.told import Told
from isnad.text import fold
from isnad.text.names import SAME_IN_REPORT, compare_names

_STATUSES: Final = (frozenset({"actual", "denied"}), frozenset({"actual", "hypothetical"}))
"""Statuses of which only one can be so; a plan and the deed may both be told."""
_DEEDS: Final = frozenset({"ASSAULT", "COERCE", "AID", "MOBILIZE", "RETREAT", "PROTEST"})
"""Types of which a denial says that it was not done; an accusation that is denied was still made."""
_CLOSE: Final = 4  # words between a verb that denies and the deed


def event_fields(events: Sequence[Told], texts: Sequence[str]) -> tuple[Field, ...]:
    """The fields of an event.

    Args:
        events: Its tellings in the order of the happening.
        texts: The text of the report of each.
    """
    reports = [event.report for event in events]
    fields = [
        *number_fields(events, texts),
        field_of("date", _rows(events, "date"), _dates_agree, reports, _far_dates),
        field_of("place", _rows(events, "place", "place_key"), places_agree, reports),
        _people("actors", events),
        _people("recipients", events),
        field_of("type", _rows(events, "type"), _types_agree, reports),
        field_of("mode", _rows(events, "mode"), _always, reports),
        _status(events, texts),
    ]
    return tuple(field for field in fields if field is not None)


def statement_fields(statements: Sequence[Told]) -> tuple[Field, ...]:
    """The fields of an utterance; `statements` are its tellings in the order of the happening."""
    reports = [statement.report for statement in statements]
    channels = [given for given in _rows(statements, "channel") if given.value != "unspecified"]
    fields = [
        _speakers(statements),
        field_of("date", _rows(statements, "time"), _dates_agree, reports),
        field_of("channel", channels, _always, reports),
        field_of("addressee", _rows(statements, "addressee"), _always, reports),
        field_of("target", _rows(statements, "target"), _always, reports),
        field_of("stance", _rows(statements, "stance"), _always, reports),
        field_of("polarity", _rows(statements, "polarity"), _equal, reports),
    ]
    return tuple(field for field in fields if field is not None)


def _speakers(statements: Sequence[Told]) -> Field | None:
    """Who said it; the same words ascribed to two are told to vary, since mostly one was read wrongly."""
    given = [
        Given(at, one.row["speaker"], one.speaker or one.row["speaker"])
        for at, one in enumerate(statements)
        if one.row["resolved_by"] != UNRESOLVED
    ]
    return field_of("speaker", given, one_may_be_the_other, [one.report for one in statements])


def _status(events: Sequence[Told], texts: Sequence[str]) -> Field | None:
    """Whether it was done: reports disagree where one tells it as done and another denies it, of the same people."""

    def apart(one: Given, other: Given) -> bool:
        a, b = events[one.telling], events[other.telling]
        return (
            {one.value, other.value} == {"actual", "denied"}
            and a.type in _DEEDS
            and a.type == b.type
            and bool(a.actors & b.actors)
            and (bool(a.recipients & b.recipients) or a.recipients == b.recipients)
            and all(_is_plain(event, texts[at]) for at, event in ((one.telling, a), (other.telling, b)))
        )

    return field_of("status", _rows(events, "status"), _statuses_agree, range(len(events)), apart)


def _is_plain(event: Told, text: str) -> bool:
    """Whether a deed is told as done, without doubt, or denied itself: close behind the verb that denies."""
    start, end = text.rfind("\n", 0, event.span.start) + 1, text.find("\n", event.span.end)
    if event.row["status"] != "denied":
        return _among("doubting").isdisjoint(fold(text[start : end if end >= 0 else len(text)]).split())
    words = fold(text[start : event.span.start]).split()
    close = next((at for at, word in enumerate(words[::-1][: _CLOSE + 1]) if word in _among("denying_verbs")), None)
    return close is not None and _among("denied_in_place").isdisjoint(words[len(words) - close :])


@cache
def _among(use: str) -> frozenset[str]:
    return frozenset(folded(word_lists("happenings")[use]))


def _types_agree(one: str, other: str) -> bool:
    return one == other or {one, other} == {"AGREE", "COOPERATE"}


def _rows(told: Sequence[Told], column: str, same: str | None = None) -> list[Given]:
    return [
        Given(at, one.row[column], one.row[same or column])
        for at, one in enumerate(told)
        if one.row[column] is not None
    ]


def _dates_agree(one: str, other: str) -> bool:
    a, b = stretch_of(one), stretch_of(other)
    return a is None or b is None or a.gap(b) == 0


def _far_dates(one: Given, other: Given) -> bool:
    """Days more than one apart: the day before may be that of the night, or of another time zone."""
    a, b = stretch_of(one.value), stretch_of(other.value)
    return a is not None and b is not None and a.days == b.days == 1 and a.gap(b) > 1


def _statuses_agree(one: str, other: str) -> bool:
    return frozenset({one, other}) not in _STATUSES


def _equal(one: str, other: str) -> bool:
    return one == other


def _always(one: str, other: str) -> bool:
    return True


def one_may_be_the_other(one: str, other: str) -> bool:
    """Whether two names may be of one: a spelling, or one a part of the other.

    >>> one_may_be_the_other("متحدث باسم الشرطة", "متحدث باسم الشرطة البريطانية")
    True
    """
    a, b = set(terms_of_text(one)), set(terms_of_text(other))
    return compare_names(one, other) >= SAME_IN_REPORT or a <= b or b <= a


def _people(side: str, events: Sequence[Told]) -> Field | None:
    """Who did it, or to whom: reports vary where they name somebody and share nobody and no country."""
    given = [Given(at, event.names[key], key) for at, event in enumerate(events) for key in sorted(_side(event, side))]
    if not given:
        return None
    named = [event for event in events if _side(event, side) and _side(event, side) <= event.named]
    differing = any(_of_two(one, other, side) for at, one in enumerate(named) for other in named[at + 1 :])
    verdict = verdict_of(differing, False, [one.telling for one in given])
    return Field(name=side, verdict=verdict, values=side_by_side(given))


def _side(event: Told, side: str) -> frozenset[str]:
    return event.actors if side == "actors" else event.recipients


def _of_two(one: Told, other: Told, side: str) -> bool:
    if one.report == other.report or _side(one, side) & _side(other, side) or one.countries & other.countries:
        return False
    return not any(
        one_may_be_the_other(one.names[a], other.names[b]) for a in _side(one, side) for b in _side(other, side)
    )
