"""When and where events happened, in which status and according to whom, as told by cases."""

from __future__ import annotations

from typing import Any

import pytest
from event_details import cases
from statement_cases import pipeline

from isnad.ingest.build import build
from isnad.model import Event, Report


def told(event: Event, text: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """What an event says of the fields that a case names."""
    found = {
        "date": event.date,
        "place": event.place.quote(text) if event.place is not None else None,
        "status": event.status.value,
        "claimed_by": event.claimed_by,
    }
    return {name: value for name, value in found.items() if name in wanted}


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in cases("settings")])
def test_setting_of(case: dict[str, Any]) -> None:
    report = build(Report(id=case["id"], text=case["text"], published=case["published"]), max_characters=10_000)
    events = pipeline()(report).events
    for wanted in case["events"]:
        found = [
            told(event, report.text, wanted)
            for event in events
            if event.type.value == wanted["type"] and wanted["anchor"] in event.anchor.quote(report.text)
        ]
        assert found == [{name: wanted[name] for name in wanted if name not in {"type", "anchor"}}], case["text"]
