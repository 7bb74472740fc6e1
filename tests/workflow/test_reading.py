"""`isnad.read`: one text in a program or a notebook."""

from __future__ import annotations

from html import unescape

import pytest

import isnad
from isnad.errors import ReadError

TEXT = "الوزير يعد بفتح الطريق\n\nقال الوزير سامر الهلالي أمس إن الطريق الساحلية ستفتح غدا."


def test_the_layers_of_a_text_quote_it() -> None:
    found = isnad.read(TEXT, outlet="أرجوان", published="2025-11-04")
    statement = found.layers.statements[0]
    assert found.report.text == TEXT
    assert statement.speaker == "سامر الهلالي"
    assert statement.cue.quote(TEXT) == "قال"
    assert {time.value for time in found.layers.times} == {"2025-11-03", "2025-11-05"}


def test_without_a_date_what_is_relative_stays_unresolved() -> None:
    assert all(time.value is None or "2025" not in time.value for time in isnad.read(TEXT).layers.times)


def test_a_text_has_one_name_whenever_it_is_read() -> None:
    assert isnad.read(TEXT).report.id == isnad.read(TEXT).report.id
    assert isnad.read(TEXT, id="a-1").report.id == "a-1"


@pytest.mark.parametrize(("text", "published"), [("", None), (" \n", None), (TEXT, "yesterday")])
def test_what_cannot_be_read_says_why(text: str, published: str | None) -> None:
    with pytest.raises(ReadError):
        isnad.read(text, published=published)


def test_a_notebook_shows_the_text_in_a_frame_that_runs_nothing() -> None:
    shown = isnad.read(TEXT + "\n<script>alert(1)</script>")._repr_html_()
    assert shown.startswith("<iframe sandbox ")
    assert "<script" not in shown
    assert "<script" not in unescape(shown.split('srcdoc="')[1])
    assert "سامر الهلالي" in shown
