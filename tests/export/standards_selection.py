"""A small record with everything that the formats of other programs need: two reports, what they share, and a cut.

The first report has marks on its letters and an emoji of several code points before its statements, so that whoever
counts bytes, UTF-16 units or bare letters quotes the wrong words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from isnad.export.item import Reading
from isnad.export.selection import Provenance
from isnad.model import (
    Actor,
    ActorName,
    ActorRole,
    Channel,
    Entity,
    Event,
    EventType,
    Evidence,
    Form,
    Kind,
    Layers,
    Mention,
    MentionType,
    Place,
    Quantity,
    Report,
    Role,
    Span,
    Statement,
    Status,
    Story,
    SummarySentence,
    Tie,
)
from isnad.model.chronology import Entry
from isnad.model.happening import Field, Happening, HappeningKind, Telling, Value, Verdict

FAMILY = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"
FIRST = (
    f"الهلالي يلتقي النجار {FAMILY} في المرسى\n\n"
    "قالَ وزيرُ الصيدِ سامر الهلالي لوكالة الموجة إنَّ «المُوسِمَ <آمنٌ> & طويلٌ».\n"
    "والتقى الهلالي رئيسة البلدية هناء النجار في المرسى أمس، وأصيب 3 صيادين."
)
SECOND = "أكد سامر الهلالي أن الموسم آمن وطويل.\nوكان قد التقى هناء النجار في المرسى."


@dataclass(frozen=True)
class Read:
    report: Report
    layers: Layers


def in_text(text: str, words: str, nth: int = 0) -> Span:
    """Where words stand in a text, the first time or a later one."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def first(words: str, nth: int = 0) -> Span:
    return in_text(FIRST, words, nth)


def second(words: str, nth: int = 0) -> Span:
    return in_text(SECOND, words, nth)


SAMER, HANAA, HARBOUR = "سامر الهلالي", "هناء النجار", "المرسى"

REPORT = Report(
    id="موجة/1&2",
    text=FIRST,
    outlet="صحيفة <الشاطئ> & الموج",
    url="https://shore.example/a?x=1&y=2",
    title="الهلالي يلتقي النجار",
    author="ليلى الصفدي",
    published="2018-05-29T09:05:00+02:00",
    headline=first(f"الهلالي يلتقي النجار {FAMILY} في المرسى"),
)
LAYERS = Layers(
    language="ar",
    mentions=(
        Mention(span=first("سامر الهلالي"), type=MentionType.PER, entity=SAMER),
        Mention(span=first("وكالة الموجة"), type=MentionType.ORG, entity="وكالة الموجة"),
        Mention(span=first("الهلالي", 2), type=MentionType.PER, entity=SAMER),
        Mention(span=first("رئيسة البلدية"), type=MentionType.PER, form=Form.NOMINAL, entity=HANAA),
        Mention(span=first("هناء النجار"), type=MentionType.PER, entity=HANAA),
        Mention(span=first("المرسى", 1), type=MentionType.LOC, entity=HARBOUR),
        Mention(span=first(FAMILY), type=MentionType.MISC),
    ),
    entities=(
        Entity(
            name=SAMER,
            type=MentionType.PER,
            names=(SAMER, "الهلالي"),
            roles=(Role(span=first("وزيرُ الصيدِ"), title="وزير", organisation="الصيد", country="LY"),),
        ),
        Entity(name="وكالة الموجة", type=MentionType.ORG, names=("وكالة الموجة",)),
        Entity(name=HANAA, type=MentionType.PER, names=(HANAA,)),
        Entity(
            name=HARBOUR,
            type=MentionType.LOC,
            names=(HARBOUR,),
            country="TN",
            place=Place(geonames=2470000, name="La Marsa", country="TN", latitude=36.878, longitude=10.325),
        ),
    ),
    statements=(
        Statement(
            cue=first("قالَ"),
            source=first("وزيرُ الصيدِ سامر الهلالي"),
            speaker=SAMER,
            content=(first("المُوسِمَ <آمنٌ> & طويلٌ"),),
            kind=Kind.DIRECT,
            channel=Channel.MEDIA,
            channel_span=first("لوكالة"),
            via=first("وكالة الموجة"),
            time="2018-05-28",
            time_span=first("أمس"),
            rule="verb",
            score=0.9,
        ),
    ),
    events=(
        Event(
            type=EventType.CONSULT,
            mode="meet",
            anchor=first("التقى"),
            actors=(SAMER, HANAA),
            actor_spans=(first("الهلالي", 2), first("هناء النجار")),
            date="2018-05-28",
            date_span=first("أمس"),
            place=first("المرسى", 1),
            host=HANAA,
            guest=SAMER,
            said_there=(0,),
            rule="meet",
            score=0.8,
        ),
        Event(
            type=EventType.ASSAULT,
            anchor=first("أصيب"),
            recipients=("صيادين",),
            recipient_spans=(first("صيادين"),),
            date="2018-W22",
            status=Status.ACTUAL,
            claimed_by=SAMER,
            quantities=(Quantity(span=first("3"), of="wounded", value=3),),
        ),
    ),
)
AGAIN = Report(
    id="r2", text=SECOND, outlet="إذاعة الميناء", published="2018-05-30", title="الموسم آمن", url="javascript:alert(1)"
)
AGAIN_LAYERS = Layers(
    language="ar",
    mentions=(Mention(span=second(SAMER), type=MentionType.PER, entity=SAMER),),
    entities=(
        Entity(name=SAMER, type=MentionType.PER, names=(SAMER,)),
        Entity(name=HANAA, type=MentionType.PER, names=(HANAA,)),
    ),
    statements=(
        Statement(
            cue=second("أكد"),
            source=second(SAMER),
            speaker=SAMER,
            content=(second("الموسم آمن"), second("طويل")),
            kind=Kind.INDIRECT,
        ),
        Statement(
            cue=second("قد"), source=None, speaker="مجهول", content=(second("آمن"),), kind=Kind.DIRECT, time="PAST_REF"
        ),
    ),
    events=(
        Event(
            type=EventType.CONSULT,
            anchor=second("التقى"),
            actors=(SAMER, HANAA),
            place=second("المرسى"),
            date="2018-05",
        ),
    ),
)
READS = (Read(REPORT, LAYERS), Read(AGAIN, AGAIN_LAYERS))
TEXTS = {read.report.id: read.report.text for read in READS}

