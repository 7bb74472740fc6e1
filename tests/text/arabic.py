"""Cases and strategies for the tests of the text room."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

CASES = Path(__file__).parents[1] / "cases" / "text"
MARKS = "\u064b\u064c\u064e\u0650\u0651\u0652\u0653\u0654\u0670\u06d6\u0301"
CONTROLS = "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2069\ufeff\u00ad"
QUOTES = "\"“”„＂'‘’«»‹›"
_CHARACTERS = st.one_of(
    st.sampled_from("ابتثجحخدرسعفقكلمنهويءآأؤإئىةٱکیھ"),
    st.sampled_from(MARKS + "\N{ARABIC TATWEEL}"),
    st.sampled_from("ﻻﻷﻵﷲﷺﷻ﷽ﺍﻟﻤﻪﱠﹰﹼ"),
    st.sampled_from(CONTROLS),
    st.sampled_from(QUOTES),
    st.sampled_from("0123٤٥٦۷۸۹"),
    st.sampled_from(" \n\r\t\u00a0\u2028"),
    st.sampled_from(".،؛:؟!…-—()[]<>/@#_"),
    st.characters(exclude_categories=["Cs"]),
)
_PIECES = st.sampled_from(
    ["((", "))", "<<", ">>", "...", "\n\n", "https://", "a.b@c.org", "أ.ف.ب", "د. سالم", "قال: ", " و", '."', "قالَ "]
)
TEXTS = st.one_of(st.text(_CHARACTERS, max_size=80), st.lists(_CHARACTERS | _PIECES, max_size=40).map("".join))


def cases(name: str) -> list[Any]:
    """The cases of `tests/cases/text/NAME.yaml`."""
    found: list[Any] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def name(case: dict[str, Any]) -> str:
    """What a case is called in the report of a run."""
    return str(case["id"])
