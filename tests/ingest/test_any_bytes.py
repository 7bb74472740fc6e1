"""Whatever the bytes: reports or ReadErrors, and every span of a report lies in its text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isnad.errors import ReadError
from isnad.ingest import read_paths
from isnad.model import Report
from isnad.text.chrome import find_chrome
from isnad.text.posts import find_posts

SUFFIXES = ["jsonl", "json", "txt", "html", "warc", "warc.gz", "jsonl.gz", "bin"]
PIECES = st.sampled_from(
    [
        "قال المدير إن العمل يبدأ غدا. ",
        "\n",
        "\r\n",
        "\n\n",
        "— سعد (@saad) June 23, 2020",
        "\N{EM DASH} ",
        "- ",
        "(@x)",
        "3 مايو 2020",
        "Menu",
        "أُترك رد",
        "كتب: سعيد المر",
        "اقرأ أيضاً: عنوان",
        "----------",
        "Posted by ",
        "\N{RIGHT-TO-LEFT MARK}",
        " ",
        "<p>",
        "</div>",
        "<br><br>",
        '<blockquote class="twitter-tweet">',
        "</blockquote>",
        '<div class="share">',
        "<table><td>",
        "<!--",
        "<script>",
        '{"id": 1, "text": "',
        '"}',
        "\\ud800",
        "[",
        "\0",
        "İ",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=25).map("".join)
QUICK = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _check(path: Path) -> None:
    for item in read_paths([str(path)], max_characters=10_000):
        assert isinstance(item, Report | ReadError)
        if isinstance(item, ReadError):
            assert item.identifier
            assert str(item)
            continue
        spans = [*item.chrome, *([item.headline] if item.headline else [])]
        for post in item.posts:
            spans += [post.words, post.signature, post.dash, post.name]
            assert post.signature.contains(post.dash)
            assert post.signature.contains(post.name)
            assert not post.words.overlaps(post.signature)
        for span in spans:
            assert span.quote(item.text).strip() == span.quote(item.text) != ""


@pytest.mark.parametrize("suffix", SUFFIXES)
@QUICK
@given(data=st.binary(max_size=300) | TEXTS.map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_in_any_format(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"any.{suffix}"
    path.write_bytes(data)
    _check(path)


@QUICK
@given(text=TEXTS, title=TEXTS)
def test_any_json_text(tmp_path: Path, text: str, title: str) -> None:
    path = tmp_path / "any.jsonl"
    path.write_text(json.dumps({"id": "a", "text": text, "title": title}))
    _check(path)
    (item,) = read_paths([str(path)])
    assert isinstance(item, ReadError) or item.text == text


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_chrome_marks_whole_lines(text: str) -> None:
    for span in find_chrome(text):
        line = text[text.rfind("\n", 0, span.start) + 1 :].split("\n", 1)[0]
        assert span.quote(text) in line
    for post in find_posts(text):
        assert post.words.quote(text).strip()
