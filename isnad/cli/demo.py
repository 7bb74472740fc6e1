"""`isnad demo`: a first look on the sample reports of the package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from isnad.cli.messages import say, unreadable
from isnad.cli.output import standard_output

if TYPE_CHECKING:
    from isnad.export.table import Page
    from isnad.workflow import Demo


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

    Writes an HTML page with every statement marked in its text, and the same as JSON Lines; then prints who spoke most
    and through what, and some statements with their evidence.

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
    page.console.print(f"{shown.statements} statements in {shown.reports} sample reports.\n")
    page.console.print("Who spoke most, and through what:", style="bold")
    _show_speakers(page, shown)
    page.console.print("\nSome statements, each with the sentence that says so:", style="bold")
    for statement in shown.shown:
        told = " · ".join(part for part in (statement.speaker, statement.channel, statement.outlet) if part)
        page.console.print()
        page.show(told, "bold")
        page.show(statement.sentence)
    page.console.print(f"\nThe texts with their statements marked, to open in a browser: {shown.page}", soft_wrap=True)
    page.console.print(f"The same as records, one report a line: {shown.lines}", soft_wrap=True)


def _show_speakers(page: Page, shown: Demo) -> None:
    from rich.table import Table

    table = Table()
    for name in ("through", "statements", "speaker"):
        table.add_column(name, justify="right")
    for speaker, times, channels in shown.speakers:
        through = ", ".join(f"{channel} {count}" for channel, count in channels.items())
        table.add_row(through, str(times), page.cell(speaker, 40))
    page.console.print(table)
