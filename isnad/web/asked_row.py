"""One row that a reader chose in its report to judge: its addresses, and whether it has changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import msgspec

from isnad.errors import JudgementError, RefusedError
from isnad.model import JudgedLayer
from isnad.store.doubts import Question
from isnad.store.record import Record
from isnad.web.corrections import entries
from isnad.web.rendering import url
from isnad.web.views import Asked

MARKS = {"statements": "s", "events": "e", "mentions": "n"}  # before the number of a row in the anchors of a report


@dataclass(frozen=True)
class AskedRow:
    """A row by its report, its layer, and its place in the tables of the record."""

    report: str
    layer: JudgedLayer
    at: int

    @classmethod
    def of(cls, asked: Asked) -> AskedRow | None:
        """The row that the address names, None where it names no report.

        Raises:
            RefusedError: where it names a report and no statement, event or mention of it.
        """
        report, layer, at = asked.params.get("report"), asked.params.get("layer", ""), asked.params.get("at", "")
        if not report:
            return None
        if layer not in MARKS or not (at.isascii() and at.isdecimal() and len(at) < 7):
            raise RefusedError(
                "the address names no statement, event or mention of a report", status=404, slug="not-found"
            )
        return cls(report, JudgedLayer(layer), int(at))

    @property
    def address(self) -> str:
        """Where it is judged."""
        return url("/review", report=self.report, layer=self.layer.value, at=self.at)

    @property
    def line(self) -> str:
        """Where it stands in the record beside the text of its report, also where it was rejected."""
        return line_of(self.report, f"l{MARKS[self.layer]}{self.at}")

    def question(self, record: Record) -> Question:
        """The row as it stands now.

        Raises:
            RefusedError: where there is none.
        """
        found = record.question(self.report, self.layer, self.at)
        if found is None:
            raise RefusedError(f"{self.report} has no such row", status=404, slug="not-found")
        return found

    def unchanged(self, record: Record, seen: str) -> Question:
        """The row, where a form was shown with it as it is now.

        Raises:
            JudgementError: where it was read again or judged since.
        """
        found = record.question(self.report, self.layer, self.at)
        if found is None:
            told = "the report was read again, and this row is no longer there"
            raise RefusedError(told, status=400, slug="judgement")
        if state(found) != seen:
            raise JudgementError("this is no longer as the page showed it: look at it and judge again")
        return found


def line_of(report: str, anchor: str) -> str:
    """The address of a line of a report's record."""
    return f"{url('/report', id=report)}#{anchor}"


def state(question: Question) -> str:
    """A hash of all that a reader sees of a row: its words and their place, its fields, what was judged on it."""
    doubt, row = question.doubt, question.row
    fields = [(one.name, one.value) for one in entries(question)]
    judged = [one.id for one in row.judgements]
    told: Any = (doubt.subject, doubt.shown, fields, row.rejected, judged)
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()
