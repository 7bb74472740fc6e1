"""The statement cases as data, and how one is judged: its text is read as any input is, then annotated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from isnad.annotate import Pipeline, default_pipeline
from isnad.ingest.build import build
from isnad.model import Layers, Report, Span, Statement

CASES = Path(__file__).parents[1] / "cases"
FOLDER, KNOWN = CASES / "statements", CASES / "statements_known_misses.yaml"
PLACES = ("cue", "source", "via", "addressee")
NAMES = ("speaker", "kind", "channel")
WHERE_TOLD = ("target", "time_span")  # compared where a case tells them


class Negative(NamedTuple):
    """Words of a case that must not become a statement, and how the list of known misses names them."""

    case: Case
    quote: str

    @property
    def id(self) -> str:
        return f"{self.case.id}: {self.quote}"


@dataclass(frozen=True)
class Case:
    """A text and the statements that it holds, each a mapping of quoted words."""

    id: str
    group: str
    text: str
    statements: tuple[dict[str, Any], ...]
    not_statements: tuple[dict[str, str], ...]

    def negatives(self) -> list[Negative]:
        return [Negative(self, refused["quote"]) for refused in self.not_statements]

    def found(self) -> Layers:
        return annotated(self.id, self.text)

    def failures(self) -> list[str]:
        """What is wrong, a line each; nothing where every statement was found and no other."""
        found = list(self.found().statements)
        wrong = []
        for wanted in self.statements:
            match = next((statement for statement in found if same(statement, wanted, self.text)), None)
            if match is None:
                wrong.append(f"not found: {wanted}")
            else:
                found.remove(match)
        wrong += [f"found too: {shown(statement, self.text)}" for statement in found]
        return wrong + [f"is no statement: {quote}" for _, quote in self.negatives() if self.takes(quote)]

    def takes(self, quote: str) -> bool:
        """Whether a statement was made of words of which none may be made.

        It was where a cue shares characters with them, or a content lies within them, or a statement that shares no
        word with an expected content holds them. In somebody's content they may stand.
        """
        start = self.text.index(quote)
        place = Span(start, start + len(quote))
        return any(self._made_of(statement, place) for statement in self.found().statements)

    def _made_of(self, statement: Statement, place: Span) -> bool:
        if statement.cue.overlaps(place) or any(place.contains(span) for span in statement.content):
            return True
        wanted = [piece for expected in self.statements for piece in expected["content"]]
        quoted = [span.quote(self.text) for span in statement.content]
        known = any(ours in theirs or theirs in ours for ours in quoted for theirs in wanted)
        return not known and any(span.overlaps(place) for span in statement.content)


@cache
def cases() -> tuple[Case, ...]:
    """Every case of every file, in the order of the files."""
    return tuple(
        Case(
            id=case["id"],
            group=case["group"],
            text=case["text"],
            statements=tuple(case.get("statements") or ()),
            not_statements=tuple(case.get("not_statements") or ()),
        )
        for path in sorted(FOLDER.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    )


@cache
def known_misses() -> dict[str, frozenset[str]]:
    """The ids that fail today: `cases`, and `not_statements` as `case: quote`."""
    listed = yaml.safe_load(KNOWN.read_text(encoding="utf-8"))
    return {name: frozenset(ids or ()) for name, ids in listed.items()}


@cache
def pipeline() -> Pipeline:
    return default_pipeline()


@cache
def annotated(id: str, text: str) -> Layers:
    """The layers of a text, its headline, chrome and posts found before as for any input."""
    return pipeline()(build(Report(id=id, text=text), max_characters=1_000_000))


def same(statement: Statement, wanted: dict[str, Any], text: str) -> bool:
    """Whether a statement is the expected one, to the character."""
    content = [span.quote(text) for span in statement.content]
    return (
        content == wanted["content"]
        and all(getattr(statement, name) == wanted[name] for name in NAMES)
        and all(_stands(getattr(statement, name), wanted, name, text) for name in PLACES)
        and all(_stands(getattr(statement, name), wanted, name, text) for name in WHERE_TOLD if name in wanted)
    )


def _stands(span: Span | None, wanted: dict[str, Any], name: str, text: str) -> bool:
    """Whether the words are the wanted ones, and the wanted ones of several where the case says which (`nth`)."""
    words, nth = wanted[name], wanted.get("nth", {}).get(name)
    if span is None or words is None:
        return span is None and words is None
    return span.quote(text) == words and (nth is None or span.start == occurrences(words, text)[nth - 1])


def occurrences(words: str, text: str) -> list[int]:
    """Where words stand in a text, inside other words too."""
    return list(_occurrences(words, text))


def _occurrences(words: str, text: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def shown(statement: Statement, text: str) -> dict[str, Any]:
    """A statement in the words of a case."""
    places = {name: getattr(statement, name) for name in PLACES}
    quoted = {name: span and span.quote(text) for name, span in places.items()}
    named = {name: str(getattr(statement, name)) for name in NAMES}
    return {**quoted, **named, "content": [span.quote(text) for span in statement.content]}
