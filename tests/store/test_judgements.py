from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_reports import FIRST, PEOPLE, SECOND, report_of
from sqlalchemy import select

from isnad.errors import AlreadyToldError, JudgementError
from isnad.model import (
    JudgedLayer,
    Layers,
    Ruling,
    Span,
)
from isnad.store.corrected import corrected
from isnad.store.judgements import Draft
from isnad.store.placing import Placement
from isnad.store.record import Record
from isnad.store.schema import JUDGED, LAYER_TABLES, reports


def changed(layers: Layers) -> Layers:
    """What a newer run makes of it: other ends of contents, other speakers, other order, other scores."""
    replace = msgspec.structs.replace
    statements = [
        replace(
            one,
            content=(Span(one.content[0].start, one.content[0].end - 2),),
            speaker="وزير الموانئ",
            score=0.4,
        )
        for one in layers.statements
    ]
    events = [replace(one, anchor=Span(one.anchor.start - 1, one.anchor.end), score=0.5) for one in layers.events]
    mentions = [replace(one, span=Span(one.span.start, one.span.end - 1), entity=None) for one in layers.mentions]
    return replace(
        layers, statements=tuple(reversed(statements)), events=tuple(reversed(events)), mentions=tuple(mentions)
    )


@pytest.fixture
def record(name: str) -> Iterator[Record]:
    with Record(name, create=True) as opened:
        opened.writer(FIRST).add([report_of(number) for number in range(5)])
        yield opened


def statement(record: Record, report: str, at: int) -> dict[str, Any]:
    """The subject of a statement, told by the place of its cue."""
    (kept,) = record.reports(reports.c.id == report, reports.c.current)
    cue = kept.layers.statements[at].cue
    return {"report": report, "at": {"span": [cue.start, cue.end]}}


def draft(verdict: str, subject: dict[str, Any], *, layer: str = "statements", **more: Any) -> Draft:
    return Draft(verdict=Ruling(verdict), layer=JudgedLayer(layer), subject=subject, **more)


def rows(record: Record) -> list[Any]:
    """Everything that the machine wrote."""
    with record.engine.connect() as connection:
        written = [list(connection.execute(select(reports)))]
        for name, table in LAYER_TABLES.items():
            columns = [column for column in table.c if column.name not in ("seen", "judged")]
            theirs = [table.c.person == 0] if name in JUDGED else []
            query = select(*columns).where(*theirs).order_by(table.c.report, table.c.at)
            written.append(list(connection.execute(query)))
        return written


def fifty(record: Record) -> list[int]:
    """Fifty judgements of all kinds, on all layers of a report."""
    numbers = []
    for kept in list(record.reports()):
        name, layers = kept.report.id, kept.layers
        cues = [{"report": name, "at": {"span": [one.cue.start, one.cue.end]}} for one in layers.statements]
        anchors = [{"report": name, "at": {"span": [one.anchor.start, one.anchor.end]}} for one in layers.events]
        words = [{"report": name, "at": {"quote": PEOPLE[at]}} for at in range(3)]
        headline = {"cue": {"quote": "عنوان"}, "speaker": "كاتب الخبر", "content": ["الخبر"], "kind": "indirect"}
        for one in (
            draft("accept", cues[0]),
            draft("reject", cues[1]),
            draft("correct", cues[2], field="channel", value="tweet"),
            draft("correct", cues[3], field="source", value="هدى"),
            draft("reject", anchors[0], layer="events"),
            draft("accept", anchors[1], layer="events"),
            draft("correct", anchors[2], layer="events", field="status", value="denied"),
            draft("correct", words[0], layer="mentions", field="entity", value="سامر بن علي الهلالي"),
            draft("reject", words[1], layer="mentions"),
            draft("add", {"report": name}, value=headline, note="في العنوان"),
        ):
            numbers.append(record.judge(one, author="ليلى").id)
    return numbers


def seen(record: Record, report: str = "r0") -> Layers:
    (kept,) = record.reports(reports.c.id == report, reports.c.current, judged=True)
    return kept.layers


