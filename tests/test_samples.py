"""The sample reports in the package are whole, readable and agree with what is expected of them."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

import isnad

SAMPLES = Path(isnad.__file__).parent / "data" / "samples"
OUTLETS = ("arjwan", "qindil", "rawasi", "shurfa", "zellij")
KINDS = {"direct", "indirect", "mixed"}
CHANNELS = {
    *("tweet", "social", "interview", "press_conference", "statement", "speech"),
    *("phone", "letter", "report", "media", "meeting", "unspecified"),
}
FIELDS = {"id", "outlet", "published", "url", "title", "author", "text"}


def encoding_of(page: bytes) -> str:
    """The encoding that a page declares; UTF-8 for what declares none."""
    found = re.search(rb"charset=[\"']?([\w-]+)", page[:2000], re.IGNORECASE)
    return found[1].decode("ascii") if found else "utf-8"


def lines() -> list[dict[str, Any]]:
    """The reports of the JSON Lines file."""
    return [json.loads(line) for line in (SAMPLES / "reports.jsonl").read_text(encoding="utf-8").splitlines()]


def files() -> list[Path]:
    """The reports that are files of their own."""
    return sorted(path for path in SAMPLES.iterdir() if path.suffix in {".html", ".txt"})


def texts() -> list[tuple[str, str]]:
    """Id and text of every report; a page's text is its source."""
    read = [(path.stem, path.read_bytes()) for path in files()]
    return [(report["id"], report["text"]) for report in lines()] + [
        (id, page.decode(encoding_of(page))) for id, page in read
    ]


def expected() -> dict[str, Any]:
    """What `expected.yaml` says."""
    document: dict[str, Any] = yaml.safe_load((SAMPLES / "expected.yaml").read_text(encoding="utf-8"))
    return document


def test_there_are_thirty_reports_of_five_outlets_with_unique_ids() -> None:
    ids = [id for id, _ in texts()]
    assert len(ids) == len(set(ids)) == 30
    assert Counter(id.split("-")[0] for id in ids) == dict.fromkeys(OUTLETS, 6)


def test_ids_carry_a_date_of_the_fortnight() -> None:
    for id, _ in texts():
        dated = re.fullmatch(r"[a-z]+-2025-11-(\d\d)-[a-z-]+", id)
        assert dated, id
        assert 2 <= int(dated[1]) <= 15, id


def test_lines_have_all_fields_and_the_headline_first() -> None:
    for report in lines():
        assert set(report) == FIELDS, report["id"]
        assert report["text"].startswith(report["title"] + "\n\n"), report["id"]
        assert re.match(r"https://[a-z-]+\.example/", report["url"]), report["id"]
        assert report["published"].startswith(report["id"].split("-", 1)[1][:10]), report["id"]


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_file_decodes_in_its_declared_encoding(path: Path) -> None:
    page = path.read_bytes()
    text = page.decode(encoding_of(page))
    assert re.search(r"[\N{ARABIC LETTER HAMZA}-\N{ARABIC LETTER YEH}]{3}", text)
    assert "\N{REPLACEMENT CHARACTER}" not in text


def test_pages_come_in_two_encodings_and_with_embedded_posts() -> None:
    pages = [path.read_bytes() for path in files() if path.suffix == ".html"]
    assert len(pages) == 10
    assert Counter(map(encoding_of, pages))["windows-1256"] == 2
    assert sum(b'class="twitter-tweet"' in page or b'class="fb-post"' in page for page in pages) >= 4


def test_every_report_has_expectations_and_no_other() -> None:
    assert set(expected()["reports"]) == {id for id, _ in texts()}


@pytest.mark.parametrize(("id", "text"), texts(), ids=[id for id, _ in texts()])
def test_expected_words_stand_in_the_report(id: str, text: str) -> None:
    wanted = expected()["reports"][id]
    assert wanted["statements"]
    for statement in wanted["statements"]:
        assert set(statement) == {"speaker", "content_starts", "kind", "channel"}
        assert statement["content_starts"] in text
        assert statement["speaker"].strip()
        assert statement["kind"] in KINDS
        assert statement["channel"] in CHANNELS
    for refused in wanted["not_statements"]:
        assert refused["quote"] in text
        assert refused["reason"]


def test_there_are_enough_expectations() -> None:
    reports = expected()["reports"].values()
    assert sum(len(report["statements"]) for report in reports) >= 60
    assert sum(len(report["not_statements"]) for report in reports) >= 15


def test_copies_are_of_one_day_and_of_different_outlets() -> None:
    ids = {id for id, _ in texts()}
    for group in expected()["copies"]:
        assert set(group) <= ids
        assert len({id.split("-")[0] for id in group}) == len(group)
        assert len({id.split("-", 1)[1][:10] for id in group}) == 1
