"""Agencies are found by every form of their names."""

from __future__ import annotations

import pytest

from isnad.lexicon import named_agencies


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("الميناء (رويترز) - قال المدير", [("رويترز", "رويترز")]),
        ("قال لرويترز إن الجسر سيفتح", [("رويترز", "رويترز")]),
        ("بحسب وكالة فرانس برس", [("فرانس برس", "فرانس برس")]),
        ("المدينة - أ ف ب", [("فرانس برس", "أ ف ب")]),
        ("Reuters / AFP", [("رويترز", "Reuters"), ("فرانس برس", "AFP")]),
        ("ذكرت وكالةُ الأناضولِ أمس", [("الأناضول", "وكالةُ الأناضولِ")]),
        ("زار الأناضول سائحون", []),
        ("قال ناب إن", []),
    ],
)
def test_the_agencies_of(text: str, agencies: list[tuple[str, str]]) -> None:
    assert [(name, span.quote(text)) for name, span in named_agencies(text)] == agencies
