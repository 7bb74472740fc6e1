"""`isnad demo`: a first look on the sample reports of the package."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isnad.cli.messages import say, unreadable
from isnad.cli.output import standard_output

if TYPE_CHECKING:
    from isnad.export.table import Page
    from isnad.workflow import Demo, ShownEvent


@click.command()
@click.option(
    "--output",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo-output"),
    show_default=True,
    help="Write the page and the records to this folder.",
)
@click.pass_context
def demo(context: click.Context, output: Path) -> None:
    """Read the sample reports of the package and show what they say.

    Writes an HTML page with every statement and event marked in its text, and the same as JSON Lines; then prints who
    spoke most and through what, what happened most and who did it, and some of both with their evidence.

    \b
    Examples:
      isnad demo
      isnad demo --output /tmp/first-look
    """
    from isnad.workflow import Settings
    from isnad.workflow import demo as run_demo

    shown = run_demo(output, Settings())
    _show(shown)
    for error in shown.errors:
        say(unreadable(error))
    context.exit(1 if shown.errors else 0)


def _show(shown: Demo) -> None:
    from isnad.export.table import Page

    page = Page(standard_output())
    counts = f"{shown.statements} statements and {shown.events} events in {shown.reports} sample reports."
    page.console.print(f"{counts}\n")
    page.console.print("Who spoke most, and through what:", style="bold")
    _show_counts(page, ("through", "statements", "speaker"), shown.speakers)
    page.console.print("\nSome statements, each with the sentence that says so:", style="bold")
    for statement in shown.shown:
        told = " · ".join(part for part in (statement.speaker, statement.channel, statement.outlet) if part)
        _show_evidence(page, told, statement.sentence)
    page.console.print("\nWhat happened most, and who did it:", style="bold")
    _show_counts(page, ("actors", "events", "type"), shown.types)
    page.console.print("\nSome events, each with the sentence that tells it:", style="bold")
    for happened in shown.happened:
        _show_evidence(page, _told(happened), happened.sentence)
    page.console.print(f"\nThe texts with all of this marked, to open in a browser: {shown.page}", soft_wrap=True)
    page.console.print(f"The same as records, one report a line: {shown.lines}", soft_wrap=True)


def _show_counts(page: Page, names: tuple[str, str, str], rows: Iterable[tuple[str, int, dict[str, int]]]) -> None:
    """What there is most of, how often, and its parts with their own counts; from right to left."""
    from rich.table import Table

    table = Table()
    for name in names:
        table.add_column(name, justify="right")
    for told, times, parts in rows:
        counted = ", ".join(f"{part} {count}" for part, count in parts.items())
        table.add_row(page.cell(counted, 72), str(times), page.cell(told, 40))
    page.console.print(table)


def _show_evidence(page: Page, told: str, sentence: str) -> None:
    page.console.print()
    page.show(told, "bold")
    page.show(sentence)


def _told(happened: ShownEvent) -> str:
    """An event in a line: its type, and each field that the report tells, by its name in the output."""
    from isnad.export.table import AMONG

    event = happened.event
    fields = {
        **{"actors": AMONG.join(event.actors), "recipients": AMONG.join(event.recipients)},
        **{"date": event.date, "place": happened.place, "status": event.status.value, "claimed_by": event.claimed_by},
    }
    return " · ".join([event.type.value, *(f"{name}: {value}" for name, value in fields.items() if value)])
