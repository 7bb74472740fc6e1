"""Rows that stand at the same words are judged each for itself, and those that nothing tells apart together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from isnad.errors import JudgementError
from isnad.model import Form, JudgedLayer, Layers, Mention, MentionType, Report, Ruling, Span
from isnad.store.judgements import Draft
from isnad.store.placing import Placement
from isnad.store.record import Record
from isnad.store.schema import judgements, reports
from isnad.store.writing import Run

MENTIONS, SAMIR, JALAL = JudgedLayer.MENTIONS, "سامر الهلالي", "جلال السماقي"
RUN = Run(version="1", rules="r", models="m")


@pytest.fixture
def record(name: str) -> Iterator[Record]:
    with Record(name, create=True) as opened:
        yield opened


def twins(record: Record) -> dict[str, Any]:
    """The words of a report that stand for two (`هما`), and for one who is not known; a name was found by two rules."""
    text = "لقاء\n\nالتقى سامر الهلالي جلال السماقي أمس. وهما وزيران."
    both, name = Span(text.index("هما"), text.index("هما") + 3), Span(text.index("سامر"), text.index(" جلال"))
    rows = [
        Mention(span=name, type=MentionType.PER, entity=SAMIR, rule="body"),
        Mention(span=name, type=MentionType.PER, entity=SAMIR, rule="short-form"),
        *(Mention(span=both, type=MentionType.PER, form=Form.PRONOUN, entity=one) for one in (SAMIR, JALAL, None)),
    ]
    record.writer(RUN).add([(Report(id="two", text=text), Layers(mentions=tuple(rows)))])
    return {"report": "two", "at": {"span": [both.start, both.end]}}


def rejecting(subject: dict[str, Any]) -> Draft:
    return Draft(verdict=Ruling.REJECT, layer=MENTIONS, subject=subject)


def entities_of(record: Record) -> list[str | None]:
    (told,) = record.judged_reports(reports.c.id == "two")
    return [one.entity for one in told.kept.layers.mentions]


def test_rows_at_the_same_words_are_told_apart_by_whom_they_mean(record: Record) -> None:
    subject = twins(record)
    with pytest.raises(JudgementError, match=f"`name` of one, '{SAMIR}', '{JALAL}', ''"):
        record.judge(rejecting(subject), author="ليلى")
    rejected = record.judge(rejecting(subject | {"name": JALAL}), author="ليلى")
    assert entities_of(record) == [SAMIR, SAMIR, SAMIR, None]
    draft = Draft(verdict=Ruling.CORRECT, layer=MENTIONS, subject=subject | {"name": ""}, field="entity", value="نادر")
    corrected = record.judge(draft, author="ليلى")
    assert entities_of(record) == [SAMIR, SAMIR, SAMIR, "نادر"]
    question = record.question("two", MENTIONS, 4)
    assert question is not None
    assert [one.id for one in question.row.judgements] == [corrected.id]
    assert question.doubt.subject == corrected.subject
    record.undo(rejected.id, "ليلى")
    assert entities_of(record) == [SAMIR, SAMIR, SAMIR, JALAL, "نادر"]
    other = record.question("two", MENTIONS, 3)
    assert other is not None
    assert other.doubt.subject.name == JALAL
    record.judge(rejecting(msgspec.to_builtins(other.doubt.subject)), author="ليلى")
    assert entities_of(record) == [SAMIR, SAMIR, SAMIR, "نادر"]


def test_a_judgement_that_names_nobody_stays_on_the_first_of_its_rows(record: Record) -> None:
    subject = twins(record)
    kept = record.judge(rejecting(subject | {"name": SAMIR}), author="ليلى")
    with record.engine.begin() as connection:  # as it was kept before rows were told apart
        told = msgspec.json.encode(msgspec.structs.replace(kept.subject, name=None)).decode()
        connection.execute(judgements.update().values(subject=told))
    assert entities_of(record) == [SAMIR, SAMIR, JALAL, None]
    assert [one.placement for one in record.stood()] == [Placement.EXACT]


def test_what_is_said_of_a_row_holds_for_its_double(record: Record) -> None:
    twins(record)
    subject = {"report": "two", "at": {"quote": SAMIR}}
    made = record.judge(rejecting(subject), author="ليلى")
    assert entities_of(record) == [SAMIR, JALAL, None]
    record.undo(made.id, "ليلى")
    assert entities_of(record) == [SAMIR, SAMIR, SAMIR, JALAL, None]
