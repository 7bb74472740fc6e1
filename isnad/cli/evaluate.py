"""`isnad evaluate`: how well annotation does on gold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from isnad.cli import figures
from isnad.cli.messages import say
from isnad.cli.output import standard_output

if TYPE_CHECKING:
    from isnad.workflow import Evaluation, Interval, Layer, Reached

GROUPINGS = ("kind", "outlet", "source", "act", "type")


@click.command()
@click.argument("gold", metavar="GOLD...", nargs=-1, required=True)
@click.option("--predicted", metavar="FILE", help="Measure this output of annotate, and annotate nothing now.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object in place of tables.")
@click.option(
    "--by",
    "groupings",
    type=click.Choice(GROUPINGS),
    multiple=True,
    help="Show the figures for parts too: both by outlet, statements by kind, form of the source or act, events by "
    "type; may be repeated.",
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
    """Measure statements and events against gold.

    GOLD is a file of JSON Lines: reports with the statements that an annotator found, and the events where it has any.
    Their texts are annotated and the result is compared. A statement is found where its content shares half of its
    characters with gold's; an event where one of its type stands in the same place or has the same actors.

    \b
    Examples:
      isnad evaluate gold.jsonl --by kind --by outlet
      isnad evaluate gold.jsonl --predicted annotated.jsonl --json
      isnad evaluate gold.jsonl --floor floors.toml
      isnad evaluate gold.jsonl --interval --since stored.jsonl
      isnad evaluate gold.jsonl --by type
    """
    from isnad.workflow import Settings, evaluate_gold, evaluate_since

    settings = Settings(jobs=jobs)
    before = None
    if since:
        before, evaluation = evaluate_since(gold, settings, stored=since, predicted=predicted)
    else:
        evaluation = evaluate_gold(gold, settings, predicted=predicted)
    ranges = {name: _intervals(layer) for name, layer in evaluation.layers.items()} if interval else {}
    reached = evaluation.against(floor) if floor else {}
    if as_json:
        record = _record(evaluation, groupings, ranges, before)
        standard_output().write(json.dumps(record, ensure_ascii=False) + "\n")
    else:
        _show(evaluation, groupings, reached, ranges, before)
    if "type" in groupings and evaluation.events is None:
        say("gold has no events: there is nothing to show by type")
    for identifier, reason in evaluation.missing.items():
        say(f"{identifier}: {reason}")
    fallen = [floored for layer in reached.values() for floored in layer if not floored.held]
    for floored in fallen:
        say(f"{floored.name}: {floored.value:.3f} is below its floor of {floored.floor:.3f}")
    context.exit(1 if fallen or (evaluation.missing and not predicted) else 0)


def _intervals(layer: Layer) -> dict[str, Interval]:
    from isnad.cli.progress import Progress
    from isnad.workflow import intervals

    drawn = []
    with Progress(wanted=True, what="samples") as progress:
        for values in layer.resampled():
            drawn.append(values)
            progress.advance()
    return intervals(drawn)


def _record(
    evaluation: Evaluation,
    groupings: tuple[str, ...],
    ranges: dict[str, dict[str, Interval]],
    before: Evaluation | None,
) -> dict[str, Any]:
    """Statements at the top, as ever; events have an object of the same form."""
    record = evaluation.record(groupings)
    for name in evaluation.layers:
        told = record if name == "statements" else record[name]
        if name in ranges:
            told["interval"] = {figure: list(ends) for figure, ends in ranges[name].items()}
        if before is not None:
            told["since"] = [change._asdict() for change in evaluation.since(before)[name]]
    return record


def _show(
    evaluation: Evaluation,
    groupings: tuple[str, ...],
    reached: dict[str, list[Reached]],
    ranges: dict[str, dict[str, Interval]],
    before: Evaluation | None,
) -> None:
    from rich.console import Console

    out = standard_output()
    width = None if out.isatty() else figures.PIPED_WIDTH
    console = Console(file=out, width=width, highlight=False, markup=False)
    changed = {} if before is None else evaluation.since(before)
    for name, layer in evaluation.layers.items():
        figures.show_figures(console, layer, ranges.get(name, {}))
        if before is not None:
            figures.show_moves(console, layer, before.layers[name])
            figures.show_changes(console, name, changed[name])
        for grouping in groupings:
            if grouping in layer.scale.groupings:
                figures.show_groups(console, grouping, layer)
        if name in reached:
            figures.show_floors(console, name, reached[name])
