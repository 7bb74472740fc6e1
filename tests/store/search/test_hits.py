"""What a query finds on a record."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from made_reports import RUN

from isnad.errors import QueryError
from isnad.model import Channel, Event, EventType, Kind, Layers, Report, Span, Statement
from isnad.store.record import Record
from isnad.store.search.hits import What
from isnad.store.writing import Run, Standing


def said(text: str, speaker: str, cue: str, content: str, **more: object) -> Statement:
    start = text.index(content)
    place = text.index(cue)
    return Statement(
        cue=Span(place, place + len(cue)),
        source=None,
        speaker=speaker,
        content=(Span(start, start + len(content)),),
        kind=Kind.INDIRECT,
        **more,  # type: ignore[arg-type]
    )


def report(
    id: str, text: str, *statements: Statement, outlet: str = "أرجوان", day: str = "2025-11-04", **more: object
) -> tuple[Report, Layers]:
    events = more.pop("events", ())
    return Report(id=id, text=text, outlet=outlet, published=day, **more), Layers(  # type: ignore[arg-type]
        language="ar",
        statements=statements,
        events=events,  # type: ignore[arg-type]
    )


ONE = "قال سامر الهلالي إن للميناء أهمية كبرى.\nوغرّد جلال السماقي أن الهدنة انتهت."
TWO = "أكد الوزير للهلالى أن المستشفي سيفتح خلال ٢٥ يوما."
THREE = 'هاجم مسلحون المينـاء، وقال سامر الهلالي: "الهدنة   باقية".'
REPORTS = (
    report(
        "one",
        ONE,
        said(ONE, "سامر الهلالي", "قال", "للميناء أهمية كبرى"),
        said(ONE, "جلال السماقي", "وغرّد", "الهدنة انتهت", channel=Channel.TWEET),
    ),
    report(
        "two",
        TWO,
        said(TWO, "الوزير", "أكد", "المستشفي سيفتح خلال ٢٥ يوما", addressee=Span(11, 18)),
        outlet="صحيفة زليج",
        day="2025-11-06",
    ),
    report(
        "three",
        THREE,
        said(THREE, "سامر الهلالي", "وقال", "الهدنة   باقية"),
        outlet="زليج",
        day="2025-12-01",
        events=(Event(type=EventType.ASSAULT, anchor=Span(0, 4), actors=("مسلحون",), actor_spans=(Span(5, 11),)),),
    ),
)


@pytest.fixture
def record(name: str) -> Iterator[Record]:
    with Record(name, create=True) as made:
        made.writer(RUN).add(REPORTS)
        yield made


def found(record: Record, query: str, what: What = What.REPORTS) -> list[str]:
    search = record.search(query, what)
    hits = search.hits(limit=50, oldest=True)
    assert search.count() == len(hits)
    return [hit.report for hit in hits]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["one", "two", "three"]),
        ("الهلالي", ["one", "two", "three"]),
        ("الميناء", ["one", "three"]),
        ("المستشفى", ["two"]),
        ("25", ["two"]),
        ("غرد", ["one"]),
        ("الميناء الهدنة", ["one", "three"]),
        ("الميناء -هاجم", ["one"]),
        ("المستشفى OR هاجم", ["two", "three"]),
        ("-الميناء", ["two"]),
        ('"الهدنة باقية"', ["three"]),
        ('"للميناء أهمية"', ["one"]),
        ('"الميناء"', []),
        ('-"الهدنة باقية"', ["one", "two"]),
        ("speaker:الهلالي", ["one", "three"]),
        ("قائل:السماقي", ["one"]),
        ('speaker:"سامر الهلالي" about:الميناء', ["one"]),
        ("speaker:السماقي about:الميناء", []),
        ("about:الهدنة", ["one", "three"]),
        ("to:الهلالي", ["two"]),
        ("outlet:زليج", ["two", "three"]),
        ("channel:tweet", ["one"]),
        ("channel:تغريدة", ["one"]),
        ("type:ASSAULT", ["three"]),
        ("نوع:هجوم", ["three"]),
        ("from:2025-11-05", ["two", "three"]),
        ("until:2025-11", ["one", "two"]),
        ("from:2025-11-05 until:2025-11-30", ["two"]),
        ("outlet:زليج (المستشفى OR type:ASSAULT)", ["two", "three"]),
        ("ناقلة", []),
    ],
)
def test_reports(record: Record, query: str, ids: list[str]) -> None:
    assert found(record, query) == ids


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("الهدنة", ["one", "three"]),
        ("speaker:الهلالي", ["one", "three"]),
        ("speaker:الهلالي about:الهدنة", ["three"]),
        ("channel:tweet", ["one"]),
        ("type:ASSAULT", ["three"]),
        ('"الهدنة باقية"', ["three"]),
        ("from:2025-12", ["three"]),
        ("-speaker:الهلالي", ["one", "two"]),
        ("-المستشفى", ["one", "one", "three"]),
        ("-(المستشفى OR channel:tweet)", ["one", "three"]),
        ("-about:الهدنة", ["one", "two"]),
        ("-to:الهلالي", ["one", "one", "three"]),
    ],
)
def test_statements(record: Record, query: str, ids: list[str]) -> None:
    assert found(record, query, What.STATEMENTS) == ids


@pytest.mark.parametrize(
    ("query", "count"),
    [
        *(("", 1), ("about:مسلحون", 1), ("about:الهلالي", 0), ("الميناء", 1), ("type:CONSULT", 0)),
        *(("-الميناء", 0), ("-about:مسلحون", 0), ("-about:الهلالي", 1)),
        *(("-speaker:الهلالي", 1), ("-channel:tweet", 1), ("-to:الهلالي", 1)),
    ],
)
def test_events(record: Record, query: str, count: int) -> None:
    assert record.search(query, What.EVENTS).count() == count


def test_a_snippet_quotes_the_source_and_marks_what_was_asked(record: Record) -> None:
    for what in What:
        for hit in record.search("الميناء", what).hits():
            text = next(one.text for one, _ in REPORTS if one.id == hit.report)
            assert hit.snippet is not None
            assert hit.snippet.span.quote(text) == hit.snippet.quote
            if what is What.REPORTS:
                assert {span.quote(text) for span in hit.snippet.matches} <= {"للميناء", "المينـاء"}
                assert hit.snippet.matches


def test_two_events_of_one_sentence_are_told_apart_by_the_words_that_tell_them(record: Record) -> None:
    text = "قصفت قوات زليج المرفأ ثم قصفت الجسر."
    places = [(at, at + len("قصفت")) for at in (0, text.rindex("قصفت"))]
    events = tuple(Event(anchor=Span(*place), type=EventType.ASSAULT, actors=("قوات زليج",)) for place in places)
    record.writer(RUN).add([report("twice", text, events=events)])
    hits = [hit for hit in record.search("زليج", What.EVENTS).hits() if hit.report == "twice"]
    assert [(hit.anchor, hit.anchor_span) for hit in hits] == [("قصفت", Span(*place)) for place in places]
    for hit in hits:
        assert hit.snippet is not None
        assert hit.anchor_span is not None
        assert hit.snippet.span.contains(hit.anchor_span)


def test_facets_count_all_hits(record: Record) -> None:
    facets = record.search("الهدنة", What.STATEMENTS).facets()
    assert [(facet.value, facet.count) for facet in facets["month"]] == [("2025-11", 1), ("2025-12", 1)]
    assert {facet.value: facet.count for facet in facets["speaker"]} == {"سامر الهلالي": 1, "جلال السماقي": 1}


def test_hits_come_in_pages(record: Record) -> None:
    search = record.search("")
    pages = [hit.report for start in (0, 1, 2) for hit in search.hits(limit=1, offset=start)]
    assert pages == ["three", "two", "one"]


def test_a_query_that_cannot_be_read_says_where(record: Record) -> None:
    with pytest.raises(QueryError, match="character 7"):
        record.search("هدنة (")


def test_what_a_person_types_never_reaches_the_engine(record: Record) -> None:
    for query in (
        'words:"x',
        "NEAR(a b)",
        "a*",
        "'; drop table reports; --",
        '"%"',
        "speaker:%",
        "outlet:_",
        "^a",
        "{words} : b",
    ):
        try:
            record.search(query).count()
            record.search(query, What.STATEMENTS).facets()
        except QueryError:
            continue
    assert record.search("").count() == 3


def test_a_corrected_report_is_found_by_its_newest_words_alone(record: Record) -> None:
    record.writer(RUN).add([report("two", "أكد الوزير أن المدرسة ستفتح.", day="2025-11-06")])
    assert found(record, "المستشفى") == []
    assert found(record, "المدرسة") == ["two"]


def test_statements_of_an_older_run_leave_the_index(record: Record) -> None:
    newer = record.writer(Run(version="2", rules="r", models="m"))
    changed = said(ONE, "جلال السماقي", "وغرّد", "الهدنة انتهت")
    assert newer.add([(REPORTS[0][0], Layers(language="ar", statements=(changed,)))]) == [Standing.STALE]
    assert found(record, "الميناء", What.STATEMENTS) == []
    assert found(record, "انتهت", What.STATEMENTS) == ["one"]
    assert found(record, "channel:tweet", What.STATEMENTS) == []


def test_rows_are_complete_and_make_a_frame(record: Record) -> None:
    rows = record.statements(speaker="الهلالي")
    assert len(rows) == 2
    assert [row["speaker"] for row in rows] == ["سامر الهلالي"] * 2
    assert rows.arrow().num_rows == 2
    assert list(rows.pandas()["report_id"]) == ["one", "three"]
    assert rows.polars()["content"].to_list() == ["للميناء أهمية كبرى", "الهدنة   باقية"]
    assert 'dir="auto"' in rows._repr_html_()
    assert len(record.events(type="ASSAULT")) == 1
    assert [row["id"] for row in record.search("الميناء from:2025-12").rows()] == ["three"]
