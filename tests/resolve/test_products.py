"""Scalar products of pairs of sparse vectors."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from isnad.resolve.products import Rows, products

VECTORS = st.lists(st.lists(st.integers(-3, 3), min_size=5, max_size=5), min_size=1, max_size=6)


@given(VECTORS)
def test_each_pair_has_the_product_that_its_full_vectors_have(vectors: list[list[int]]) -> None:
    full = np.array(vectors, dtype=np.float64)
    reports, terms = np.nonzero(full)
    rows = Rows.of(len(full), reports, terms, full[reports, terms])
    one, other = (side.ravel() for side in np.indices((len(full), len(full))))
    assert products(one, other, rows, rows).tolist() == (full @ full.T).ravel().tolist()


def test_no_pairs_have_no_products() -> None:
    none = np.zeros(0, np.int64)
    rows = Rows.of(0, none, none, np.zeros(0))
    assert products(none, none, rows, rows).tolist() == []
