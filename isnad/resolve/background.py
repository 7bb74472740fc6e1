"""How many reports of a large background archive have each term, so that a small archive knows which words are rare.

`data/models/terms.npz` holds the terms of 31,166 reports of 2018 as numbers (`term_of`), from which no text can be
made, with the logarithm of their counts in a byte; `terms.json` is its card.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import pyarrow as pa

from isnad.lexicon.models import ModelCard, read_model

FORMAT: Final = 1
STEP: Final = 0.05  # of the natural logarithm of a count, one unit of the stored byte


class Card(ModelCard, frozen=True):
    """What `terms.json` says: how many reports were counted."""

    reports: int


@cache
def background() -> tuple[int, pa.Table]:
    """The number of background reports, and a table `term`, `reports`: how many of them have the term.

    Terms of fewer than four reports are left out.

    Raises:
        ModelError: if the file is missing, or is not the one that its card names.
    """
    card, arrays = read_model("terms", "term counts", Card, FORMAT)
    terms = np.cumsum(arrays["steps"]).astype(np.int64)
    counts = np.exp(arrays["logarithms"].astype(np.float64) * STEP)
    return card.reports, pa.table({"term": terms, "reports": counts.round().astype(np.int32)})
