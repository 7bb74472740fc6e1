"""Words of a hit in pieces."""

from __future__ import annotations

import pytest
from lxml.html import fromstring
from starlette.testclient import TestClient

from isnad.model import Span
from isnad.store.search.snippets import Snippet
from isnad.web.pieces import Piece, pieces

WORDS = "قصفت قوات زليج المرفأ"


def test_words_that_are_meant_may_lie_in_across_and_outside_those_that_were_asked_for() -> None:
    snippet = Snippet(Span(10, 10 + len(WORDS)), WORDS, (Span(15, 24),))
    assert list(pieces(snippet, Span(10, 19))) == [
        Piece("قصفت ", False, True),
        Piece("قوات", True, True),
        Piece(" زليج", True, False),
        Piece(" المرفأ", False, False),
    ]
    assert list(pieces(snippet, Span(90, 95))) == list(pieces(snippet))
    assert "".join(piece.words for piece in pieces(snippet)) == WORDS
    assert list(pieces(None, Span(0, 1))) == []


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_hits_of_events_tell_and_mark_the_words_that_are_meant(client: TestClient, lang: str) -> None:
    page = fromstring(client.get(f"/search?in=events&lang={lang}").content)
    hits = page.find_class("hit")
    assert hits
    for hit in hits:
        (told,) = hit.xpath(".//h2//bdi[contains(@class, 'meant')]")
        marked = "".join(one.text_content() for one in hit.xpath(".//p[@class='snippet']//strong"))
        assert marked == told.text_content() != ""
    assert not fromstring(client.get("/search?in=statements").content).find_class("meant")
