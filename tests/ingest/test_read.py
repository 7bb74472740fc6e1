"""Reading paths: order, formats, ids, and errors that stand in the place of what cannot be read."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from isnad.errors import ReadError
from isnad.ingest import read_paths
from isnad.model import Report

TEXT = "افتتاح مكتبة في حي الزهور\n\nقال مدير المكتبة رامي النجار إن الأبواب مفتوحة كل يوم."


def _line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False)


def _read(path: Path, **settings: int) -> list[Report | ReadError]:
    return list(read_paths([str(path)], **settings))


def _slugs(items: list[Report | ReadError]) -> list[str]:
    return [item.slug if isinstance(item, ReadError) else "report" for item in items]


def _lines(tmp_path: Path, *lines: str, name: str = "reports.jsonl") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return path


def test_text_is_taken_exactly_as_given(tmp_path: Path) -> None:
    text = "  \u200fقال أحمد:\r\n\r\n\tنعم.  \n"
    (report,) = _read(
        _lines(tmp_path, _line(id="a", text=text, outlet="الساحل", published="2020-01-02T03:04:05+02:00"))
    )
    assert isinstance(report, Report)
    assert (report.text, report.outlet, report.published) == (text, "الساحل", "2020-01-02T03:04:05+02:00")


def test_bad_lines_leave_their_neighbours_alone(tmp_path: Path) -> None:
    path = _lines(
        tmp_path,
        _line(id="a", text=TEXT),
        "{broken",
        _line(id="c"),
        _line(id="d", text=7),
        _line(id="e", text=" \n "),
        '{"id": "f", "text": "قال \\ud800"}',
        '["a list"]',
        _line(id="h", text=TEXT + " "),
    )
    items = _read(path)
    assert _slugs(items) == ["report", "format", "format", "format", "empty-input", "encoding", "format", "report"]
    assert [item.identifier for item in items if isinstance(item, ReadError)] == [
        f"{path}:2",
        "c",
        "d",
        "e",
        "f",
        f"{path}:7",
    ]


def test_missing_id_is_made_from_the_text_and_stays(tmp_path: Path) -> None:
    first, second = (_read(_lines(tmp_path, _line(text=TEXT), name=name))[0] for name in ("a.jsonl", "b.jsonl"))
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert first.id == second.id != ""


def test_one_id_is_never_given_twice(tmp_path: Path) -> None:
    items = _read(_lines(tmp_path, _line(id="a", text=TEXT), _line(id="a", text=TEXT), _line(id="a", text="نص آخر")))
    assert _slugs(items) == ["report", "format", "format"]
    assert "repeated" in str(items[1])
    assert "duplicate id" in str(items[2])


@pytest.mark.parametrize(
    "whole",
    [
        json.dumps([{"id": "a", "text": TEXT}, {"id": "b"}, {"id": "c", "text": TEXT}], indent=1),
        json.dumps([{"id": "a", "text": TEXT}, {"id": "b"}, {"id": "c", "text": TEXT}]),
        f"[{_line(id='a', text=TEXT)}, {{broken}}, {_line(id='c', text=TEXT)}]",
    ],
)
def test_an_array_is_read_object_by_object(tmp_path: Path, whole: str) -> None:
    assert _slugs(_read(_lines(tmp_path, whole, name="array.json"))) == ["report", "format", "report"]


def test_one_object_over_many_lines(tmp_path: Path) -> None:
    path = _lines(tmp_path, json.dumps({"id": "a", "text": TEXT}, indent=2), name="one.json")
    assert _slugs(_read(path)) == ["report"]


def test_plain_text_keeps_line_ends_and_loses_only_the_mark(tmp_path: Path) -> None:
    path = tmp_path / "خبر.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    (report,) = _read(path)
    assert isinstance(report, Report)
    assert report.text == TEXT.replace("\n", "\r\n")
    assert (report.id, report.title) == ("خبر", "افتتاح مكتبة في حي الزهور")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1256", "iso8859-6"])
def test_encodings_of_arabic_text(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(encoding))
    (report,) = _read(path)
    assert isinstance(report, Report), report
    assert report.text == TEXT


@pytest.mark.parametrize(
    ("head", "author", "published"),
    [
        ("كتب: سعيد المر\n23 حزيران/يونيو 2020", "سعيد المر", "2020-06-23"),
        ("القاهرة - رويترز\nالثلاثاء ٥ مايو ٢٠٢٠", "رويترز", "2020-05-05"),
        ("أخبار الساحل – متابعات", "أخبار الساحل", None),
        ("كُتب بواسطة ندى كرم\n12 شوال 1441هـ الموافق 4 جوان 2020", "ندى كرم", "2020-06-04"),
        ("12 شوال 1441 هـ", None, None),
        ("نشر في: 3 غشت 2019 - 10:30", None, "2019-08-03"),
    ],
)
def test_byline_and_date_line_of_plain_text(
    tmp_path: Path, head: str, author: str | None, published: str | None
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"عودة الصيادين إلى المرفأ\n\n{head}\n\nعاد الصيادون إلى المرفأ صباح اليوم بعد أسبوع من التوقف.\n")
    (report,) = _read(path)
    assert isinstance(report, Report)
    assert (report.title, report.author, report.published) == ("عودة الصيادين إلى المرفأ", author, published)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2018-05-29", "2018-05-29"),
        ("2018-05", "2018-05"),
        ("2018", "2018"),
        ("2018-05-29T10:00:00+02:00", "2018-05-29T10:00:00+02:00"),
        ("2018-05-29 10:00", "2018-05-29"),
        ("2018-02-31", "2018-02"),
        ("أمس", None),
        (20, None),
    ],
)
def test_published_keeps_its_valid_beginning(tmp_path: Path, given: object, kept: str | None) -> None:
    (report,) = _read(_lines(tmp_path, _line(id="a", text=TEXT, published=given)))
    assert isinstance(report, Report)
    assert report.published == kept


def test_title_that_is_not_in_the_text_is_kept_without_a_headline(tmp_path: Path) -> None:
    (report,) = _read(_lines(tmp_path, _line(id="a", text=TEXT, title="عنوان آخر")))
    assert isinstance(report, Report)
    assert (report.title, report.headline) == ("عنوان آخر", None)


def test_directories_are_walked_in_order_and_streams_are_sniffed(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x.txt").write_text("نص أول")
    (tmp_path / "a.txt").write_text("نص ثان")
    (tmp_path / "x.txt").write_text("نص ثالث")
    (tmp_path / "skip.pdf").write_text("x")
    with gzip.open(tmp_path / "c.jsonl.gz", "wt") as stream:
        stream.write(_line(id="c", text=TEXT))
    reports = _read(tmp_path)
    assert [item.id for item in reports if isinstance(item, Report)] == ["a", f"{tmp_path}/b/x", "c", f"{tmp_path}/x"]
    for data, kind in [
        (_line(id="z", text=TEXT).encode(), "application/x-ndjson"),
        (b"<html><body><p>" + TEXT.encode() + b"</p></body></html>", "text/html"),
        (TEXT.encode(), "text/plain"),
        (gzip.compress(TEXT.encode()), "text/plain"),
    ]:
        (report,) = read_paths(["-"], stdin=io.BytesIO(data))
        assert isinstance(report, Report)
        assert report.origin is not None
        assert report.origin.media_type == kind


def test_hostile_inputs_give_one_clear_error_each(tmp_path: Path) -> None:
    inputs = {
        "empty.txt": b"",
        "empty.jsonl": b"",
        "blank.html": b"  ",
        "binary.txt": bytes(range(256)) * 40,
        "image.html": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        "french.txt": "été à la plage, déjà là".encode("latin-1"),
        "broken.jsonl.gz": gzip.compress(b"x" * 9)[:-9],
        "nogz.warc.gz": b"hello",
        "tags.html": b"<html><body></body></html>",
    }
    for name, data in inputs.items():
        (tmp_path / name).write_bytes(data)
        items = _read(tmp_path / name)
        assert len([item for item in items if isinstance(item, ReadError)]) >= 1, (name, items)
        assert not [item for item in items if isinstance(item, Report)], (name, items)
        assert all(name.split(".")[0] in item.identifier for item in items if isinstance(item, ReadError))
    (missing,) = _read(tmp_path / "no\0such")
    assert isinstance(missing, ReadError)


@pytest.mark.parametrize("suffix", ["jsonl", "txt", "html", "json", "bin"])
def test_fifty_megabytes_of_one_line_are_refused_quickly(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"long.{suffix}"
    with path.open("wb") as stream:
        for _ in range(50):
            stream.write("ق".encode() * (1 << 19))
    started = time.perf_counter()
    assert _slugs(_read(path)) == ["too-large"]
    assert time.perf_counter() - started < 3


def test_a_long_line_between_good_ones(tmp_path: Path) -> None:
    good, last = _line(id="a", text=TEXT), _line(id="c", text=TEXT)
    path = _lines(tmp_path, good, _line(id="b", text="ق" * 5_000_000), _line(id="d", text="ق" * 1_500), last)
    assert _slugs(_read(path, max_characters=1_000)) == ["report", "too-large", "too-large", "report"]


def test_ten_thousand_nested_marks_and_tags(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قال: " + "«" * 10_000 + "نعم" + "»" * 10_000)
    (tmp_path / "b.html").write_text("<div>" * 10_000 + "<p>قال المدير إن العمل يبدأ غدا في كل الفروع.</p>")
    (tmp_path / "c.jsonl").write_text("[" * 100_000 + "\n" + _line(id="c", text=TEXT) + "\n")
    items = _read(tmp_path)
    assert isinstance(items[0], Report)
    assert len(items) >= 2


def test_importing_is_quick_and_loads_no_html_library() -> None:
    slow = ("lxml", "trafilatura", "readability", "fastwarc")
    code = f"import sys, isnad.ingest; print([name for name in {slow} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
