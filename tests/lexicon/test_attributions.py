"""Lists of what attributes without a verb of saying."""

from __future__ import annotations

from isnad.lexicon import attributions
from isnad.text import fold


def test_the_lists_hold_normalised_words() -> None:
    lists = attributions()
    for words in (lists.implicit_heads, lists.norms, lists.silent):
        assert words
        assert words == {fold(word) for word in words}


def test_background_formulas_are_kept_by_first_word_the_longest_first() -> None:
    background = attributions().background
    assert tuple(fold("الجدير بالذكر").split()) in background[fold("الجدير")]
    for first, formulas in background.items():
        assert {words[0] for words in formulas} == {first}
        assert [len(words) for words in formulas] == sorted((len(words) for words in formulas), reverse=True)


def test_well_known_words() -> None:
    assert fold("تعبير") in attributions().implicit_heads
    assert fold("القانون").removeprefix("ال") in attributions().norms