def test_fifty_judgements_are_seen_and_the_machines_rows_stay_as_they_were(record: Record) -> None:
    before = rows(record)
    assert len(set(fifty(record))) == 50
    assert rows(record) == before
    for kept in record.reports(judged=True, check=True):
        layers, text = kept.layers, kept.report.text
        assert [one.speaker for one in layers.statements] == ["كاتب الخبر", *(PEOPLE[at] for at in (0, 2, 3, 4))]
        assert layers.statements[2].channel == "tweet"
        source = layers.statements[3].source
        assert source is not None
        assert source.quote(text) == "هدى"
        assert [one.actors[0] for one in layers.events] == list(PEOPLE[1:])
        assert layers.events[1].status == "denied"
        assert [one.entity for one in layers.mentions] == ["سامر بن علي الهلالي", *PEOPLE[2:]]


def test_fifty_judgements_survive_reading_again_by_another_run(record: Record) -> None:
    numbers = fifty(record)
    record.writer(SECOND).add([(report, changed(layers)) for report, layers in map(report_of, range(5))])
    found = {number: how for one in record.judged_reports() for number, how in one.placements.items()}
    assert sorted(found) == numbers
    assert set(found.values()) == {Placement.MOVED, Placement.RESTORED}
    assert [how for how in found.values() if how is Placement.RESTORED] == [Placement.RESTORED] * 5
    for kept in record.reports(judged=True, check=True):
        layers, text = kept.layers, kept.report.text
        speakers = {one.speaker for one in layers.statements}
        assert {"كاتب الخبر", PEOPLE[0], "وزير الموانئ"} == speakers
        assert len(layers.statements) == 5
        accepted = next(one for one in layers.statements if one.speaker == PEOPLE[0])
        assert accepted.content[0].quote(text).endswith("الرصيف 0")
        assert sum(one.channel == "tweet" for one in layers.statements) == 1
        assert len(layers.events) == 4
        assert sum(one.status == "denied" for one in layers.events) == 1
        assert len(layers.mentions) == 4
        assert layers.mentions[0].entity == "سامر بن علي الهلالي"


def test_what_the_newer_run_lost_is_shown_where_a_person_held_it_and_else_listed_as_unplaced(record: Record) -> None:
    fifty(record)
    lost = [(report, msgspec.structs.replace(layers, statements=())) for report, layers in map(report_of, range(5))]
    record.writer(SECOND).add(lost)
    for one in record.judged_reports():
        assert [told.speaker for told in one.kept.layers.statements] == [
            "كاتب الخبر",
            *(PEOPLE[at] for at in (0, 2, 3)),
        ]
        assert [row.at for row in one.rows[JudgedLayer.STATEMENTS]] == [None] * 4
        assert list(one.placements.values()).count(Placement.UNPLACED) == 1  # what was rejected is not there to reject


def test_a_corrected_text_of_the_outlet_takes_the_judgements_along(record: Record) -> None:
    fifty(record)
    report, _ = report_of(0)
    added = "وقال رئيس التحرير إن الصحيفة صححت هذا الخبر.\n"
    text = report.text.replace("\n\n", "\n\n" + added)
    moved = msgspec.json.decode(
        msgspec.json.encode(report_of(0)[1]), type=Layers
    )  # the same layers, further on in the text
    by = len(added)

    def on(place: Span) -> Span:
        return Span(place.start + by, place.end + by)

    replace = msgspec.structs.replace
    layers = replace(
        moved,
        statements=tuple(
            replace(one, cue=on(one.cue), source=one.source and on(one.source), content=(on(one.content[0]),))
            for one in moved.statements
        ),
        events=tuple(replace(one, anchor=on(one.anchor)) for one in moved.events),
        mentions=tuple(replace(one, span=on(one.span)) for one in moved.mentions),
    )
    record.writer(FIRST).add([(replace(report, text=text), layers)])
    (one,) = record.judged_reports(reports.c.id == "r0", reports.c.current)
    assert one.kept.version == 2
    assert list(one.placements.values()).count(Placement.EXACT) == 9
    assert [told.speaker for told in one.kept.layers.statements] == ["كاتب الخبر", *(PEOPLE[at] for at in (0, 2, 3, 4))]
    assert one.kept.layers.statements[2].channel == "tweet"


