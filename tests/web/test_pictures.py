"""Pictures: each in both languages as a valid chart, SVG and PNG, with a table of what it draws."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import altair as alt
import pytest
from lxml import etree
from made_reports import RUN
from served import ADDRESS, ATTACK, rows
from sqlalchemy import select
from starlette.datastructures import QueryParams
from starlette.testclient import TestClient

from isnad.errors import RefusedError
from isnad.store.event_places import Placed, PlaceOfEvents
from isnad.store.event_table import Wanted
from isnad.store.network import strongest
from isnad.store.over_time import OnDay, happenings_on_days
from isnad.store.overview import Attention, Period
from isnad.store.overview import attention as attention_of
from isnad.store.record import Record
from isnad.store.schema import actors, naming, stories, ties
from isnad.web.app import create_app
from isnad.web.glance import Glances
from isnad.web.manner import Manner
from isnad.web.parameters import Params
from isnad.web.pictures import attention, child, renderer
from isnad.web.pictures import map as map_picture
from isnad.web.pictures.chronology import told_of_days
from isnad.web.pictures.gallery import FIELDS, PICTURES
from isnad.web.pictures.look import Look
from isnad.web.pictures.renderer import Renderer
from isnad.web.pictures.serving import Shown
from isnad.web.settings import WebSettings
from isnad.web.views import Asked
from isnad.workflow.reading import read

SVG = "{http://www.w3.org/2000/svg}"
WHICH = (
    "attention",
    "attention of",
    "events",
    "events narrowed",
    "actor",
    "story",
    "network",
    "around",
    "naming",
)
RLE, PDF = "\N{RIGHT-TO-LEFT EMBEDDING}", "\N{POP DIRECTIONAL FORMATTING}"
TURNS = RLE + PDF


@pytest.fixture(scope="module")
def record(record_path: str) -> Iterator[Record]:
    with Record(record_path, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A record of reports that put their events into towns and countries that there are, and one into none."""
    path = str(tmp_path_factory.mktemp("map") / "placed.db")
    told = (
        ("طنطا", "قُتل ثلاثة أشخاص في انفجار وقع في مدينة طنطا في مصر صباح الثلاثاء."),
        ("طنطا", "قصف مسلحون مدينة طنطا في مصر فجر الأربعاء، وقُتل شخصان."),
        ("سبها", "قُتل خمسة جنود في هجوم على مدينة سبها في ليبيا مساء الاثنين."),
        ("ليبيا", "تظاهر المئات في ليبيا يوم الجمعة احتجاجا على غلاء الأسعار."),
        ("بلا مكان", "اعتقلت الشرطة أربعة متظاهرين يوم الخميس."),
    )
    reports = [
        read(f"{head}\n\n{text}", id=f"p{at}", outlet="زليج", published=f"2025-11-1{at}")
        for at, (head, text) in enumerate(told)
    ]
    with Record(path, create=True) as made:
        made.writer(RUN).add((one.report, one.layers) for one in reports)
    return path


@pytest.fixture(scope="module")
def addresses(record: Record) -> dict[str, tuple[str, dict[str, str]]]:
    """The name and the fields of each picture that is looked at."""
    with record.engine.connect() as connection:
        tied = select(actors.c.key).join(ties, ties.c.one == actors.c.actor).order_by(actors.c.reports.desc())
        key = connection.execute(tied).scalars().first() or ""
        called = connection.execute(select(actors.c.key).join(naming, naming.c.actor == actors.c.actor)).scalars()
        story = connection.execute(select(stories.c.id).order_by(stories.c.reports.desc())).scalars().first() or ""
        return {
            "attention": ("attention", {}),
            "attention of": ("attention", {"key": key}),
            "events": ("chronology", {}),
            "events narrowed": ("chronology", {"type": "ASSAULT"}),
            "actor": ("chronology", {"key": key}),
            "story": ("chronology", {"id": story}),
            "network": ("network", {}),
            "around": ("network", {"key": key}),
            "naming": ("naming", {"key": called.first() or ""}),
        }


