"""What nobody holds is given back between two steps."""

from __future__ import annotations

import ctypes
import gc
import weakref

import pytest

from isnad.lexicon.nouns import places
from isnad.resolve import terms
from isnad.workflow import memory
from isnad.workflow.collecting import uncollected


class Ring:
    """Refers to itself."""

    def __init__(self) -> None:
        self.me = self


def test_what_stands_in_a_circle_goes_although_the_collector_rests() -> None:
    with uncollected():
        seen = weakref.ref(Ring())
        assert seen() is not None
        memory.give_back()
        assert seen() is None
        assert not gc.isenabled()


def test_what_is_remembered_of_words_goes_and_word_lists_stay() -> None:
    assert terms.term_of("جسر")
    lists = places()
    assert terms.term_of.cache_info().currsize
    memory.give_back()
    assert not terms.term_of.cache_info().currsize
    assert places() is lists


def test_a_library_that_gives_nothing_back_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    memory._trim.cache_clear()
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    assert memory._trim()(0) is None
    memory.give_back()
    memory._trim.cache_clear()
