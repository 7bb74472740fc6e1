"""`isnad evaluate`: how well annotation does on gold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from isnad.cli.messages import say
from isnad.cli.output import standard_output

if TYPE_CHECKING:
    from rich.console import Console

    from isnad.workflow import Evaluation

GROUPINGS = ("kind", "outlet", "source")
PIPED_WIDTH = 120
SHORT = {
    "detection (IoU 0.5)": "detection",
    "attributed": "attributed",
    "record": "record",
    "speaker accuracy": "speaker",
    "kind accuracy": "kind",
    "channel accuracy": "channel",
}


@click.command()
@click.argument("gold", metavar="GOLD...", nargs=-1, required=True)
@click.option("--predicted", metavar="FILE", help="Measure this output of annotate, and annotate nothing now.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object in place of tables.")
@click.option(
    "--by",
    "groupings",
    type=click.Choice(GROUPINGS),
    multiple=True,
    help="Show the figures for parts too: kind, outlet, or form of the source; may be repeated.",
)
@click.option("--floor", metavar="FILE", help="Compare with the least values in this TOML file; exit 1 below one.")
@click.option(
    "--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="How many processes annotate at once."
)
@click.pass_context
def evaluate(
    context: click.Context,
    gold: tuple[str, ...],
    predicted: str | None,
    as_json: bool,
    groupings: tuple[str, ...],
    floor: str | None,
    jobs: int,
) -> None:
    """Measure statements against gold.

    GOLD is a file of JSON Lines: reports with the statements that an annotator found. Their texts are annotated and the
    result is compared. A statement is found where its content shares half of its characters with gold's.

    \b
    Examples:
      isnad evaluate gold.jsonl --by kind --by outlet
      isnad evaluate gold.jsonl --predicted annotated.jsonl --json
      isnad evaluate gold.jsonl --floor floors.toml
    """
    from isnad.workflow import Settings, evaluate_gold

    evaluation = evaluate_gold(gold, Settings(jobs=jobs), predicted=predicted)
    reached = evaluation.against(floor) if floor else []
    if as_json:
        standard_output().write(json.dumps(evaluation.record(groupings), ensure_ascii=False) + "\n")
    else:
        _show(evaluation, groupings, floor)
    for identifier, reason in evaluation.missing.items():
        say(f"{identifier}: {reason}")
    for floored in reached:
        if not floored.held:
            say(f"{floored.name}: {floored.value:.3f} is below its floor of {floored.floor:.3f}")
    fallen = not all(floored.held for floored in reached)
    context.exit(1 if fallen or (evaluation.missing and not predicted) else 0)


def _show(evaluation: Evaluation, groupings: tuple[str, ...], floor: str | None) -> None:
    from rich.console import Console

    out = standard_output()
    console = Console(file=out, width=None if out.isatty() else PIPED_WIDTH, highlight=False, markup=False)
    _show_figures(console, evaluation)
    for grouping in groupings:
        _show_groups(console, grouping, evaluation)
    if floor:
        _show_floors(console, evaluation, floor)


def _show_figures(console: Console, evaluation: Evaluation) -> None:
    rows = []
    for name, figure in evaluation.figures.items():
        if isinstance(figure, float):
            rows.append([name, "", "", f"{figure:.3f}", "", "", ""])
        else:
            shares = [f"{share:.3f}" for share in (figure.precision, figure.recall, figure.f1)]
            rows.append([name, *shares, *map(str, (figure.hit, figure.predicted, figure.gold))])
    title = f"Statements of {len(evaluation.matched)} reports"
    _table(console, title, ["figure", "precision", "recall", "F1 or share", "hit", "predicted", "gold"], rows)


def _show_groups(console: Console, grouping: str, evaluation: Evaluation) -> None:
    from isnad.workflow import figure_value

    rows = []
    for group, figures in evaluation.by(grouping).items():
        found = figures["detection (IoU 0.5)"]
        counts = ["", ""] if isinstance(found, float) else [str(found.gold), str(found.predicted)]
        rows.append([group, *counts, *(f"{figure_value(figures[name]):.3f}" for name in SHORT)])
    _table(console, f"By {grouping}", [grouping, "gold", "predicted", *SHORT.values()], rows)


def _show_floors(console: Console, evaluation: Evaluation, floor: str) -> None:
    rows = [
        [floored.name, f"{floored.floor:.3f}", f"{floored.value:.3f}", f"{floored.gain:+.3f}", _verdict(floored.held)]
        for floored in evaluation.against(floor)
    ]
    _table(console, "Floors", ["figure", "floor", "reached", "gain", ""], rows)


def _verdict(held: bool) -> str:
    return "" if held else "below"


def _table(console: Console, title: str, columns: list[str], rows: list[list[str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left")
    for place, column in enumerate(columns):
        table.add_column(column, justify="right" if place else "left")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
