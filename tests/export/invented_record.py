"""An invented record for the tests of exports: two reports of a meeting, and two of a raid and of what came after it.

Marks on letters and an emoji of several code points stand before what is told, so that whoever counts bytes, UTF-16
units or bare letters quotes the wrong words. The reports of the meeting have what is found over them too. Of those of
the raid the first has a statement in two pieces, one nested in it, events of which one is denied and one has a known
place; the second begins cells with signs that a spreadsheet takes for formulas, and tells hardly anything of itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace
from readings import Read

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
    Origin,
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
RAID = (
    "قصف يطال مرفأ الديار 🚢\n\n"
    "قُتل أكثر من ثلاثة أشخاص في غارة جوية على مرفأ الديار، يوم 12 مايو 2025.\n"
    "وأكد وزير النقل سامر الهلالي أن «المرفأ 🚢 يعمل»، نافياً، نقلاً عن وكالة رواسي، أنّ المُصابين فرّوا، "
    "ومضيفاً أن الملاحة لم تتوقف.\n"
    "وخرج محتجون في الشهر نفسه إلى ساحة النخيل."
)
RETURN = "- هناء النجار: العودة قريبة\n=نفت النجار إلغاء الرحلة."


def find(words: str, text: str = RAID) -> Span:
    """Where words first stand in a text."""
    return in_text(text, words)


RAIDED = Span(find("على مرفأ الديار").start + len("على "), find("على مرفأ الديار").end)


def mention(words: str, type: MentionType, entity: str, text: str = RAID) -> Mention:
    return Mention(span=find(words, text), type=type, form=Form.NAME, entity=entity, rule="tagger", score=0.9)


PORT = Place(geonames=99001, name="Marfa ad Diyar", country="LY", latitude=32.5, longitude=-13.25, feature="PPL")
RAIDS = (
    Read(
        Report(
            id="rawasi/1",
            text=RAID,
            outlet="وكالة رواسي & شركاؤها",
            url="https://rawasi.example/خبر?a=1&b={2}",
            title="قصف يطال مرفأ الديار 🚢",
            author="جاد الزيزفوني and نور",
            published="2025-05-13T09:30:00+02:00",
            headline=find("قصف يطال مرفأ الديار 🚢"),
            origin=Origin(path="reports.jsonl", media_type="application/x-ndjson", sha256="ab" * 32, member="1"),
        ),
        Layers(
            language="ar",
            mentions=(
                mention("مرفأ الديار", MentionType.LOC, "مرفأ الديار"),
                Mention(span=RAIDED, type=MentionType.LOC, entity="مرفأ الديار"),
                mention("سامر الهلالي", MentionType.PER, "سامر الهلالي"),
                mention("ساحة النخيل", MentionType.LOC, "ساحة النخيل"),
            ),
            entities=(
                Entity(name="مرفأ الديار", type=MentionType.LOC, names=("مرفأ الديار",), country="LY", place=PORT),
                Entity(
                    name="سامر الهلالي",
                    type=MentionType.PER,
                    names=("سامر الهلالي", "الهلالي"),
                    country="LY",
                    roles=(Role(span=find("وزير النقل"), title="وزير", organisation="النقل"),),
                ),
                Entity(name="ساحة النخيل", type=MentionType.LOC, names=("ساحة النخيل",), candidates=(PORT, PORT)),
            ),
            statements=(
                Statement(
                    cue=find("أكد"),
                    source=find("وزير النقل سامر الهلالي"),
                    speaker="سامر الهلالي",
                    content=(find("المرفأ 🚢 يعمل"), find("الملاحة لم تتوقف")),
                    kind=Kind.MIXED,
                    via=find("وكالة رواسي"),
                    channel=Channel.MEDIA,
                    channel_span=find("نقلاً عن"),
                    lemma="أكد",
                ),
                Statement(
                    cue=find("نافياً"),
                    source=None,
                    speaker="سامر الهلالي",
                    content=(find("المُصابين فرّوا"),),
                    kind=Kind.INDIRECT,
                    polarity="negative",
                    nested_in=0,
                    alternatives=("هناء النجار", "نور"),
                ),
            ),
            events=(
                Event(
                    type=EventType.ASSAULT,
                    mode="aerial",
                    anchor=find("غارة جوية"),
                    recipients=("ثلاثة أشخاص",),
                    recipient_spans=(find("ثلاثة أشخاص"),),
                    mentions=(find("قصف"),),
                    date="2025-05-12",
                    date_span=find("12 مايو 2025"),
                    place=RAIDED,
                    quantities=(Quantity(span=find("أكثر من ثلاثة"), of="killed", value=3, bound="least"),),
                    contexts=("military",),
                ),
                Event(
                    type=EventType.RETREAT,
                    anchor=find("فرّوا"),
                    actors=("سامر الهلالي", "نور"),
                    actor_spans=(find("المُصابين"),),
                    status=Status.DENIED,
                    claimed_by="سامر الهلالي",
                    told_in=1,
                ),
                Event(
                    type=EventType.PROTEST,
                    mode="demo",
                    anchor=find("خرج محتجون"),
                    actors=("محتجون",),
                    date="2025-05",
                    date_span=find("الشهر نفسه"),
                    place=find("ساحة النخيل"),
                ),
            ),
        ),
    ),
    Read(
        Report(id="تقرير 2", text=RETURN, title="=HYPERLINK{1} 50% \\ 'و'", published="2025-06"),
        Layers(
            statements=(
                Statement(
                    cue=find("نفت", RETURN),
                    source=find("النجار", RETURN),
                    speaker="@هناء النجار",
                    content=(find("=نفت النجار إلغاء الرحلة.", RETURN),),
                    kind=Kind.INDIRECT,
                ),
            ),
        ),
    ),
)
SPOILT = Read(RAIDS[1].report, Layers(events=(Event(type=EventType.AID, anchor=Span(5, 900), place=Span(5, 901)),)))


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
    """A selection of the reports of the meeting or of others; `across`, what is found over those of the meeting too."""

    reads: Iterable[Reading] = READS
    provenance: Provenance = COMPLETE
    across: bool = True
    opened: int = field(default=0)

    def readings(self) -> Iterator[Reading]:
        """The reports; how often they were streamed is counted."""
        self.opened += 1
        return iter(self.reads)

    def reports(self) -> Iterator[Report]:
        """The reports alone."""
        return (read.report for read in self.reads)

    def stories(self) -> Iterator[Story]:
        """The one story."""
        yield from (STORY,) if self.across else ()

    def happenings(self) -> Iterator[Happening]:
        """What is told in it."""
        yield from (MEETING, SAID, HURT) if self.across else ()

    def actors(self) -> Iterator[Actor]:
        """Who is named."""
        yield from ACTORS if self.across else ()

    def ties(self) -> Iterator[Tie]:
        """Who did what to whom."""
        yield from TIES if self.across else ()

    def entries(self) -> Iterator[Entry]:
        """The happenings in their order."""
        yield from ENTRIES if self.across else ()


def raid(reads: Sequence[Reading] = RAIDS, *, left_out: int = 0) -> Invented:
    """A selection of the reports of the raid, or of others, over which nothing was found."""
    told = replace(COMPLETE, title="مرفأ الديار", query="مرفأ", made="2025-07-01T08:00:00+00:00", version="0.1.0")
    provenance = replace(told, rules="r1", models="m1", reports=len(reads), left_out=left_out)
    return Invented(reads, provenance, across=False)


TEXTS = {read.report.id: read.report.text for read in READS}
RAID_TEXTS = {read.report.id: read.report.text for read in RAIDS}
WHOLE = Invented()
CUT = Invented(provenance=replace(COMPLETE, left_out=5))
