"""Golden pages: what each CMS style must give, to the paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from isnad.ingest import read_paths
from isnad.model import Report

PAGES = sorted((Path(__file__).parent.parent / "pages").glob("*.html"))


def _read(page: Path) -> Report:
    (report,) = read_paths([str(page)])
    assert isinstance(report, Report), report
    return report


def _expected(page: Path) -> dict[str, object]:
    return yaml.safe_load(page.with_suffix(".yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_text_is_title_blank_line_and_every_paragraph_in_order(page: Path) -> None:
    report, expected = _read(page), _expected(page)
    lines = report.text.split("\n")
    posted = {
        line for post in report.posts for span in (post.words, post.signature) for line in [span.quote(report.text)]
    }
    assert lines[:2] == [expected["title"], ""]
    assert [line for line in lines[2:] if line not in posted] == expected["paragraphs"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_embedded_post_is_kept_with_its_signature(page: Path) -> None:
    report, expected = _read(page), _expected(page)
    found = [
        {
            "words": post.words.quote(report.text),
            "name": post.name.quote(report.text),
            "handle": post.handle,
            "posted": post.posted,
            "platform": post.platform,
        }
        for post in report.posts
    ]
    assert found == expected["posts"]
    for post in report.posts:
        assert report.text[post.words.end] == "\n"
        assert post.signature.quote(report.text).startswith("— ")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_furniture_leaks(page: Path) -> None:
    text = _read(page).text
    assert [phrase for phrase in _expected(page)["absent"] if phrase in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_metadata(page: Path) -> None:
    report, expected = _read(page), _expected(page)
    told = {key: expected[key] for key in ("title", "outlet", "author", "published", "url") if key in expected}
    assert {key: getattr(report, key) for key in told} == told
    assert report.origin is not None
    assert report.origin.encoding == expected.get("encoding", "utf-8")
    assert report.headline is not None
    assert report.headline.quote(report.text) == report.title
    assert report.id == page.stem