@pytest.fixture(scope="module")
def drawing() -> Iterator[Renderer]:
    made = Renderer()
    yield made
    made.close()


def shown(record: Record, address: tuple[str, dict[str, str]], look: Look) -> Shown:
    name, params = address
    asked = Asked(record, Glances().now(), Params(FIELDS, QueryParams(params), strict=True), look.manner, WebSettings())
    return Shown(PICTURES[name], PICTURES[name].read(asked), look)


def looks(lang: str) -> Look:
    """Arabic on light paper in its own digits, English on dark and narrow paper."""
    return Look(Manner(lang, "arab" if lang == "ar" else "latn"), dark=lang == "en", narrow=lang == "en")


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("which", WHICH)
def test_a_picture_is_valid_and_drawn_in_its_size(
    record: Record, addresses: Any, drawing: Renderer, which: str, lang: str
) -> None:
    look = looks(lang)
    one = shown(record, addresses[which], look)
    assert not one.picture.empty(one.told)
    spec = one.spec()
    alt.LayerChart.from_dict(spec)  # raises where Vega-Lite's schema is not kept
    svg = drawing.drawn(f"{one.digest}-svg", spec, "svg")
    root = etree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    assert root.find(f"{SVG}title").text == spec["description"]
    width, height = float(root.get("width")), float(root.get("height"))
    assert look.width <= width < look.width + 260
    assert spec["height"] <= height < spec["height"] + 220
    png = drawing.drawn(f"{one.digest}-png", spec, "png")
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    sides = struct.unpack(">II", png[16:24])
    assert [round(side / child.SCALE) for side in sides] == pytest.approx([width, height], abs=1)


@pytest.mark.parametrize("which", WHICH)
def test_the_table_has_what_is_drawn(record: Record, addresses: Any, which: str) -> None:
    one = shown(record, addresses[which], Look(Manner("en")))
    rows, drawn = one.picture.table(one.told).rows, one.spec()["datasets"]
    if one.picture.name == "attention":
        assert sum(row["reports"] for row in rows) == sum(int(bar["reports"]) for bar in drawn["reports"])
        assert {row["outlet"] for row in rows} == {row.outlet for row in one.told.rows}
    elif which == "story":
        assert [row["headline"] for row in rows] == [point.title for point in one.told.points]
        assert len(drawn["points"]) == len(rows) > 1
    elif one.picture.name == "chronology":
        counted = "events" if which.startswith("events") else "happenings"
        lines = {one.told.lines.index(row["kind"]) for row in rows}
        assert lines == set(range(len(one.told.lines)))
        shown_rows = [row for row in rows if row["kind"] in one.told.drawn]
        assert [str(row[counted]) for row in shown_rows] == [point["what"] for point in drawn["points"]]
    elif one.picture.name == "network":
        told = [(row["one"], row["other"], str(row["wordings"])) for row in rows]
        plain = str.maketrans("", "", TURNS)
        lines = [(line["one"], line["other"], line["wordings"]) for line in drawn["lines"]]
        assert sorted(told) == sorted(tuple(part.translate(plain) for part in line) for line in lines)
        assert len(drawn["nodes"]) == len({name for one, other, _ in told for name in (one, other)})
    else:
        cells = [cell for cell in drawn["cells"] if cell["shown"]]
        assert sorted(int(cell["count"]) for cell in cells) == sorted(row["count"] for row in rows)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_map_has_towns_as_circles_and_countries_as_shades(placed: str, drawing: Renderer, lang: str) -> None:
    with Record(placed, read_only=True) as opened:
        one = shown(opened, ("map", {}), looks(lang))
    spec = one.spec()
    alt.LayerChart.from_dict(spec)
    circles = {circle["place"].strip(TURNS): circle["events"] for circle in spec["datasets"]["places"]}
    rows = one.picture.table(one.told).rows
    assert circles == {row["place"]: one.look.manner.number(row["events"]) for row in rows if row["latitude"]}
    assert {"طنطا", "سبها"} <= circles.keys()
    shaded = {shape["country"]: shape["fill"] for shape in spec["datasets"]["countries"]}
    assert shaded["LY"] in one.look.colours.shades
    assert one.look.colours.panel in shaded.values()
    drawn = etree.fromstring(drawing.drawn(one.digest, spec, "svg"))
    words = {words.strip(TURNS) for words in drawn.itertext()}
    assert {"طنطا", "سبها"} <= words
    assert one.told.placed.nowhere >= 1
    notes = " ".join(one.picture.say(one.told, one.look).notes)
    assert one.look.counted("events-nowhere", one.told.placed.nowhere) in notes
    assert drawing.drawn(f"{one.digest}-png", spec, "png")[:4] == b"\x89PNG"


