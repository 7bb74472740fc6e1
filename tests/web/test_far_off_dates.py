"""One wrong date of a report hides no other, and no axis has more marks than can be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from lxml import html
from served import ADDRESS, filled, rows
from starlette.testclient import TestClient

from isnad.store.over_time import OnDay
from isnad.web.app import create_app
from isnad.web.manner import Manner
from isnad.web.pictures.chronology import PICTURE, told_of_days
from isnad.web.pictures.look import Look
from isnad.web.pictures.ticks import YEAR, hour_of, hours
from isnad.web.settings import WebSettings
from isnad.workflow.reading import read

DATES = ("2025-11-01", "2025-11-02T08:00:00+00:00", "2025", None, "9999-12-31")
TEXT = (
    "قصف على مرفأ السروة يوقع قتلى\n\nقُتل 14 شخصا في قصف مدفعي على مرفأ السروة صباح الثلاثاء.\n\n"
    "وقال وزير الدفاع جابر المنصوري إن القصف على مرفأ السروة جريمة كبيرة لن تمر دون عقاب، وإن الحكومة ستحاسب "
    "المسؤولين عنها أمام القضاء."
)


def asking(path: Path, dates: tuple[str | None, ...]) -> TestClient:
    """A browser for a record of one text, told on several dates."""
    reports = [read(TEXT, id=f"d{at}", outlet=f"الوسيلة {at}", published=date) for at, date in enumerate(dates)]
    return TestClient(create_app(filled(str(path / "record.db"), reports), WebSettings()), base_url=ADDRESS)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with asking(tmp_path_factory.mktemp("far"), DATES) as made:
        yield made


def test_a_date_of_the_future_hides_no_other_report(client: TestClient) -> None:
    told = client.get("/overview.json").json()
    assert told["periods"] == ["2025-11-01", "2025-11-02"]
    assert (sum(row["total"] for row in told["attention"]), told["ahead"]) == (2, 1)
    for address in ("/overview.csv", "/pictures/attention.csv"):
        assert {row["period"] for row in rows(client, address)} == {"2025-11-01", "2025-11-02"}
    assert "خبر واحد تاريخه في المستقبل" in client.get("/overview?lang=ar").text
    assert client.get("/pictures?name=attention&lang=en").text.count("1 report is dated in the future") == 1


def test_dates_of_the_future_alone_are_shown(tmp_path: Path) -> None:
    with asking(tmp_path, ("9998-12-30", "9998-12-31")) as client:
        told = client.get("/overview.json").json()
    assert (told["periods"], told["ahead"]) == (["9998-12-30", "9998-12-31"], 0)


def test_heads_of_the_table_of_figures_are_dates(client: TestClient) -> None:
    page = html.document_fromstring(client.get("/overview?lang=ar", headers={"cookie": "isnad_digits=arab"}).text)
    heads = [head.text_content() for head in page.xpath("//details[@class='figures']//thead//th")]
    assert heads[1:-1] == ["١ نوفمبر/تشرين الثاني ٢٠٢٥", "٢ نوفمبر/تشرين الثاني ٢٠٢٥"]


@pytest.mark.parametrize("form", ["png", "svg"])
def test_a_story_of_thousands_of_years_is_drawn(client: TestClient, form: str) -> None:
    stories = client.get("/stories.json?told=all").json()["stories"]
    (story,) = [one["story"] for one in stories if (one["first"], one["last"]) == ("2025-11-01", "9999-12-31")]
    start = monotonic()
    assert client.get(f"/pictures/chronology.{form}?id={story}").status_code == 200
    assert monotonic() - start < 20


def test_an_axis_has_few_marks_over_any_time() -> None:
    for span in (1, 30, 3_000, 9 * YEAR, 7_974 * YEAR):
        assert 1 <= len(hours(490_000, 490_000 + span, 8)) <= 9
    days = [OnDay(when=day, kind="ATTACK", count=1) for day in ("1025-11-01", "2025-11-01", "9999-12-31")]
    told = told_of_days("events", "", days)
    assert len(told.times) > 8_000
    axis = PICTURE.draw(told, Look(Manner("en"))).chart.to_dict()["layer"][0]["encoding"]["x"]["axis"]
    assert len(axis["values"]) <= 200


def test_a_moment_behind_the_last_year_has_no_hour() -> None:
    assert hour_of("9999-12-31T23:00:00-05:00") is None