def test_undoing_restores_the_judgement_before(record: Record) -> None:
    subject = statement(record, "r0", 0)
    first = record.judge(draft("correct", subject, field="channel", value="speech"), author="ليلى")
    second = record.judge(draft("correct", subject, field="channel", value="letter"), author="نادر")
    assert seen(record).statements[0].channel == "letter"
    taken = record.undo(second.id, "ليلى")
    assert taken.undone is not None
    assert taken.undone_by == "ليلى"
    assert seen(record).statements[0].channel == "speech"
    record.undo(first.id, "ليلى")
    assert seen(record).statements[0].channel == "unspecified"
    assert [one.undone_by for one in record.judgements()] == ["ليلى", "ليلى"]
    with pytest.raises(JudgementError, match="taken back by ليلى"):
        record.undo(first.id, "ليلى")
    with pytest.raises(JudgementError, match="no judgement 99"):
        record.undo(99, "ليلى")


def test_of_two_people_who_contradict_the_last_wins_and_both_are_listed(record: Record) -> None:
    subject = statement(record, "r0", 0)
    record.judge(draft("reject", subject, made="2026-01-02T10:00:00+02:00"), author="ليلى")
    record.judge(draft("accept", subject, made="2026-01-02T09:00:00+00:00"), author="نادر")
    record.judge(draft("reject", subject, made="2026-01-01T09:00:00+00:00"), author="رامي")  # told later, made before
    assert len(seen(record).statements) == 5
    (one,) = record.judged_reports(reports.c.id == "r0")
    assert [told.author for told in one.rows[JudgedLayer.STATEMENTS][0].judgements] == ["رامي", "ليلى", "نادر"]
    assert [told.made for told in record.judgements()] == [
        "2026-01-01T09:00:00+00:00",
        "2026-01-02T08:00:00+00:00",
        "2026-01-02T09:00:00+00:00",
    ]


def test_what_a_person_added_can_be_corrected_and_rejected(record: Record) -> None:
    fields = {"cue": "عنوان", "speaker": "كاتب الخبر", "content": "الخبر", "kind": "indirect"}
    record.judge(draft("add", {"report": "r1"}, value=fields), author="ليلى")
    subject = {"report": "r1", "at": "عنوان"}
    record.judge(draft("correct", subject, field="kind", value="direct"), author="ليلى")
    assert seen(record, "r1").statements[0].kind == "direct"
    assert seen(record, "r1").statements[0].rule == "person"
    last = record.judge(draft("reject", subject), author="نادر")
    assert len(seen(record, "r1").statements) == 5
    record.undo(last.id, "نادر")
    assert len(seen(record, "r1").statements) == 6


def test_what_is_told_already_is_not_added_again(record: Record) -> None:
    (kept,) = record.reports(reports.c.id == "r1", reports.c.current)
    one, text = kept.layers.statements[0], kept.report.text
    same = {"cue": one.cue, "speaker": "كاتب الخبر", "content": [one.content[0]], "kind": "direct"}
    missed = {"cue": "عنوان", "speaker": "كاتب الخبر", "content": "الخبر", "kind": "indirect"}
    assert record.add(draft("add", {"report": "r1"}, value=missed), author="ليلى") == len(kept.layers.statements)
    record.judge(draft("reject", statement(record, "r1", 0)), author="ليلى")
    for value, place in ((missed, len(kept.layers.statements)), (same, 0)):
        with pytest.raises(AlreadyToldError) as told:
            record.add(draft("add", {"report": "r1"}, value=msgspec.to_builtins(value)), author="نادر")
        assert (told.value.place, told.value.field) == (place, "cue")
    assert [judgement.author for judgement in record.judgements()] == ["ليلى", "ليلى"]
    assert [one.cue.quote(text) for one in seen(record, "r1").statements].count("عنوان") == 1


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"field": "mood", "value": "x"}, "no field 'mood' to correct: there are cue, source"),
        ({"field": "kind", "value": "loud"}, "Invalid enum value"),
        ({"field": "source", "value": "كلمة لم تقل"}, "does not hold the words"),
        ({"field": "source", "value": [5, 9000]}, "does not lie in a text"),
        ({"field": "source", "value": {"span": [0, 3], "quote": "قال"}}, "the text says 'عنو' there"),
        ({"field": "speaker", "value": ""}, "may not be empty"),
        ({"value": "x"}, "names its `field`"),
        ({"field": "kind", "value": "direct", "made": "2026-01-01T09:00:00"}, "zone"),
        ({"field": "kind", "value": "direct", "author": " "}, "name of its author"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(record: Record, more: dict[str, Any], told: str) -> None:
    with pytest.raises(JudgementError, match=told):
        record.judge(draft("correct", statement(record, "r0", 0), **more), author="ليلى")
    assert record.judgements() == []


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ({}, "names its report"),
        ({"report": "none"}, "no report 'none'"),
        ({"report": "r0"}, "tells its cue"),
        ({"report": "r0", "at": {"quote": "قال"}}, "told 5 times: give one of"),
        ({"report": "r0", "at": {"quote": "أعلن"}}, "none of the statements is told by"),
        ({"report": "r0", "at": {"span": [0, 3]}}, "none of its statements is at these words"),
    ],
)
def test_a_subject_that_is_not_there_is_refused(record: Record, subject: dict[str, Any], told: str) -> None:
    with pytest.raises(JudgementError, match=told):
        record.judge(draft("reject", subject), author="ليلى")