def test_circles_that_the_map_leaves_out_are_counted(placed: str) -> None:
    town = PlaceOfEvents(name="طنطا", country="EG", geonames=1, latitude=30.8, longitude=31.0, events=500)
    far = PlaceOfEvents(name="أوكلاند", country="NZ", geonames=2, latitude=-36.9, longitude=174.8, events=3)
    told = map_picture.Told(placed=Placed(places=(town, far), unresolved=2, nowhere=1), wanted=Wanted())
    one = Shown(PICTURES["map"], told, Look(Manner("en")))
    assert [circle["place"].strip(TURNS) for circle in one.spec()["datasets"]["places"]] == ["طنطا"]
    notes = one.picture.say(told, one.look).notes
    assert any(note.startswith("3 events were in places beyond") for note in notes)
    assert [row["events"] for row in one.picture.table(told).rows] == [500, 3]


def test_time_runs_from_the_right_in_arabic_and_axes_stand_where_lines_begin(record: Record, addresses: Any) -> None:
    for lang, turned, side in (("ar", True, "right"), ("en", False, "left")):
        layer = shown(record, addresses["attention"], Look(Manner(lang))).spec()["layer"][0]["encoding"]
        assert layer["x"]["scale"]["reverse"] is turned
        assert layer["y"]["axis"]["orient"] == side


def test_arabic_words_are_turned_and_latin_ones_are_not() -> None:
    look = Look(Manner("en"))
    assert look.label('لجنة "5+5"') == f'{RLE}لجنة "5+5"{PDF}'
    assert look.label("Reuters (UK)") == "Reuters (UK)"
    assert look.label("أ" * 30, 10).count("أ") == 9
    assert look.label("\x00\ud800<b>") == "\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}<b>"
    assert look.label(f"{RLE}سامر{RLE}") == look.label("سامر")


def test_numbers_and_months_are_the_readers(record: Record, addresses: Any, drawing: Renderer) -> None:
    one = shown(record, addresses["attention"], Look(Manner("ar", "arab")))
    words = "".join(etree.fromstring(drawing.drawn(one.digest, one.spec(), "svg")).itertext())
    assert "نوفمبر/تشرين الثاني ٢٠٢٥" in words
    assert not any(digit in words.split("}", 2)[-1] for digit in "123456789")


@pytest.mark.parametrize("which", ["attention", "story", "events", "network"])
def test_markup_of_a_report_stays_words(record: Record, addresses: Any, drawing: Renderer, which: str) -> None:
    one = shown(record, addresses[which], Look(Manner("ar")))
    root = etree.fromstring(drawing.drawn(one.digest, one.spec(), "svg"))
    tags = {etree.QName(element).localname for element in root.iter(etree.Element)}
    assert tags <= {"svg", "title", "style", "g", "path", "text", "rect", "line", "defs", "clipPath", "tspan", "circle"}
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]


