"""Groups out of scored pairs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from isnad.resolve.linkage import joined

PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), st.floats(0.01, 0.99)
)


def test_what_is_alike_is_joined_and_what_hangs_on_one_link_is_not() -> None:
    pairs = [(0, 1, 0.9), (0, 2, 0.9), (1, 2, 0.9), (2, 3, 0.7)]
    assert joined(5, pairs, 0.5) == [0, 0, 0, 3, 4]


def test_what_is_held_together_stays_together() -> None:
    assert joined(4, [], 0.5, held=[[3, 1]]) == [0, 1, 2, 1]


@given(PAIRS, st.randoms())
def test_the_order_of_the_pairs_is_no_matter(pairs: dict[tuple[int, int], float], random: object) -> None:
    told = [(one, other, score) for (one, other), score in pairs.items()]
    shuffled = told[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert joined(10, told, 0.5) == joined(10, shuffled, 0.5)


@given(PAIRS)
def test_a_group_is_called_by_its_lowest_number(pairs: dict[tuple[int, int], float]) -> None:
    homes = joined(10, [(one, other, score) for (one, other), score in pairs.items()], 0.4)
    assert all(homes[home] == home <= thing for thing, home in enumerate(homes))
