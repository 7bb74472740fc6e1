"""The time cases as data, and how one is judged: its text is annotated as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from isnad.annotate import TimeStage
from isnad.model import Layers, Report, Time
from isnad.text import TextLayer

FOLDER = Path(__file__).parents[1] / "cases" / "times"
PUBLISHED = "2018-05-30T10:00:00+03:00"  # a Wednesday; of every case that does not say another


@dataclass(frozen=True)
class TimeCase:
    """A text and the times that it holds, each a mapping of the quoted words and the fields that are told."""

    id: str
    text: str
    published: str | None
    times: tuple[dict[str, Any], ...]
    not_times: tuple[str, ...]

    def found(self) -> tuple[Time, ...]:
        return times_of(self.text, self.published)

    def failures(self) -> list[str]:
        """What is wrong, a line each; nothing where every time was found as told, and no other."""
        found = self.found()
        shown = [{**wanted, **told(time, wanted, self.text)} for time, wanted in zip(found, self.times, strict=False)]
        wrong = [f"{wanted}\n  is {got}" for wanted, got in zip(self.times, shown, strict=False) if wanted != got]
        wrong += [f"not found: {wanted}" for wanted in self.times[len(found) :]]
        wrong += [f"found too: {time.span.quote(self.text)} {time}" for time in found[len(self.times) :]]
        return wrong


def told(time: Time, wanted: dict[str, Any], text: str) -> dict[str, Any]:
    """The fields of a time that a case tells."""
    fields: dict[str, Any] = {name: getattr(time, name) for name in wanted if name != "quote"}
    return {"quote": time.span.quote(text), **{name: field and str(field) for name, field in fields.items()}}


def times_of(text: str, published: str | None = PUBLISHED, **fields: Any) -> tuple[Time, ...]:
    """The times of a text without names."""
    report = Report(id="case", text=text, published=published, **fields)
    found: tuple[Time, ...] = TimeStage()(report, TextLayer(text), Layers())["times"]
    return found


@cache
def cases() -> tuple[TimeCase, ...]:
    """Every case of every file, in the order of the files."""
    return tuple(
        TimeCase(
            id=f"{path.stem}: {case['id']}",
            text=case["text"],
            published=case.get("published", PUBLISHED),
            times=tuple(case["times"]),
            not_times=tuple(case.get("not_times") or ()),
        )
        for path in sorted(FOLDER.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    )
