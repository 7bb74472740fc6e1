"""Words that a person quotes are found where they stand, and where he means them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.errors import JudgementError, SeveralPlacesError
from isnad.store.quotations import meant, standing

TEXT = "وصل نادر إلى سرملة.\nقال نادر: سنبقى  في\nسرملة. وقال جابر: سيبقى نادر لسرملة."


def places(words: str) -> list[int]:
    return [span.start for span in standing(words, TEXT)]


def test_words_that_stand_alone_come_before_those_inside_others() -> None:
    assert places("قال") == [TEXT.index("قال نادر")]
    assert places("سرملة") == [TEXT.index("سرملة"), TEXT.index("سرملة. وقال")]
    assert places("لسرمل") == [TEXT.index("لسرملة")]


def test_white_space_counts_as_one_blank() -> None:
    assert meant(" سنبقى في سرملة ", TEXT).quote(TEXT) == "سنبقى  في\nسرملة"


def test_of_several_places_that_in_the_sentence_of_others_is_meant() -> None:
    with pytest.raises(SeveralPlacesError) as told:
        meant("نادر", TEXT)
    assert [TEXT[start:end] for start, end in told.value.places] == ["نادر"] * 3
    assert meant("نادر", TEXT, near=meant("سيبقى", TEXT)).start == TEXT.rindex("نادر")
    with pytest.raises(SeveralPlacesError):
        meant("نادر", TEXT, near=standing("سرملة", TEXT)[1])


def test_a_place_to_which_a_person_points_counts_also_inside_a_word() -> None:
    place = TEXT.index("لسرملة") + 1
    assert meant("سرملة", TEXT, begins=[3, place]).start == place
    with pytest.raises(SeveralPlacesError):
        meant("سرملة", TEXT, begins=[3])


LETTERS = "قل\N{ARABIC FATHA} \n."


@given(st.text(LETTERS, max_size=5), st.text(LETTERS, max_size=40), st.lists(st.integers(-5, 50), max_size=3))
def test_any_words_stand_where_they_are_found_or_are_refused(words: str, text: str, begins: list[int]) -> None:
    try:
        found = meant(words, text, begins=begins)
    except JudgementError:
        return
    assert found.quote(text).split() == words.split()
