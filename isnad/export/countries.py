"""Countries by ISO 3166-1 alpha-2 code, for formats that write them otherwise."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Country(NamedTuple):
    """A country's ISO 3166-1 alpha-3 and numeric code, and its English name."""

    alpha3: str
    numeric: int
    name: str


@cache
def _countries() -> dict[str, Country]:
    lines = (files("isnad") / "data" / "countries.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {alpha2: Country(alpha3, int(numeric), name) for alpha2, alpha3, numeric, name in rows}


def country(code: str | None) -> Country | None:
    """The country of an alpha-2 code, None for none and for codes that the standard does not have.

    >>> country("LY")
    Country(alpha3='LBY', numeric=434, name='Libya')
    """
    return _countries().get(code or "")
