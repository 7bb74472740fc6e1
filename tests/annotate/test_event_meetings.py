"""Meetings tell who received whom, what they were about and what was said there, where the text does."""

from __future__ import annotations

from typing import Any

import pytest
from event_details import cases, layers


@pytest.mark.parametrize("case", cases("meetings"), ids=lambda case: case["id"])
def test_meeting_of(case: dict[str, Any]) -> None:
    text, found = layers(case["text"])
    event = next(e for e in found.events if e.type == "CONSULT" and e.anchor.quote(text) == case["anchor"])
    said = [found.statements[at].content[0].quote(text) for at in event.said_there]
    got = (event.host, event.guest, event.about and event.about.quote(text), said)
    assert got == (case.get("host"), case.get("guest"), case.get("about"), case.get("said", [])), text
    if "place" in case:
        assert event.place is not None
        assert event.place.quote(text) == case["place"]


def test_there_are_enough_cases_and_no_two_share_an_id() -> None:
    ids = [case["id"] for case in cases("meetings")]
    assert len(ids) >= 20
    assert len(set(ids)) == len(ids)