ACTORS = (
    Actor(
        id=7,
        name=SAMER,
        type=MentionType.PER,
        names=(ActorName(name=SAMER, reports=2), ActorName(name="الهلالي", reports=1)),
        roles=(
            ActorRole(
                title="وزير", organisation="الصيد", country="LY", reports=1, first="2018-05-29", last="2018-05-29"
            ),
            ActorRole(title="نائب", qualifiers="former"),
        ),
        country="LY",
        members=((REPORT.id, 0), ("r2", 0)),
    ),
    Actor(id=8, name="وكالة الموجة", type=MentionType.ORG, members=((REPORT.id, 1),)),
    Actor(id=9, name=HANAA, type=MentionType.PER, members=((REPORT.id, 2), ("r2", 1))),
    Actor(id=10, name=HARBOUR, type=MentionType.LOC, country="TN", geonames=2470000, members=((REPORT.id, 3),)),
    Actor(id=11, name=FAMILY, type=MentionType.MISC),
)


def evidence(read: Read, span: Span) -> Evidence:
    report = read.report
    return Evidence(
        report=report.id,
        span=span,
        quote=span.quote(report.text),
        outlet=report.outlet,
        published=(report.published or "")[:10],
    )


TIES = (
    Tie(
        one=7,
        one_name=SAMER,
        relation="met",
        other=9,
        other_name=HANAA,
        period="2018-05",
        dated_by="told",
        reports=2,
        independent=2,
        claimed=0,
        examples=(evidence(READS[0], first("التقى")), evidence(READS[1], second("التقى"))),
    ),
    Tie(
        one=9,
        one_name=HANAA,
        relation="praised",
        other=12,
        other_name="بلدية <الرمل> & الحجر",
        period=None,
        dated_by=None,
        reports=1,
        independent=1,
        claimed=1,
        examples=(evidence(READS[0], first("هناء النجار")),),
    ),
)


