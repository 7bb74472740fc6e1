"""Every time case is found to the character and resolved as told."""

from __future__ import annotations

from collections import Counter

import pytest
from time_cases import TimeCase, cases, times_of

from isnad.annotate import TimeStage
from isnad.model import Basis, Form, Layers, Mention, MentionType, Post, Report, Span, Time
from isnad.text import TextLayer

FIELDS = {"quote", *Time.__struct_fields__} - {"span", "rule"}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_times_of(case: TimeCase) -> None:
    failures = case.failures()
    assert not failures, "\n".join([case.text, *failures])


@pytest.mark.parametrize("case", [case for case in cases() if case.not_times], ids=lambda case: case.id)
def test_no_time_is_made_of(case: TimeCase) -> None:
    for words in case.not_times:
        start = case.text.index(words)
        assert not any(time.span.overlaps(Span(start, start + len(words))) for time in case.found())


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_expected_words_stand_in_the_text_of(case: TimeCase) -> None:
    assert all(time["quote"] in case.text and set(time) <= FIELDS for time in case.times)
    assert all(case.text.count(words) == 1 for words in case.not_times if words != "صفر")


def test_there_are_enough_cases_and_no_two_share_an_id() -> None:
    assert len(cases()) >= 200
    assert [id for id, count in Counter(case.id for case in cases()).items() if count > 1] == []


def test_an_unresolved_time_says_why_and_a_resolved_one_from_what() -> None:
    for case in cases():
        for time in case.found():
            if time.value is None:
                assert time.reason, case.id
                assert time.basis is Basis.NONE
            elif "XX-XXT" not in time.value:
                assert time.basis is not Basis.NONE or time.reason


POST = "قال الوزير إن العمل انتهى.\nوصلنا أمس\n— سالم الهادي (@salem) 2018-05-01"


def posted(day: str | None) -> tuple[Time, ...]:
    start, line = POST.index("وصلنا"), POST.index("—")
    post = Post(
        words=Span(start, line - 1),
        signature=Span(line, len(POST)),
        dash=Span(line, line + 1),
        name=Span(line + 2, line + 13),
        posted=day,
    )
    return times_of(POST, posts=(post,))


def test_a_post_counts_from_its_own_day_and_its_signature_is_left_out() -> None:
    (time,) = posted("2018-05-01")
    assert (time.value, time.basis) == ("2018-04-30", Basis.POST)


def test_a_post_without_a_day_is_not_counted_from_the_publication() -> None:
    (time,) = posted(None)
    assert (time.value, time.reason) == (None, "no-post-date")


def test_lines_of_the_page_are_left_out() -> None:
    text = "الأربعاء 30 مايو 2018\nوصل الوفد أمس."
    (time,) = times_of(text, chrome=(Span(0, 21),))
    assert time.span.quote(text) == "أمس"


def test_a_name_of_a_person_holds_no_time() -> None:
    text = "التقى الوفد سليم أمس ثم سليم رمضان الجاري."
    start = text.index("سليم رمضان")
    name = Mention(span=Span(start, start + 10), type=MentionType.PER, form=Form.NAME)
    report = Report(id="names", text=text, published="2018-05-30")
    found = TimeStage()(report, TextLayer(text), Layers(names=(name,)))["times"]
    assert [time.span.quote(text) for time in found] == ["أمس"]


def test_nothing_is_looked_for_in_another_language() -> None:
    report = Report(id="fa", text="2018-05-30", published="2018-05-30")
    assert TimeStage()(report, TextLayer(report.text), Layers(language="fa"))["times"] == ()