def test_a_title_and_an_outlet_that_are_an_attack_are_drawn_as_written(drawing: Renderer) -> None:
    rows = (Attention(outlet=ATTACK, total=3, counts=(1, 2)), Attention(outlet="أرجوان", total=1, counts=(0, 1)))
    told = attention.Told(actor=ATTACK, period=Period.DAY, periods=("2025-11-01", "2025-11-02"), rows=rows)
    one = Shown(PICTURES["attention"], told, Look(Manner("en")))
    spec = {**one.spec(), "description": ATTACK}
    root = etree.fromstring(drawing.drawn("attack", spec, "svg"))
    assert root.find(f"{SVG}title").text == ATTACK
    assert not list(root.iter(f"{SVG}script", f"{SVG}img"))
    words = list(root.itertext())
    assert f"{ATTACK[:27].rstrip()}…" in words
    assert "Reports that name" in " ".join(words)
    assert ATTACK in " ".join(" ".join(words).split())


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    path = str(tmp_path / "empty.db")
    with Record(path, create=True):
        pass
    with TestClient(create_app(path), base_url=ADDRESS) as made:
        yield made


def test_an_empty_record_has_nothing_to_draw_and_says_so(empty: TestClient) -> None:
    for name in PICTURES:
        page = empty.get(f"/pictures?name={name}&lang=ar")
        assert page.status_code == 200
        assert "لا شيء يُرسم" in page.text
        assert "<img" not in page.text
        assert len(empty.get(f"/pictures/{name}.csv").text.splitlines()) == 1
    for name in ("attention", "map", "network"):
        drawn = empty.get(f"/pictures/{name}.svg")
        assert drawn.status_code == 200
        etree.fromstring(drawn.content)


def test_what_has_no_day_is_counted_and_said() -> None:
    days = [
        *(OnDay(when=f"2025-11-{day:02}", kind="ASSAULT", count=4) for day in range(1, 29)),
        OnDay(when=None, kind="ASSAULT", count=3),
        OnDay(when="2025", kind="AID", count=2),
        OnDay(when="2025-02-30", kind="AID", count=1),
        OnDay(when="1948-05-15", kind="AID", count=1),
    ]
    told = told_of_days("events", "", days)
    assert (told.unit, told.times[0], told.times[-1]) == ("day", "2025-11-01", "2025-11-28")
    assert (told.inexact, told.outside, sum(point.count for point in told.points)) == (6, 1, 112)
    notes = PICTURES["chronology"].say(told, Look(Manner("en"))).notes
    assert "6 have no date" in " ".join(notes)
    assert "1 lies outside" in " ".join(notes)


@pytest.fixture(scope="module")
def client(record_path: str) -> Iterator[TestClient]:
    """One browser for the files: the process that draws is started once."""
    with TestClient(create_app(record_path, WebSettings()), base_url=ADDRESS, follow_redirects=False) as made:
        yield made


