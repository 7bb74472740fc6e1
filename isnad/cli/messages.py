"""What is said beside the output."""

from __future__ import annotations

import click

from isnad.errors import ReadError


def say(words: str) -> None:
    """One line on standard error."""
    click.echo(message(words), err=True)


def message(words: str) -> str:
    """Words as one line that begins with the program's name, without characters that a terminal would obey."""
    line = " ".join(words.split())
    return "isnad: " + "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line)


def unreadable(error: ReadError) -> str:
    """What to say of a report that could not be read."""
    return f"{error.identifier}: {error.reason}" if error.identifier else str(error)
