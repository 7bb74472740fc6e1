"""Classes of nouns by word form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.lexicon import Noun, labels, masdar_shape, outlets, places, word
from isnad.text import fold


@pytest.mark.parametrize(
    ("form", "noun", "stem", "conjunction", "preposition", "article"),
    [
        ("وزير", Noun.TITLE, "وزير", "", "", False),
        ("الوزيرة", Noun.TITLE, "وزيره", "", "", True),
        ("والوزارة", Noun.BODY, "وزاره", "و", "", True),
        ("للحكومة", Noun.BODY, "حكومه", "", "ل", True),
        ("وبالبيان", Noun.DOCUMENT, "بيان", "و", "ب", True),
        ("تونس", Noun.PLACE, "تونس", "", "", False),
        ("مصادر", Noun.UNNAMED, "مصادر", "", "", False),
    ],
)
def test_classes(form: str, noun: int, stem: str, conjunction: str, preposition: str, article: bool) -> None:
    found = word(fold(form))
    assert found.classes & noun
    assert found[1:5] == (stem, conjunction, preposition, article)


def test_a_possessive_pronoun_is_told() -> None:
    found = word(fold("وزارتهم"))
    assert found.pronoun
    assert found.classes & Noun.BODY


def test_an_unknown_word_keeps_its_article_apart() -> None:
    assert word(fold("الزقزوق"))[1:5] == ("زقزوق", "", "", True)
    assert word(fold("زقزوق"))[1:5] == ("زقزوق", "", "", False)


@pytest.mark.parametrize(("stem", "is_one"), [("تصعيد", True), ("استقبال", True), ("بيت", False), ("اسلام", False)])
def test_shapes_of_verbal_nouns(stem: str, is_one: bool) -> None:
    assert masdar_shape(stem) is is_one


def test_the_lists_are_normalised() -> None:
    assert places() == {fold(place) for place in places()}
    assert labels() == {fold(label) for label in labels()}
    assert all(part == fold(part) for name in outlets() for part in name)


def test_longer_names_of_outlets_come_first() -> None:
    lengths = [len(name) for name in outlets()]
    assert lengths == sorted(lengths, reverse=True)
    assert len(set(outlets())) == len(outlets())


@given(st.text(st.sampled_from("ابتسعلموينهكف"), min_size=1, max_size=10))
def test_any_word_can_be_asked_for(form: str) -> None:
    found = word(form)
    assert found.stem in form
    assert form.startswith(found.conjunction + found.preposition)
