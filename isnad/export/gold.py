"""Reports that people judged as a gold file: a line a report, for `isnad evaluate` and programs like it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TextIO

import msgspec

from isnad.export.record import CONTRACT, EVENT_CONTRACT
from isnad.model import Judgement, Layers, Report

_REPORT = ("id", "outlet", "published", "url", "title", "text")


def gold_record(
    report: Report, layers: Layers, judged: Mapping[str, Sequence[Sequence[Judgement]]], *, events: bool
) -> dict[str, Any]:
    """A report with its statements as people left them, each with who judged it and when.

    Args:
        report: The report.
        layers: As a reader sees them.
        judged: The judgements on each row of `statements` and `events`.
        events: Whether the events were judged; without, the line has none, which is not to say there are none.
    """
    record: dict[str, Any] = {name: getattr(report, name) for name in _REPORT}
    record["statements"] = _rows(layers.statements, CONTRACT, judged["statements"])
    if events:
        record["events"] = _rows(layers.events, EVENT_CONTRACT, judged["events"])
    return record


def write_gold(record: Mapping[str, Any], out: TextIO) -> None:
    """One line."""
    out.write(msgspec.json.encode(record).decode() + "\n")


def _rows(rows: Sequence[Any], fields: Sequence[str], judged: Sequence[Sequence[Judgement]]) -> list[dict[str, Any]]:
    return [
        {
            **{name: value for name, value in _built(row).items() if name in fields},
            "judged": [
                {"verdict": one.verdict, "field": one.field, "author": one.author, "made": one.made} for one in some
            ],
        }
        for row, some in zip(rows, judged, strict=True)
    ]


def _built(row: Any) -> dict[str, Any]:
    built: dict[str, Any] = msgspec.to_builtins(row)
    return built
