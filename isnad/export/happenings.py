"""Happenings as JSON Lines, for programs, and as a table for a terminal: values and tellings side by side."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

import msgspec

from isnad.export.table import AMONG, Page
from isnad.model.happening import Field, Happening, Telling, Value

COLUMNS = {"published": 14, "outlet": 10, "speaker": 16, "cue": 8, "quote": 40}
DISAGREED, VARIED = "disagreed", "varied"
SIGNS = {"least": "≥ ", "most": "≤ ", "about": "~ "}


def record(happening: Happening) -> dict[str, Any]:
    """A happening as an object; every telling holds its report, span and quote."""
    fields: dict[str, Any] = msgspec.to_builtins(happening)
    return fields


def write_jsonl(happenings: Iterable[Happening], out: TextIO) -> None:
    """One object a line, Arabic letters as they are."""
    for happening in happenings:
        out.write(json.dumps(record(happening), ensure_ascii=False) + "\n")


def write_table(happenings: Iterable[Happening], out: TextIO) -> None:
    """A heading a happening, what tellings disagree on and what varies, a row a telling: those of two reports or more,
    most told first."""
    page = Page(out)
    shown = [happening for happening in happenings if len({telling.report for telling in happening.tellings}) > 1]
    for happening in sorted(shown, key=lambda happening: -happening.independent):
        page.show(f"{happening.kind} {happening.type} · {happening.independent} · {happening.id}", "bold")
        for words in disagreements(happening):
            page.show(f"{DISAGREED}: {words}", "yellow")
        for words in variations(happening):
            page.show(f"{VARIED}: {words}", "dim")
        rows = [telling_row(telling) for telling in happening.tellings]
        page.console.print(page.table(COLUMNS, rows, widest="quote"))
        page.console.print()


def disagreements(happening: Happening) -> Iterator[str]:
    """A line for each field on which tellings disagree: its values, each with the outlets that give it."""
    for field in happening.disagreed:
        yield f"{field.name}: {side_by_side(field, happening)}"


def variations(happening: Happening) -> Iterator[str]:
    """A line for each field in which tellings differ, of which it is open whether all can be right."""
    for field in happening.varied:
        yield f"{field.name}: {side_by_side(field, happening)}"


def side_by_side(field: Field, happening: Happening) -> str:
    """The values of a field, each with the outlets that give it."""
    return " | ".join(f"{value_words(value)} ({_outlets(value, happening)})" for value in field.values)


def value_words(value: Value) -> str:
    """A value with its bound: `≥ 12`."""
    return SIGNS.get(value.bound, "") + value.value


def _outlets(value: Value, happening: Happening) -> str:
    tellings = [happening.tellings[at] for at in value.tellings]
    return AMONG.join(dict.fromkeys(telling.outlet or telling.report for telling in tellings))


def telling_row(telling: Telling) -> dict[str, str]:
    """The cells of a telling."""
    return {
        "published": (telling.published or "")[:16].replace("T", " "),
        "outlet": telling.outlet or telling.report,
        "speaker": telling.speaker or "",
        "cue": telling.cue or telling.status or "",
        "quote": told_words(telling),
    }


def told_words(telling: Telling) -> str:
    """The words of a statement; of an event, whose anchor alone says little, its sentence."""
    return telling.quote if telling.cue is not None else telling.sentence_quote
