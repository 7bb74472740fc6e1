"""How many reports of a large background archive have each term, so that a small archive knows which words are rare.

`data/models/terms.npz` holds the terms of 31,166 reports of 2018 as numbers (`term_of`), from which no text can be
made, with the logarithm of their counts in a byte; `terms.json` is its card.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources
from io import BytesIO
from typing import Final

import numpy as np
import pyarrow as pa

from isnad.errors import ModelError

STEP: Final = 0.05  # of the natural logarithm of a count, one unit of the stored byte


@cache
def background() -> tuple[int, pa.Table]:
    """The number of background reports, and a table `term`, `reports`: how many of them have the term.

    Terms of fewer than four reports are left out.

    Raises:
        ModelError: if the file is missing, or is not the one that its card names.
    """
    folder = resources.files("isnad") / "data" / "models"
    try:
        card = json.loads((folder / "terms.json").read_text(encoding="utf-8"))
        data = (folder / "terms.npz").read_bytes()
    except (OSError, ValueError) as error:
        raise ModelError(f"terms.npz: {error}; install the package again") from error
    if hashlib.sha256(data).hexdigest() != card["sha256"]:
        raise ModelError("terms.npz is not the file that terms.json names; install the package again")
    with np.load(BytesIO(data)) as arrays:
        terms = np.cumsum(arrays["steps"]).astype(np.int64)
        counts = np.exp(arrays["logarithms"].astype(np.float64) * STEP)
    return int(card["reports"]), pa.table({"term": terms, "reports": counts.round().astype(np.int32)})