def telling(read: Read, words: str, sentence: str, **fields: object) -> Telling:
    text = read.report.text
    given: dict[str, object] = {
        "at": 0,
        "span": in_text(text, words),
        "quote": words,
        "sentence": in_text(text, sentence),
        "sentence_quote": sentence,
        "outlet": read.report.outlet,
        "published": read.report.published,
        **fields,
    }
    return Telling(report=read.report.id, **given)  # type: ignore[arg-type]


MEETING = Happening(
    id="h1",
    story=0,
    kind=HappeningKind.EVENT,
    type="CONSULT",
    tellings=(
        telling(READS[0], "التقى", "التقى الهلالي رئيسة البلدية هناء النجار في المرسى أمس", status="actual"),
        telling(READS[1], "التقى", "وكان قد التقى هناء النجار في المرسى.", status="actual"),
    ),
    independent=2,
    fields=(
        Field(
            name="date",
            verdict=Verdict.DISAGREED,
            values=(Value(value="2018-05-28", tellings=(0,)), Value(value="2018-05-21", tellings=(1,))),
        ),
    ),
    who=("7", "9"),
    names=(SAMER, HANAA),
)
SAID = Happening(
    id="h2",
    story=0,
    kind=HappeningKind.STATEMENT,
    type="say",
    tellings=(
        telling(
            READS[0],
            "المُوسِمَ <آمنٌ> & طويلٌ",
            "المُوسِمَ <آمنٌ> & طويلٌ",
            speaker=SAMER,
            cue="قالَ",
            cue_span=first("قالَ"),
            form="direct",
        ),
        telling(
            READS[1], "الموسم آمن", "الموسم آمن", speaker=SAMER, cue="أكد", cue_span=second("أكد"), form="indirect"
        ),
    ),
    independent=2,
    who=("7",),
    names=(SAMER,),
)
HURT = replace(
    MEETING,
    id="h3",
    type="ASSAULT",
    tellings=(telling(READS[0], "أصيب", "وأصيب 3 صيادين", at=1, speaker=SAMER, status="actual"),),
    independent=1,
    fields=(),
    names=("صيادون",),
    who=("صيادون",),
    denied_by=("h2",),
)
ENTRIES = (
    Entry(
        kind="event",
        happening=replace(HURT, id="h0"),
        date="2018-W22",
        precision="week",
        first="2018-05-28",
        last="2018-06-03",
    ),
    Entry(
        kind="meeting",
        happening=MEETING,
        date="2018-05-28",
        precision="day",
        first="2018-05-28",
        last="2018-05-28",
        others=("2018-05-21",),
    ),
    Entry(kind="event", happening=HURT, date="2018-06", precision="month", first="2018-06-01", last="2018-06-30"),
    Entry(kind="statement", happening=SAID, first_told="2018-05-29T07:05:00Z"),
)
STORY = Story(
    id="s1",
    reports=(REPORT.id, "r2"),
    copies=((REPORT.id, "r2"),),
    independent=1,
    label="الهلالي يلتقي النجار",
    label_report=REPORT.id,
    outlets=(REPORT.outlet or "", "إذاعة الميناء"),
    first="2018-05-29",
    last="2018-05-30",
    summary=(
        SummarySentence(
            report="r2",
            span=second("وكان قد التقى هناء النجار في المرسى."),
            quote="وكان قد التقى هناء النجار في المرسى.",
        ),
    ),
)
COMPLETE = Provenance(
    title="لقاءات <سامر> الهلالي & غيره",
    made="2018-06-01T10:00:00Z",
    version="0.1.0",
    query="الهلالي & لقاء",
    rules="abc123",
    models="def456",
    reports=2,
)


@dataclass
class Invented:
    """A selection that is read from the constants above, and counts how often each stream was opened."""

    provenance: Provenance = COMPLETE
    reads: Iterable[Reading] = READS
    opened: list[str] = field(default_factory=list)

    def readings(self) -> Iterator[Reading]:
        self.opened.append("readings")
        yield from self.reads

    def stories(self) -> Iterator[Story]:
        yield STORY

    def happenings(self) -> Iterator[Happening]:
        yield from (MEETING, SAID, HURT)

    def actors(self) -> Iterator[Actor]:
        yield from ACTORS

    def ties(self) -> Iterator[Tie]:
        yield from TIES

    def entries(self) -> Iterator[Entry]:
        yield from ENTRIES


WHOLE = Invented()
CUT = Invented(provenance=replace(COMPLETE, left_out=5))
