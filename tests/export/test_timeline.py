from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

from invented_record import CUT, ENTRIES, SAID, WHOLE, Invented
from lxml import html

from isnad.export import timeline
from isnad.model.chronology import Entry


def made(selection: Invented = WHOLE) -> dict[str, Any]:
    out = StringIO()
    timeline.write(selection, out)
    return json.loads(out.getvalue())  # type: ignore[no-any-return]


def test_every_slide_has_what_timelinejs_asks_for() -> None:
    slides = made()["events"]
    assert len(slides) == 3
    for slide in slides:
        assert 1 <= slide["start_date"].get("month", 1) <= 12
        assert isinstance(slide["start_date"]["year"], int)
        assert slide["autolink"] is False
        assert set(slide["text"]) == {"headline", "text"}
    assert len({slide["unique_id"] for slide in slides}) == 3


def test_how_exact_a_date_is_stands_in_its_words() -> None:
    week, day, month = made()["events"]
    assert week["display_date"] == "الأسبوع من 28 مايو 2018 إلى 3 يونيو 2018"
    assert (week["start_date"], week["end_date"]) == (
        {"year": 2018, "month": 5, "day": 28},
        {"year": 2018, "month": 6, "day": 3},
    )
    assert day["display_date"] == "28 مايو 2018 (وفي رواية أخرى: 21 مايو 2018)"
    assert month["display_date"] == "يونيو 2018"
    assert (month["start_date"], "end_date" in month) == ({"year": 2018, "month": 6}, False)


def test_what_has_no_date_is_counted_and_not_placed() -> None:
    told = made()
    assert SAID.id not in {slide["unique_id"] for slide in told["events"]}
    assert "عدد الوقائع التي لا تاريخ لها، ولا ترد هنا: <bdi>1</bdi>" in told["title"]["text"]["text"]


def test_words_of_reports_are_no_markup_and_only_web_addresses_are_links() -> None:
    root = html.fromstring(made()["events"][1]["text"]["text"])
    assert (root.get("dir"), root.get("lang")) == ("rtl", "ar")
    assert root.xpath("//a/@href") == ["https://shore.example/a?x=1&y=2"]
    assert "صحيفة <الشاطئ> & الموج" in root.text_content()


def test_a_timeline_without_dates_is_still_one() -> None:
    class Undated(Invented):
        def entries(self) -> Iterator[Entry]:
            yield ENTRIES[-1]

    assert made(Undated())["events"] == []


def test_a_cut_is_told_on_the_title() -> None:
    words = "هذه الحصيلة غير كاملة"
    assert words in made(CUT)["title"]["text"]["text"]
    assert words not in made()["title"]["text"]["text"]
