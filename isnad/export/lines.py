"""A selection as JSON Lines: one object a report, as `isnad annotate` prints it."""

from __future__ import annotations

import json
from typing import TextIO

from isnad.export.about import cut_record
from isnad.export.jsonl import line
from isnad.export.selection import Selection


def write(selection: Selection, out: TextIO) -> None:
    """One line a report; where the selection was cut, a last line with `left_out`, which no report has.

    Raises:
        SpanError: for a span that does not quote its text.
    """
    for reading in selection.readings():
        out.write(line(reading) + "\n")
    if cut := cut_record(selection.provenance):
        out.write(json.dumps(cut, ensure_ascii=False) + "\n")
