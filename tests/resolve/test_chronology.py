"""A chronology is in order of what is told; what nobody dates is never dated."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from invented import report, told_in
from lxml import html

from isnad.export.chronology import DISAGREED, FORMATS, VARIED, write
from isnad.export.happenings import write_table
from isnad.model.happening import Happening
from isnad.resolve.chronology import chronology

REPORTS = (
    report("أ", "التقى الوزير نبيل الصواف رئيس الوزراء حسام الراوي في سرملة يوم 5 يونيو 2020.", "2020-06-06"),
    report("ب", "عقد الوزير نبيل الصواف ورئيس الوزراء حسام الراوي لقاء في سرملة يوم 5 يونيو 2020.", "2020-06-07"),
    report(
        "ج", "زار نبيل الصواف مدينة زغرين في مارس 2018.\nوقال نبيل الصواف إن <الطريق> سيفتح أمام السكان.", "2020-06-07"
    ),
    report("د", "زار الوزير سامر الهلالي مدينة زغرين يوم 2 مارس 2018.", "2018-03-03"),
)


@pytest.fixture(scope="module")
def told() -> list[Happening]:
    return told_in(*REPORTS)


def test_entries_are_in_order_of_date_with_its_precision(told: list[Happening]) -> None:
    found = chronology(told, actors=["نبيل الصواف"])
    assert [(entry.date, entry.precision, entry.kind) for entry in found.dated] == [
        ("2018-03", "month", "meeting"),
        ("2020-06-05", "day", "meeting"),
    ]
    assert [telling.report for telling in found.dated[1].happening.tellings] == ["أ", "ب"]


def test_what_is_not_dated_stands_apart_without_a_date(told: list[Happening]) -> None:
    (entry,) = [entry for entry in chronology(told, actors=["الصواف"]).undated if entry.kind == "statement"]
    assert (entry.date, entry.first, entry.last, entry.precision) == (None, None, None, None)
    assert entry.first_told == "2020-06-07"


def test_a_pair_has_only_what_both_take_part_in(told: list[Happening]) -> None:
    found = chronology(told, actors=["نبيل الصواف", "حسام الراوي"])
    assert [entry.date for entry in found.dated] == ["2020-06-05"]
    assert found.matched == (("نبيل الصواف",), ("حسام الراوي",))


def test_nobody_of_a_name_gives_nothing(told: list[Happening]) -> None:
    found = chronology(told, actors=["لا أحد"])
    assert (found.dated, found.undated, found.matched) == ((), (), ((),))


def test_one_story_only(told: list[Happening]) -> None:
    assert chronology(told, story=1).dated == ()
    assert len(chronology(told, story=0).dated) == len(chronology(told).dated) > 0


def test_an_event_that_is_the_verb_of_a_statement_is_told_with_it() -> None:
    demand = report("ه", "دعا الوزير نبيل الصواف سكان سرملة إلى فتح الطريق أمام قوافل الإغاثة.")
    found = chronology(told_in(demand), actors=["نبيل الصواف"])
    assert [(entry.kind, entry.as_event) for entry in found.undated] == [("statement", ("REQUEST",))]


def written(told: list[Happening], form: str) -> str:
    out = StringIO()
    write(chronology(told, actors=["نبيل الصواف"]), out, form)
    return out.getvalue()


def test_json_lines_hold_every_entry_with_its_happening(told: list[Happening]) -> None:
    found = chronology(told, actors=["نبيل الصواف"])
    lines = [json.loads(line) for line in written(told, "jsonl").splitlines()]
    assert [line["happening"]["id"] for line in lines] == [e.happening.id for e in (*found.dated, *found.undated)]


def test_the_page_is_arabic_from_right_to_left_and_harmless(told: list[Happening]) -> None:
    page = written(told, "html")
    root = html.document_fromstring(page)
    assert (root.get("dir"), root.get("lang")) == ("rtl", "ar")
    assert [heading.text_content() for heading in root.iter("h2")] == ["مارس 2018", "5 يونيو 2020", "بلا تاريخ"]
    assert "<الطريق>" not in page
    assert "<script" not in page


def test_the_table_names_who_tells(told: list[Happening]) -> None:
    assert "صحيفة" in written(told, "table")


def test_there_is_no_other_format(told: list[Happening]) -> None:
    assert FORMATS == ("table", "jsonl", "html")
    with pytest.raises(ValueError, match="no format"):
        written(told, "pdf")


def test_values_stand_side_by_side_under_two_headings() -> None:
    told = told_in(
        report("أ", "قتل 4 أشخاص وأصيب 30 شخصا في هجوم على سوق مدينة سرملة يوم الأربعاء 15 مايو 2024."),
        report("ب", "قتل 5 أشخاص بينهم المهاجم وأصيب 38 شخصا في هجوم على سوق مدينة سرملة يوم الأربعاء 15 مايو 2024."),
    )
    for form in ("html", "table"):
        out = StringIO()
        write(chronology(told), out, form)
        written = " ".join(out.getvalue().split())
        assert written.index(DISAGREED) < written.index("30", written.index(DISAGREED)) < written.index(VARIED)
        assert "القتلى" in written[written.index(VARIED) :]
    table = StringIO()
    write_table(told, table)
    assert "disagreed: wounded: 30 (صحيفة أ) | 38 (صحيفة ب)" in table.getvalue()
    assert "varied: killed: 4 (صحيفة أ) | 5 (صحيفة ب)" in table.getvalue()