def test_a_file_of_judgements_is_kept_whole_or_not_at_all_and_not_doubled(
    record: Record, new_name: Callable[[], str]
) -> None:
    fifty(record)
    exported = [msgspec.convert(msgspec.to_builtins(one), Draft) for one in record.judgements()]
    assert len(record.apply(exported)) == 50
    assert len(record.judgements()) == 50
    with Record(new_name(), create=True) as other:
        other.writer(FIRST).add([report_of(number) for number in range(5)])
        with pytest.raises(JudgementError, match="judgement 51: there is no report"):
            other.apply([*exported, draft("reject", {"report": "none"})])
        assert other.judgements() == []
        other.apply(exported)
        assert list(other.reports(judged=True)) == list(record.reports(judged=True))


def test_a_program_may_give_words_for_verdict_and_layer(record: Record) -> None:
    subject = statement(record, "r0", 0)
    made = record.judge(Draft(verdict="reject", layer="statements", subject=subject), author="ليلى")  # type: ignore[arg-type]
    assert made.verdict is Ruling.REJECT
    assert record.judgements(layer="statements", report="r0") == [made]
    with pytest.raises(JudgementError, match="Invalid enum value 'no'"):
        record.judge(Draft(verdict="no", layer="statements", subject=subject), author="ليلى")  # type: ignore[arg-type]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("judge"), st.integers(0, 4), st.sampled_from(["accept", "reject", "tweet", "speech"])),
        st.tuples(st.just("undo"), st.integers(0, 30), st.just("")),
    ),
    max_size=25,
)


@given(steps=STEPS)
@settings(max_examples=25, deadline=None)
def test_any_sequence_of_judging_and_undoing_is_what_is_left_of_it(
    steps: list[tuple[str, int, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Record(str(tmp_path_factory.mktemp("steps") / "record.db"), create=True) as record:
        record.writer(FIRST).add([report_of(0)])
        before = rows(record)
        alive: list[tuple[int, int, str]] = []
        for step, number, how in steps:
            if step == "undo" and alive:
                gone, *_ = alive.pop(number % len(alive))
                record.undo(gone, "نادر")
            elif step == "judge":
                subject = statement(record, "r0", number)
                whole = how in ("accept", "reject")
                field = {} if whole else {"field": "channel", "value": how}
                made = record.judge(draft(how if whole else "correct", subject, **field), author="ليلى")
                alive.append((made.id, number, how))
        verdicts = {at: how for _, at, how in alive if how in ("accept", "reject")}
        channels = {at: how for _, at, how in alive if how in ("tweet", "speech")}
        expected = [(PEOPLE[at], channels.get(at, "unspecified")) for at in range(5) if verdicts.get(at) != "reject"]
        assert [(one.speaker, str(one.channel)) for one in seen(record).statements] == expected
        assert rows(record) == before
        (kept,) = record.reports()
        assert corrected(kept, []).kept == kept
