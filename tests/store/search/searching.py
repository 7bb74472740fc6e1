"""Cases, strategies and a small index for the tests of search."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from isnad.store.search import keys

CASES = Path(__file__).parents[2] / "cases" / "store"
PIECES = st.sampled_from(
    [
        "OR",
        "أو",
        "-",
        "NOT ",
        "AND",
        "(",
        ")",
        '"',
        "«",
        "»",
        "“",
        "”",
        "„",
        "speaker:",
        "من:",
        "2018-05",
        "قال",
        "هدنة",
        "'",
        "*",
        ":",
        " ",
    ]
)
TYPED = st.lists(PIECES | st.text(max_size=4), max_size=14).map("".join)
TEXTS = st.lists(
    st.sampled_from(["وللسيسي", "قالَ", " ", "\n", "، ", "الرئيـس", "٢٥", "ﷺ", "😀", "\u200f", "é", "1,500"])
    | st.text(max_size=3),
    max_size=60,
).map("".join)


def cases(name: str) -> list[Any]:
    """The cases of `tests/cases/store/NAME.yaml`."""
    found: list[Any] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def name(case: dict[str, Any]) -> str:
    """What a case is called in the report of a run."""
    return str(case["id"])


def index(texts: Iterable[str]) -> sqlite3.Connection:
    """A full-text index of texts, numbered from 1."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE report USING fts5(words, further)")
    connection.executemany("INSERT INTO report VALUES (?, ?)", [keys(text) for text in texts])
    return connection
