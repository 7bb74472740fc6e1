"""`isnad review`: a person judges what the machine wrote, the doubtful first."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isnad.cli import options
from isnad.cli.messages import say
from isnad.cli.output import opened

if TYPE_CHECKING:
    from isnad.store.judgements import Draft

LISTS = ("table", "jsonl", "csv")
LAYERS = ("statements", "events", "actors")


@click.command()
@click.option("--record", required=True, metavar="FILE", help="The record: a file, or a URL of PostgreSQL.")
@click.option("--list", "listed", is_flag=True, help="Print what waits for a person and ask nothing.")
@options.formats(LISTS, "Of the list: table for a terminal, jsonl for programs, csv for a spreadsheet.")
@click.option("--layer", "layers", type=click.Choice(LAYERS), multiple=True, help="Only these; may be repeated.")
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True, help="How many at most.")
@click.option("--apply", "applied", metavar="FILE", help="Keep the judgements of a file of JSON Lines, all or none.")
@click.option("--export", "exported", metavar="FILE", help="Write all judgements as JSON Lines; - for standard output.")
@click.option("--undo", type=int, metavar="ID", help="Take back the judgement of this id.")
@click.option("--author", metavar="NAME", help="Who judges; without it, your name on this computer.")
def review(
    record: str,
    listed: bool,
    form: str,
    layers: tuple[str, ...],
    limit: int,
    applied: str | None,
    exported: str | None,
    undo: int | None,
    author: str | None,
) -> None:
    """Accept, reject or correct what the machine wrote, the doubtful first.

    Shows statements and events of low score, speakers beside whom others fit, and names that may be one actor, each
    with its sentence. Keys: y right, n wrong, c correct a field, m the two are one, u take the last back, s skip,
    q leave. What the machine wrote stays as it is; judgements survive reading again.

    \b
    Examples:
      isnad review --record news.db
      isnad review --record news.db --list --format csv > doubtful.csv
      isnad review --record news.db --export judgements.jsonl
      isnad review --record other.db --apply judgements.jsonl
      isnad review --record news.db --undo 17
    """
    from isnad.export.judgements import write_doubts, write_judgements
    from isnad.model import JudgedLayer
    from isnad.store.record import Record

    if sum(map(bool, (listed, applied, exported, undo))) > 1:
        raise click.UsageError("--list, --apply, --export and --undo are for one at a time")
    author = author or _system_name()
    with Record(record, read_only=listed or bool(exported)) as opened_record:
        wanted = [JudgedLayer(layer) for layer in layers]
        if exported:
            with opened(None if exported == "-" else exported) as out:
                write_judgements((one.record() for one in opened_record.stood()), out)
        elif applied:
            kept = opened_record.apply(_drafts(applied), author=author)
            say(f"{len(kept)} judgements of {applied} are in {opened_record.name}")
        elif undo:
            taken = opened_record.undo(undo, author)
            say(f"judgement {taken.id} of {taken.author} ({taken.verdict}, {taken.layer}) was taken back")
        elif listed:
            with opened(None) as out:
                write_doubts(opened_record.doubts(limit=limit, layers=wanted), out, form)
        else:
            from isnad.cli.reviewing import Review

            Review(opened_record, author).run(opened_record.doubts(limit=limit, layers=wanted))


def _drafts(path: str) -> Iterator[Draft]:
    import msgspec

    from isnad.errors import JudgementError
    from isnad.store.judgements import Draft

    lines = sys.stdin.buffer if path == "-" else Path(path).read_bytes().splitlines()
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield msgspec.json.decode(line, type=Draft)
            except msgspec.DecodeError as error:
                raise JudgementError(f"{path}:{number}: {error}") from None


def _system_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise click.UsageError("who judges? Give --author NAME") from None
