"""Who takes part in events, and in which role."""

from __future__ import annotations

from typing import Any

import pytest
from event_details import cases, layers


def listed(case: dict[str, Any]) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.xfail(strict=True, reason=case["miss"]),) if "miss" in case else ()


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"], marks=listed(case)) for case in cases("roles")])
def test_those_who_take_part_are(case: dict[str, Any]) -> None:
    text, found = layers(case["text"])
    events = [e for e in found.events if e.type == case["type"] and case["anchor"] in e.anchor.quote(text)]
    assert [(sorted(e.actors), sorted(e.recipients)) for e in events] == [
        (sorted(case["actors"]), sorted(case["recipients"]))
    ]