def test_files_have_their_types_and_are_kept_until_they_change(client: TestClient) -> None:
    kinds = {"svg": "image/svg+xml", "png": "image/png", "json": "application/json"}
    for form, kind in kinds.items():
        address = f"/pictures/attention.{form}?lang=ar"
        answer = client.get(address)
        assert answer.headers["content-type"].startswith(kind)
        known = answer.headers["etag"]
        again = client.get(address, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        others = [client.get(f"/pictures/attention.{form}?{more}") for more in ("lang=en", "lang=ar&theme=dark")]
        assert known not in [other.headers["etag"] for other in others]
    policy = client.get("/pictures/attention.svg").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_the_chart_is_given_as_vega_lite(client: TestClient) -> None:
    spec = json.loads(client.get("/pictures/network.json?lang=en").content)
    assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    assert spec["datasets"]["nodes"]


def test_the_table_as_csv_has_all_rows(client: TestClient) -> None:
    told = rows(client, "/pictures/network.csv")
    assert list(told[0]) == ["one", "relation", "other", "wordings", "first", "last"]
    assert len(told) == len(client.get("/pictures.json?name=network").json()["rows"])


def test_what_there_is_not_is_refused(client: TestClient) -> None:
    for path in ("/pictures/nothing.svg", "/pictures/attention.svg?key=none", "/pictures/chronology.png?id=none"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["error"]["type"]) == (404, "not-found")
    assert client.get("/pictures/map.svg?since=gestern").json()["error"]["type"] == "date"


def test_vega_is_served_from_the_machine(client: TestClient) -> None:
    whole = client.get("/static/vega.js", headers={"Accept-Encoding": "identity"})
    assert whole.headers["content-type"].startswith("text/javascript")
    assert "vegaEmbed" in whole.text
    assert "immutable" in whole.headers["cache-control"]
    small = client.get("/static/vega.js")
    assert small.headers["content-encoding"] == "gzip"
    assert small.content == whole.content
    assert client.get("/static/vega.js", headers={"If-None-Match": whole.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_pages_show_their_pictures_and_work_without_script(client: TestClient, addresses: Any, lang: str) -> None:
    key, story = addresses["actor"][1]["key"], addresses["story"][1]["id"]
    pages = {"/overview": 1, f"/actor?key={key}": 3, "/events": 2, f"/story?id={story}": 1, "/outlets": 1}
    for path, least in pages.items():
        page = client.get(f"{path}{'&' if '?' in path else '?'}lang={lang}").text
        assert page.count("<img") >= least, path
        assert page.count("<img") == page.count('loading="lazy"')
        assert f"lang={lang}" in page.split("<img", 1)[1].split(">")[0]


def test_what_the_reader_chose_is_in_the_addresses(client: TestClient) -> None:
    auto = client.get("/pictures?name=attention&lang=en").text
    assert 'media="screen and (prefers-color-scheme: dark)"' in auto
    client.cookies.set("isnad_theme", "dark")
    dark = client.get("/pictures?name=attention&lang=en").text
    client.cookies.delete("isnad_theme")
    assert "prefers-color-scheme" not in dark
    assert "theme=dark" in dark.split("<img", 1)[1].split(">")[0]


def test_a_drawing_that_takes_too_long_is_ended_and_the_next_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Renderer()
    chart = alt.Chart(alt.Data(values=[{"a": 1}])).mark_bar().encode(x="a:Q").to_dict()
    monkeypatch.setattr(renderer, "PATIENCE", 0.01)
    with pytest.raises(RefusedError) as refused:
        made.drawn("one", chart, "svg")
    assert (refused.value.slug, refused.value.status) == ("picture", 503)
    monkeypatch.setattr(renderer, "PATIENCE", 60.0)
    assert made.drawn("one", chart, "svg").startswith(b"<svg")
    with pytest.raises(RefusedError):
        made.drawn("two", {"mark": "none"}, "svg")
    elsewhere = {**chart, "data": {"url": "http://127.0.0.1:9/rows.json"}}
    with pytest.raises(RefusedError):
        made.drawn("three", elsewhere, "svg")
    made.close()


def test_drawings_are_kept_up_to_a_size(monkeypatch: pytest.MonkeyPatch, drawing: Renderer) -> None:
    monkeypatch.setattr(renderer, "KEPT", 150_000)
    chart = alt.Chart(alt.Data(values=[{"a": 1}])).mark_bar().encode(x="a:Q").to_dict()
    first = drawing.drawn("first", chart, "svg")
    assert drawing.kept("first") is first
    drawing.drawn("second", chart, "svg")
    assert drawing.kept("first") is None
    assert drawing.kept("second") is not None


def test_actors_that_people_joined_are_one_in_what_is_counted(record: Record) -> None:
    with record.engine.connect() as connection:
        one, other = connection.execute(select(ties.c.one, ties.c.other).order_by(ties.c.tie)).first() or (0, 0)
        apart = strongest(connection, around=(one,), actors=50)
        joined = strongest(connection, around=(one, other), actors=50)
        days = happenings_on_days(connection, (one, other))
        each = [sum(day.count for day in happenings_on_days(connection, (number,))) for number in (one, other)]
        _, rows = attention_of(connection, Period.DAY, last=100, actors=(one, other))
    assert any(bond.independent for bond in apart.bonds)
    assert all(bond.one.key != bond.other.key for bond in joined.bonds)
    assert len({(bond.one.key, bond.relation, bond.other.key) for bond in joined.bonds}) == len(joined.bonds)
    assert max(each) <= sum(day.count for day in days) <= sum(each)
    assert rows
