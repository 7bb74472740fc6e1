"""The page on what holds across reports names every field and value of its records."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from isnad.model.chronology import Chronology, Entry
from isnad.model.happening import Field, Happening, HappeningKind, Telling, Value, Verdict, Wording

PAGE = (Path(__file__).parents[2] / "docs" / "resolve.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "record", [Happening, Telling, Field, Value, Wording, Entry, Chronology], ids=lambda record: record.__name__
)
def test_every_field_is_described(record: type[Any]) -> None:
    assert [name for name in record.__struct_fields__ if not re.search(rf"`{name}`", PAGE)] == []


def test_every_value_is_described() -> None:
    assert [value for value in [*Verdict, *HappeningKind] if f"`{value}`" not in PAGE] == []
