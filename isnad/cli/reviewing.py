"""One doubt after another on a terminal, answered by keys."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from isnad.cli.messages import message
from isnad.cli.output import standard_output
from isnad.errors import JudgementError
from isnad.model import JudgedLayer, Ruling
from isnad.store.doubts import Doubt, Shown
from isnad.store.judged_fields import FIELDS
from isnad.store.judgements import Draft
from isnad.store.record import Record

# The same keys of an Arabic keyboard do the same.
KEYS = dict(zip("غىؤةعسض", "yncmusq", strict=True))
ASKED = "y right, n wrong, c correct, u undo, s skip, q leave"
ASKED_OF_TWO = "y or m the same, n two, u undo, s skip, q leave"
LAST = "that was the last: u undo, q leave"
STYLES = {"cue": "bold red", "anchor": "bold red", "source": "bold cyan", "mention": "bold cyan", "content": "green"}
APART = {"content": "…", "actors": "؛", "recipients": "؛"}
NOTHING = ("", "-")


class Review:
    """Asks a person.

    Args:
        record: Where judgements are kept, each at once.
        author: Who is asked.
    """

    def __init__(self, record: Record, author: str) -> None:
        self._record = record
        self._author = author
        self._made: list[tuple[int, int]] = []  # the place of the doubt and the id of the judgement
        out = standard_output()
        self._console = Console(file=out, highlight=False, markup=False, width=None if out.isatty() else 120)

    def run(self, doubts: Sequence[Doubt]) -> None:
        """Goes through them until the last, or until the person leaves."""
        at = 0
        shown = -1
        while at < len(doubts) or self._made:
            if at == len(doubts):
                if self._key(LAST) != "u":
                    break
                at, shown = self._undo(at)
                continue
            if shown != at:
                self._show(doubts[at], at, len(doubts))
                shown = at
            key = self._key(ASKED_OF_TWO if doubts[at].layer is JudgedLayer.ACTORS else ASKED)
            if key == "q":
                break
            try:
                at, shown = self._answer(key, doubts, at, shown)
            except JudgementError as error:
                self._console.print(message(str(error)))
        self._console.print(f"{len(self._made)} judgements of {self._author}; {max(0, len(doubts) - at)} wait")

    def _answer(self, key: str, doubts: Sequence[Doubt], at: int, shown: int) -> tuple[int, int]:
        doubt = doubts[at]
        two = doubt.layer is JudgedLayer.ACTORS
        if key == "s":
            return at + 1, shown
        if key == "u":
            return self._undo(at)
        if key == "y" or (key == "m" and two):
            self._judge(at, doubt, Ruling.MERGE if two else Ruling.ACCEPT)
            return at + 1, shown
        if key == "n":
            self._judge(at, doubt, Ruling.SPLIT if two else Ruling.REJECT)
            return at + 1, shown
        if key == "c" and not two:
            self._correct(at, doubt)
        else:
            self._console.print(ASKED_OF_TWO if two else ASKED)
        return at, shown

    def _judge(self, at: int, doubt: Doubt, verdict: Ruling, **more: Any) -> None:
        import msgspec

        subject = msgspec.to_builtins(doubt.subject)
        draft = Draft(verdict=verdict, layer=doubt.layer, subject=subject, **more)
        self._made.append((at, self._record.judge(draft, author=self._author).id))

    def _correct(self, at: int, doubt: Doubt) -> None:
        fields = FIELDS[doubt.layer]
        field = self._line(f"field ({', '.join(fields)})")
        if field not in fields:
            raise JudgementError(f"no field {field!r} to correct: there are {', '.join(fields)}")
        words = self._line("value, as the text has it (- for none)")
        self._judge(at, doubt, Ruling.CORRECT, field=field, value=_value(field, words))
        self._console.print(f"{field}: kept. Is the rest right?")

    def _undo(self, at: int) -> tuple[int, int]:
        if not self._made:
            raise JudgementError("nothing was judged yet: `isnad review --undo ID` takes an earlier one back")
        back, number = self._made.pop()
        self._record.undo(number, self._author)
        self._console.print(f"judgement {number} was taken back")
        return back, -1

    def _show(self, doubt: Doubt, at: int, of: int) -> None:
        head = f"\n{at + 1}/{of} {doubt.layer.value} · {doubt.reason} · {doubt.sure:.2f}"
        self._console.print(head, style="bold")
        for shown in doubt.shown:
            place = " · ".join(part for part in (shown.report, shown.outlet, shown.published) if part)
            self._console.print(place, style="dim")
            self._console.print(_marked(shown))
            for name, span in shown.marks:
                self._console.print(f"  {name}: {' '.join(shown.quote[span.start : span.end].split())}")
        self._console.print(f"→ {' '.join(doubt.says.split())}")
        if doubt.alternatives:
            self._console.print(f"  or: {'، '.join(doubt.alternatives)}")

    def _key(self, asked: str) -> str:
        """A key of a terminal, the first letter of a line of anything else; leaving where there is no more."""
        self._console.print(f"[{asked}]", style="dim")
        if sys.stdin.isatty():
            key = click.getchar()
        else:
            line = sys.stdin.readline()
            key = line.strip()[:1] if line else "q"
        return KEYS.get(key, key.lower())

    def _line(self, asked: str) -> str:
        self._console.print(f"{asked}:")
        return sys.stdin.readline().strip()


def _marked(shown: Shown) -> Text:
    letters = "".join(one if one.isprintable() or one == "\n" else "\N{REPLACEMENT CHARACTER}" for one in shown.quote)
    text = Text(letters)
    for name, span in sorted(shown.marks, key=lambda mark: -len(mark[1])):
        text.stylize(STYLES.get(name, "magenta"), span.start, span.end)
    return text


def _value(field: str, words: str) -> Any:
    """What a person typed: JSON where it looks like it, else words; several pieces are told apart by a mark."""
    if words in NOTHING:
        return [] if field in APART else None
    if words[0] in "[{":
        try:
            return json.loads(words)
        except ValueError:
            raise JudgementError(f"{words!r} is no JSON") from None
    if field in APART:
        return [piece.strip() for piece in words.split(APART[field]) if piece.strip()]
    return words
