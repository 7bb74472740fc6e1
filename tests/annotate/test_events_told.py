"""What a report tells of an event, in the fields that a case names."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from event_details import cases
from statement_cases import pipeline

from isnad.ingest.build import build
from isnad.model import Event, Quantity, Report, Span

PUBLISHED = "2024-05-15"


@cache
def coded(text: str) -> tuple[Event, ...]:
    return pipeline()(build(Report(id="case", text=text, published=PUBLISHED), max_characters=10_000)).events


def counted(quantity: Quantity) -> str:
    value = (
        "-" if quantity.value is None else f"{quantity.value:g}" if quantity.value < 1e6 else str(int(quantity.value))
    )
    return f"{quantity.of} {value} {quantity.bound or '-'} {quantity.currency or '-'}"


def shown(event: Event, name: str, text: str) -> Any:
    """A field as a case writes it."""
    value = getattr(event, name)
    if name == "quantities":
        return [counted(quantity) for quantity in value]
    if isinstance(value, Span):
        return value.quote(text)
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in cases("told")])
def test_events_are_told_as_in(case: dict[str, Any]) -> None:
    text = case["text"]
    found = coded(text)
    if not case["events"]:
        assert [event.rule for event in found] == []
    for wanted in case["events"]:
        event = next(e for e in found if wanted["anchor"] in e.anchor.quote(text) and e.type == wanted["type"])
        fields = {name: value for name, value in wanted.items() if name not in {"anchor", "type"}}
        assert {name: shown(event, name, text) for name in fields} == fields


def test_a_later_summit_without_people_is_the_one_told_before() -> None:
    told = coded("يلتقي الرئيس سامي النجار الملك كريم الوزاني الأحد. وقال ناطق إن الوفود وصلت. وستكون القمة قصيرة.")
    assert [event.type for event in told] == ["CONSULT"]
