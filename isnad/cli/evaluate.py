"""`isnad evaluate`: how well annotation does on gold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from isnad.cli.messages import say
from isnad.cli.output import standard_output

if TYPE_CHECKING:
    from rich.console import Console

    from isnad.workflow import Evaluation, Interval

GROUPINGS = ("kind", "outlet", "source", "act")
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
    help="Show the figures for parts too: kind, outlet, form of the source, or act; may be repeated.",
)
@click.option("--interval", is_flag=True, help="Show between which values 95 % of resampled reports put each figure.")
@click.option("--since", metavar="FILE", help="Show gains and losses since this stored output of annotate.")
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
    interval: bool,
    since: str | None,
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
      isnad evaluate gold.jsonl --interval --since stored.jsonl
    """
    from isnad.workflow import Settings, evaluate_gold, evaluate_since

    settings = Settings(jobs=jobs)
    before = None
    if since:
        before, evaluation = evaluate_since(gold, settings, stored=since, predicted=predicted)
    else:
        evaluation = evaluate_gold(gold, settings, predicted=predicted)
    ranges = _intervals(evaluation) if interval else {}
    reached = evaluation.against(floor) if floor else []
    if as_json:
        record = evaluation.record(groupings)
        if ranges:
            record["interval"] = {name: list(ends) for name, ends in ranges.items()}
        if before is not None:
            record["since"] = [change._asdict() for change in evaluation.since(before)]
        standard_output().write(json.dumps(record, ensure_ascii=False) + "\n")
    else:
        _show(evaluation, groupings, floor, ranges, before)
    for identifier, reason in evaluation.missing.items():
        say(f"{identifier}: {reason}")
    for floored in reached:
        if not floored.held:
            say(f"{floored.name}: {floored.value:.3f} is below its floor of {floored.floor:.3f}")
    fallen = not all(floored.held for floored in reached)
    context.exit(1 if fallen or (evaluation.missing and not predicted) else 0)


def _intervals(evaluation: Evaluation) -> dict[str, Interval]:
    from isnad.cli.progress import Progress
    from isnad.workflow import intervals

    drawn = []
    with Progress(wanted=True, what="samples") as progress:
        for values in evaluation.resampled():
            drawn.append(values)
            progress.advance()
    return intervals(drawn)


def _show(
    evaluation: Evaluation,
    groupings: tuple[str, ...],
    floor: str | None,
    ranges: dict[str, Interval],
    before: Evaluation | None,
) -> None:
    from rich.console import Console

    out = standard_output()
    console = Console(file=out, width=None if out.isatty() else PIPED_WIDTH, highlight=False, markup=False)
    _show_figures(console, evaluation, ranges)
    if before is not None:
        _show_changes(console, evaluation, before)
    for grouping in groupings:
        _show_groups(console, grouping, evaluation)
    if floor:
        _show_floors(console, evaluation, floor)


def _show_figures(console: Console, evaluation: Evaluation, ranges: dict[str, Interval]) -> None:
    rows = []
    for name, figure in evaluation.figures.items():
        within = [f"{ranges[name].low:.3f} to {ranges[name].high:.3f}"] if ranges else []
        if isinstance(figure, float):
            rows.append([name, "", "", f"{figure:.3f}", *within, "", "", ""])
        else:
            shares = [f"{share:.3f}" for share in (figure.precision, figure.recall, figure.f1)]
            rows.append([name, *shares, *within, *map(str, (figure.hit, figure.predicted, figure.gold))])
    title = f"Statements of {len(evaluation.matched)} reports"
    columns = ["figure", "precision", "recall", "F1 or share", "hit", "predicted", "gold"]
    if ranges:
        columns.insert(4, "95 %")
    _table(console, title, columns, rows)


def _show_changes(console: Console, evaluation: Evaluation, before: Evaluation) -> None:
    from isnad.workflow import figure_value

    rows = []
    for name, figure in evaluation.figures.items():
        was, now = figure_value(before.figures[name]), figure_value(figure)
        rows.append([name, f"{was:.3f}", f"{now:.3f}", f"{now - was:+.3f}"])
    _table(console, "Since the stored run", ["figure", "stored", "now", "change"], rows)
    changed = evaluation.since(before)
    rows = [[change.report, change.cue, change.field, "gained" if change.gained else "lost"] for change in changed]
    _table(console, f"Gains and losses: {len(rows)}", ["report", "cue", "field", ""], rows)


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
