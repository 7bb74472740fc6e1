"""Events have the contexts that their sentences tell, and none of those that they only seem to."""

from __future__ import annotations

from typing import Any

import pytest
from event_details import cases, layers

from isnad.lexicon.plover import CONTEXTS


@pytest.mark.parametrize("case", cases("contexts"), ids=lambda case: case["id"])
def test_contexts_of(case: dict[str, Any]) -> None:
    text, found = layers(case["text"], case.get("headline"))
    events = [event for event in found.events if event.type == case.get("type", event.type)]
    assert events, text
    contexts = set(events[0].contexts)
    assert contexts >= set(case.get("has", ())), text
    assert not contexts & set(case.get("not", ())), text
    assert contexts == set(case.get("exactly", contexts)), text


def test_cases_tell_known_contexts_and_every_context_has_one() -> None:
    told = {context for case in cases("contexts") for context in case.get("has", ())}
    assert told == set(CONTEXTS)


def test_there_are_enough_cases_and_no_two_share_an_id() -> None:
    ids = [case["id"] for case in cases("contexts")]
    assert len(ids) >= 40
    assert len(set(ids)) == len(ids)
