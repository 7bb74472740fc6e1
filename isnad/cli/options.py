"""What the commands that read reports are asked in the same words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

Decorator = Callable[[Any], Any]
paths: Decorator = click.argument("paths", metavar="PATH...", nargs=-1, required=True)
paths_or_none: Decorator = click.argument("paths", metavar="PATH...", nargs=-1)
record: Decorator = click.option(
    "--record", metavar="FILE", help="Take what `isnad regroup` found in this record, in place of PATHs."
)
output: Decorator = click.option(
    "--output", metavar="FILE", help="Write to this file, which appears when all is written."
)
jobs: Decorator = click.option(
    "--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="How many processes annotate at once."
)
in_record: Decorator = click.option(
    "--record", metavar="FILE", required=True, help="The record: a file, or a URL postgresql://USER@HOST/DATABASE."
)
max_characters: Decorator = click.option(
    "--max-characters",
    type=click.IntRange(min=1),
    default=2_000_000,
    show_default=True,
    help="Give up a report of more characters.",
)


def formats(names: Sequence[str], text: str) -> Decorator:
    """`--format`, the first name being the default; `text` tells what each is for."""
    return click.option("--format", "form", type=click.Choice(names), default=names[0], show_default=True, help=text)
