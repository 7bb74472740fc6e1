"""Tables for a terminal, right to left: a heading a report, a row a statement, and a row an event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TextIO
from unicodedata import category

from rich.console import Console
from rich.table import Table
from rich.text import Text

from isnad.errors import ReadError
from isnad.export.item import Item, Reading
from isnad.model import Event, Rejection, Report, Span, Statement

ISOLATE, POP = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
DIRECTIONS = re.compile(
    "[\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"
    "\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}\N{LEFT-TO-RIGHT ISOLATE}-\N{POP DIRECTIONAL ISOLATE}]"
)
# The columns with their shares of a line, from the right edge.
STATEMENT_COLUMNS = {"speaker": 3, "cue": 2, "channel": 2, "via": 2, "content": 8}
EVENT_COLUMNS = {
    **{"type": 9, "anchor": 12, "actors": 16, "recipients": 16},
    **{"date": 10, "place": 10, "status": 12, "claimed_by": 10},
}
PIPED_WIDTH = 120
BETWEEN, AMONG = " … ", "، "


def write(items: Iterable[Item], out: TextIO, *, explain: bool = False) -> None:
    """The tables of each report, as it comes.

    On a terminal each line of a cell is a right-to-left isolate, so that a terminal that knows both directions shows it
    as written; in a pipe there are the words alone.
    """
    page = Page(out)
    for item in items:
        if isinstance(item, ReadError):
            page.show(f"{item.identifier}: {item.slug}: {item.reason}", "red")
        else:
            page.show_report(item, explain)
        page.console.print()


class Page:
    """What is printed on: a console with its width and whether someone looks at it."""

    def __init__(self, out: TextIO) -> None:
        self.terminal = out.isatty()
        width = None if self.terminal else PIPED_WIDTH
        self.console = Console(file=out, width=width, highlight=False, markup=False, emoji=False)

    def show(self, words: str, style: str = "") -> None:
        """One paragraph at the right edge."""
        self.console.print(self.cell(words, self.console.width, style))

    def show_report(self, item: Reading, explain: bool) -> None:
        """The heading of a report, the table of its statements, and that of its events where it has any."""
        report = item.report
        self.show(_title(report), "bold")
        self.show(_provenance(report), "dim")
        if item.layers.statements:
            rows = [_row(statement, report.text) for statement in item.layers.statements]
            self.console.print(self.table(STATEMENT_COLUMNS, rows, widest="content"))
        else:
            self.show("no statements", "dim")
        if item.layers.events:
            rows = [_event_row(event, report.text) for event in item.layers.events]
            self.console.print(self.table(EVENT_COLUMNS, rows, widest="actors"))
        for rejection in item.layers.rejections if explain else ():
            self.show(_rejection(rejection, report.text), "dim")

    def table(self, columns: dict[str, int], rows: Iterable[Mapping[str, str]], *, widest: str) -> Table:
        """Columns stand in right to left order: the first is at the right edge."""
        table = Table(expand=True, show_lines=True, padding=(0, 1))
        widths = _widths(columns, self.console.width, widest)
        names = list(reversed(columns))
        for name in names:
            table.add_column(name, justify="right", width=widths[name], no_wrap=True, overflow="ignore")
        for cells in rows:
            table.add_row(*(self.cell(cells[name], widths[name]) for name in names))
        return table

    def cell(self, words: str, width: int, style: str = "") -> Text:
        """Words wrapped to a width, with nothing in them that a terminal would obey."""
        wrapped = Text(_harmless(words)).wrap(self.console, width)
        lines = [line.plain.strip() for line in wrapped]
        shown = [f"{ISOLATE}{line}{POP}" if self.terminal and line else line for line in lines]
        return Text("\n".join(shown), style=style, justify="right", no_wrap=True, overflow="ignore")


def _harmless(words: str) -> str:
    """Line breaks and control characters as spaces, without marks that turn the direction."""
    return DIRECTIONS.sub("", "".join(" " if category(letter) == "Cc" else letter for letter in words))


def _widths(columns: dict[str, int], width: int, widest: str) -> dict[str, int]:
    """Characters for each column, out of a line with its borders and gaps; `widest` gets what is left."""
    room = max(width - 3 * len(columns) - 1, 5 * len(columns))
    shares = sum(columns.values())
    widths = {name: max(5, room * share // shares) for name, share in columns.items()}
    widths[widest] += max(0, room - sum(widths.values()))
    return widths


def _row(statement: Statement, text: str) -> dict[str, str]:
    return {
        "speaker": statement.speaker,
        "cue": statement.cue.quote(text),
        "channel": statement.channel.value,
        "via": _quote(statement.via, text),
        "content": BETWEEN.join(span.quote(text) for span in statement.content),
    }


def _event_row(event: Event, text: str) -> dict[str, str]:
    return {
        "type": event.type.value,
        "anchor": event.anchor.quote(text),
        "actors": AMONG.join(event.actors),
        "recipients": AMONG.join(event.recipients),
        "date": event.date or "",
        "place": _quote(event.place, text),
        "status": event.status.value,
        "claimed_by": event.claimed_by or "",
    }


def _quote(span: Span | None, text: str) -> str:
    return "" if span is None else span.quote(text)


def _title(report: Report) -> str:
    return report.title or _quote(report.headline, report.text) or report.id


def _provenance(report: Report) -> str:
    return " · ".join(part for part in (report.outlet, report.published, report.id) if part)


def _rejection(rejection: Rejection, text: str) -> str:
    return f"✗ {rejection.reason}: {rejection.span.quote(text)}"
