"""What `expected.yaml` lists of the sample reports is found, and what it calls no statement is none."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest
from sample_reports import Refused, expected, read, refused
from statement_cases import known_misses

from isnad.evaluate.names import same_speaker
from isnad.model import Report, Statement
from isnad.text.normalise import normalise

FOUND, RIGHT = 0.85, 0.75  # the least shares of the listed statements


class Listed(NamedTuple):
    """A statement that must be found, and what was found of it."""

    id: str
    speaker: str
    starts: str
    found: tuple[str, ...]  # the speakers of the statements whose content starts so

    @property
    def right(self) -> bool:
        return any(same_speaker(self.speaker, speaker) for speaker in self.found)


def folded(words: str) -> str:
    """Words as they are compared: without marks, letter variants, and the spaces between them."""
    return "".join(normalise(words).text.split())


def starts(statement: Statement, report: Report, words: str) -> bool:
    content = folded(statement.content[0].quote(report.text))
    return content.startswith(folded(words)) or (len(content) > 5 and folded(words).startswith(content))


@cache
def listed() -> tuple[Listed, ...]:
    """Every listed statement beside what was found; words that stand twice in a report are asked for twice."""
    rows = []
    for id, wanted in expected().items():
        item = read()[id]
        left = list(item.layers.statements)
        for told in wanted["statements"]:
            like = [statement for statement in left if starts(statement, item.report, told["content_starts"])]
            best = next((one for one in like if same_speaker(told["speaker"], one.speaker)), like[0] if like else None)
            if best is not None:
                left.remove(best)
            found = (best.speaker,) if best is not None else ()
            rows.append(Listed(id, told["speaker"], told["content_starts"], found))
    return tuple(rows)


def test_most_listed_statements_are_found() -> None:
    missed = [row for row in listed() if not row.found]
    print(*(f"not found: {row.id}: {row.speaker}: {row.starts}" for row in missed), sep="\n")
    assert len(listed()) >= 60
    assert 1 - len(missed) / len(listed()) >= FOUND


def test_most_listed_statements_have_the_right_speaker() -> None:
    wrong = [row for row in listed() if not row.right]
    told = [f"{row.id}: {row.starts}: {row.speaker}, not {', '.join(row.found) or 'found'}" for row in wrong]
    print(*told, sep="\n")
    assert 1 - len(wrong) / len(listed()) >= RIGHT


def known(words: Refused) -> tuple[pytest.MarkDecorator, ...]:
    reason = "a known miss: once it passes, run `make known-misses`"
    return (pytest.mark.xfail(strict=True, reason=reason),) * (words.id in known_misses()["samples"])


@pytest.mark.parametrize("words", [pytest.param(words, id=words.id, marks=known(words)) for words in refused()])
def test_no_statement_is_made_of(words: Refused) -> None:
    assert words.taken() == []


def test_known_misses_are_words_that_are_listed() -> None:
    assert known_misses()["samples"] <= {words.id for words in refused()}
