"""The words for channels and types in queries."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest
import yaml

from isnad.model import Channel, EventType
from isnad.store.search.values import value_words
from isnad.text import fold

WORDS = yaml.safe_load(files("isnad").joinpath("data", "words", "query.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("field", "values"), [("channel", Channel), ("type", EventType)])
def test_every_word_means_a_value_that_there_is(field: str, values: type[Channel] | type[EventType]) -> None:
    assert set(value_words(field).values()) <= {str(value) for value in values}
    assert len(value_words(field)) > 10


@pytest.mark.parametrize("field", WORDS)
def test_no_word_means_two_values(field: str) -> None:
    counts = Counter(fold(word) for words in WORDS[field].values() for word in words)
    assert [word for word, count in counts.items() if count > 1] == []
