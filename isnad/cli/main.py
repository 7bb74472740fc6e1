"""The `isnad` command. What is heavy is imported inside the commands, so that help comes at once."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from isnad import __version__
from isnad.cli.accounts import accounts
from isnad.cli.across import naming, network
from isnad.cli.annotate import annotate
from isnad.cli.coverage import coverage
from isnad.cli.demo import demo
from isnad.cli.evaluate import evaluate
from isnad.cli.export import export
from isnad.cli.gold import gold
from isnad.cli.happenings import chronology, happenings
from isnad.cli.messages import say
from isnad.cli.problems import problems
from isnad.cli.read import read
from isnad.cli.regroup import regroup
from isnad.cli.report import report
from isnad.cli.review import review
from isnad.cli.search import search
from isnad.cli.serve import serve
from isnad.cli.stories import stories
from isnad.errors import IsnadError

INTERRUPTED = 130  # as shells tell it: 128 and the number of the signal
BROKEN_PIPE = 141


class Face(click.Group):
    """The group of commands, which turns what ends a run into an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command that was asked for."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            _close_output()
            raise click.exceptions.Exit(BROKEN_PIPE) from None
        except (IsnadError, OSError) as error:
            say(str(error))
            raise click.exceptions.Exit(1) from None


def _close_output() -> None:
    """Nobody reads any more: what is still held back goes nowhere, without a word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=Face, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="isnad", help="Show the version and exit.")
def isnad() -> None:
    """Read Arabic news reports and keep the record: who said what, according to whom.

    Every statement is tied to the exact characters of the report that say so.

    \b
    Examples:
      isnad demo                                    a first look, on sample reports
      isnad annotate report.html --format table     one page, for reading
      isnad annotate reports.jsonl > out.jsonl      many reports, for a program
      isnad read reports/ --record news.db          the same, kept in a file
      isnad stories out.jsonl --format table        which of them tell one story
    """


isnad.add_command(annotate)
isnad.add_command(read)
isnad.add_command(problems)
isnad.add_command(stories)
isnad.add_command(evaluate)
isnad.add_command(demo)
isnad.add_command(naming)
isnad.add_command(network)
isnad.add_command(happenings)
isnad.add_command(chronology)
isnad.add_command(search)
isnad.add_command(coverage)
isnad.add_command(export)
isnad.add_command(report)
isnad.add_command(regroup)
isnad.add_command(review)
isnad.add_command(gold)
isnad.add_command(serve)
isnad.add_command(accounts)


def main() -> None:
    """Runs the command line and leaves with its exit status."""
    isnad(prog_name="isnad")
