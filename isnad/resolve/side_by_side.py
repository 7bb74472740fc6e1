"""A field of a happening: what each telling gives for it, put together and with a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from isnad.model import Span
from isnad.model.happening import Field, Value, Verdict


class Given(NamedTuple):
    """A value as one telling gives it; `same` is what values are put together by."""

    telling: int
    value: str
    same: object
    bound: str = ""
    span: Span | None = None


def _never(one: Given, other: Given) -> bool:
    return False


def field_of(
    name: str,
    given: Sequence[Given],
    agree: Callable[[str, str], bool],
    reports: Sequence[int],
    apart: Callable[[Given, Given], bool] = _never,
) -> Field | None:
    """A field, None where no telling has it.

    Args:
        name: What it is called.
        given: Its values by telling.
        agree: Whether both of two values can be true.
        reports: The report of each telling; what one report tells twice is no disagreement.
        apart: Whether it is beyond doubt that of two values that do not agree only one can be true.
    """
    if not given:
        return None
    differing = [
        (one, other)
        for at, one in enumerate(given)
        for other in given[at + 1 :]
        if reports[one.telling] != reports[other.telling]
        and one.same != other.same
        and not agree(one.value, other.value)
    ]
    verdict = verdict_of(differing, any(apart(*pair) for pair in differing), [one.telling for one in given])
    return Field(name=name, verdict=verdict, values=side_by_side(given))


def verdict_of(differing: object, apart: bool, tellings: Iterable[int]) -> Verdict:
    """The verdict on values of which some differ, or are `apart` beyond doubt."""
    if apart:
        return Verdict.DISAGREED
    if differing:
        return Verdict.VARIED
    return Verdict.AGREED if len(set(tellings)) > 1 else Verdict.ONLY


def side_by_side(given: Iterable[Given]) -> tuple[Value, ...]:
    """Each value once with its tellings, that of most first."""
    together: dict[object, list[Given]] = {}
    for one in given:
        together.setdefault((one.same, one.bound), []).append(one)
    values = [
        Value(
            value=group[0].value,
            bound=group[0].bound,
            tellings=tuple(one.telling for one in group),
            spans=tuple(one.span for one in group) if any(one.span for one in group) else (),
        )
        for group in together.values()
    ]
    return tuple(sorted(values, key=lambda value: (-len(value.tellings), value.tellings, value.value)))
