from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from isnad.export.marks import Mark, segments
from isnad.model import Span

SPANS = st.tuples(st.integers(0, 40), st.integers(1, 10)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
WHOLE = "كلمة وكلمة، " * 4 + "آخر"
MARKS = st.lists(st.builds(Mark, SPANS, st.sampled_from(["cue", "content", "event"]), st.integers(0, 5)), max_size=12)


@given(MARKS)
def test_segments_cover_the_whole_without_gaps_and_each_lies_in_its_marks(marks: list[Mark]) -> None:
    found = list(segments(WHOLE, marks))
    assert [found[0].span.start, *(segment.span.end for segment in found)] == [
        *(segment.span.start for segment in found),
        len(WHOLE),
    ]
    for segment in found:
        assert set(segment.marks) == {mark for mark in marks if mark.span.overlaps(segment.span)}
        assert all(mark.span.contains(segment.span) for mark in segment.marks)


@given(MARKS)
def test_each_statement_and_each_event_opens_once(marks: list[Mark]) -> None:
    opened = [number for segment in segments(WHOLE, marks) for number in segment.opens]
    assert sorted(opened) == sorted({mark.number for mark in marks if mark.role != "event"})
    opened = [number for segment in segments(WHOLE, marks) for number in segment.opens_events]
    assert sorted(opened) == sorted({mark.number for mark in marks if mark.role == "event"})
