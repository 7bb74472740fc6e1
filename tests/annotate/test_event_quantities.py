"""Every number of the quantity cases goes to the right event with the right words, and no other number to any."""

from __future__ import annotations

from typing import Any

import pytest
from event_details import cases, layers

from isnad.model import Event, Quantity


def told(event: Event, quantity: Quantity) -> str:
    value = (
        "none" if quantity.value is None else f"{quantity.value:g}" if quantity.value < 1e5 else f"{quantity.value:.0f}"
    )
    parts = (event.type.value, quantity.of, value, quantity.bound, quantity.currency or "")
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize("case", cases("quantities"), ids=lambda case: case["id"])
def test_quantities_of(case: dict[str, Any]) -> None:
    text, found = layers(case["text"])
    assert {q.span.quote(text): told(e, q) for e in found.events for q in e.quantities} == case["found"], text


def test_there_are_enough_cases_and_no_two_share_an_id() -> None:
    ids = [case["id"] for case in cases("quantities")]
    assert len(ids) >= 40
    assert len(set(ids)) == len(ids)
