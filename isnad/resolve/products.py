"""The scalar products of many pairs of sparse vectors, a vector a report.

A pair costs as many steps as the second vector has entries: the first one is laid out over all terms once for all its
pairs, and stays in the processor's cache, where a join in a database looks up each entry in one large table.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.integer]
Values = npt.NDArray[np.float64]
_BLOCK: Final = 50_000  # pairs whose entries are held at a time
_DIGITS: Final = 7  # so that the order of adding up is no matter


class Rows(NamedTuple):
    """A sparse vector a report: that of report n has the entries from `starts[n]` to `starts[n + 1]`."""

    starts: npt.NDArray[np.int64]
    terms: Numbers
    values: Values

    @classmethod
    def of(cls, count: int, reports: Numbers, terms: Numbers, values: Values) -> Rows:
        """The vectors of `count` reports, out of entries that are in order of their reports."""
        return cls(np.searchsorted(reports, np.arange(count + 1)), terms, values)


def products(one: Numbers, other: Numbers, first: Rows, second: Rows) -> Values:
    """The product of `first` of one and `second` of the other, for each pair.

    Args:
        one: The reports on the one side, in order.
        other: Those on the other side.
        first: The vectors of the one side.
        second: Those of the other; their terms are numbered alike.
    """
    width = max((int(rows.terms.max(initial=0)) for rows in (first, second)), default=0) + 1
    flat = np.zeros(width)
    found = np.zeros(len(one))
    for at in range(0, len(one), _BLOCK):
        block = slice(at, at + _BLOCK)
        found[block] = _products(one[block], other[block], first, second, flat)
    return found.round(_DIGITS)


def _products(one: Numbers, other: Numbers, first: Rows, second: Rows, flat: Values) -> Values:
    sizes = second.starts[other + 1] - second.starts[other]
    ends = np.cumsum(sizes)
    entries = np.arange(ends[-1]) + np.repeat(second.starts[other] - ends + sizes, sizes)
    terms, values = second.terms[entries], second.values[entries]
    runs = np.flatnonzero(np.diff(one, prepend=-1, append=-1))
    for begin, end in zip(runs[:-1].tolist(), runs[1:].tolist(), strict=True):
        mine = slice(first.starts[one[begin]], first.starts[one[begin] + 1])
        here = slice(ends[begin] - sizes[begin], ends[end - 1])
        flat[first.terms[mine]] = first.values[mine]
        values[here] *= flat[terms[here]]
        flat[first.terms[mine]] = 0
    summed: Values = np.bincount(np.repeat(np.arange(len(one)), sizes), values, minlength=len(one)).astype(np.float64)
    return summed
