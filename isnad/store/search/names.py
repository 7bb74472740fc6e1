"""A pasted list of names, one search each."""

from __future__ import annotations

import csv
import re

from isnad.text import fold

_BULLET = re.compile(r"^\s*(?:[-–—*•·●○▪◦‣]+|[(\[]?[\d٠-٩]{1,3}[.)\]\-–:]+)\s*")
_HEADINGS = frozenset({"name", "names", "الاسم", "الاسماء", "اسم"})
_INVISIBLE = re.compile("[\N{RIGHT-TO-LEFT MARK}\N{LEFT-TO-RIGHT MARK}\u202a-\u202e\u2066-\u2069\ufeff]")


def names_of(text: str) -> list[str]:
    """The names of a pasted list in its order, each once by its folded spelling.

    A name stands in a line, with a bullet or a number before it or none; of a table, the first column (of
    tabulators, semicolons, or commas where every line has as many) counts; on a line of its own, commas
    of either kind part names.

    >>> names_of("- سامر الهلالي، جلال السماقي")
    ['سامر الهلالي', 'جلال السماقي']
    """
    lines = [line for line in _INVISIBLE.sub("", text).splitlines() if line.strip()]
    cells = _first_column(lines) or [cell for line in lines for cell in re.split("[,،;؛]", _BULLET.sub("", line))]
    found: dict[str, str] = {}
    for cell in cells:
        name = " ".join(_BULLET.sub("", cell).strip().strip("\"'«»“”.").split())
        if re.search(r"\w", name):
            found.setdefault(fold(name).casefold(), name)
    if len(found) > 1 and next(iter(found)) in _HEADINGS:
        found.pop(next(iter(found)))
    return list(found.values())


def _first_column(lines: list[str]) -> list[str]:
    """The first column of a table, nothing for what is none."""
    for delimiter in ("\t", ";", ","):
        rows = list(csv.reader(lines, delimiter=delimiter))
        if len(rows) > 1 and len(rows[0]) > 1 and len({len(row) for row in rows}) == 1:
            return [row[0] for row in rows]
    return []
