"""What people call the values of a field in a query, from `isnad/data/words/query.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from isnad.text import fold


@cache
def value_words(field: str) -> dict[str, str]:
    """The value that each word means, words folded; `field` is `channel` or `type`.

    >>> value_words("channel")[fold("تغريدة")], value_words("type")[fold("قصف")]
    ('tweet', 'ASSAULT')
    """
    text = files("isnad").joinpath("data", "words", "query.yaml").read_text(encoding="utf-8")
    return {fold(word): value for value, words in yaml.safe_load(text)[field].items() for word in words}
