"""Pieces of reports around what a query found."""

from __future__ import annotations

from hypothesis import given
from searching import TEXTS

from isnad.store.search import compile_query, matches, parse, snippet

FILLING = "تواصلت المشاورات بين الأطراف طوال اليوم في العاصمة دون نتيجة تذكر. " * 8
TEXT = FILLING + "وقال الوزيرُ للصحفيين إن الهُدنة قائمة. " + FILLING


def marked(query: str, text: str) -> list[str]:
    return [span.quote(text) for span in matches(text, compile_query(parse(query)))]


def test_inflected_words_are_marked_with_their_marks() -> None:
    assert marked("وزير هدنة", TEXT) == ["الوزيرُ", "الهُدنة"]


def test_phrases_are_marked_as_written() -> None:
    assert marked('"الوزيرُ للصحفيين" -قائمة', TEXT) == ["الوزيرُ للصحفيين"]


def test_the_piece_stands_around_the_matches() -> None:
    found = snippet(TEXT, compile_query(parse("وزير هدنة")))
    assert found
    assert [span.quote(TEXT) for span in found.matches] == ["الوزيرُ", "الهُدنة"]
    assert "وقال الوزيرُ للصحفيين" in found.quote
    assert 120 <= len(found.quote) <= 175


def test_the_piece_with_most_of_the_query_is_chosen() -> None:
    text = f"الوزير غائب. {FILLING} الوزير وافق على هدنة."
    found = snippet(text, compile_query(parse("وزير هدنة")))
    assert found
    assert found.quote.endswith("الوزير وافق على هدنة.")


def test_a_text_without_matches_shows_its_beginning() -> None:
    found = snippet(TEXT, compile_query(parse("غائب")))
    assert found
    assert TEXT.startswith(found.quote)
    assert not found.matches


def test_a_text_without_words_shows_nothing() -> None:
    assert snippet(" \n", compile_query(parse("هدنة"))) is None


@given(TEXTS)
def test_pieces_are_of_the_text_and_hold_their_matches(text: str) -> None:
    found = snippet(text, compile_query(parse("سيسي OR 25")), length=20)
    if found:
        assert found.quote == found.span.quote(text)
        assert all(found.span.contains(match) for match in found.matches)
        assert bool(found.matches) == bool(matches(text, compile_query(parse("سيسي OR 25"))))
