"""A selection of two invented reports, an emoji and vowel marks in front of what is told, for the tests of exports.

The first has a statement in two pieces, one nested in it, events of which one is denied and one has a known place; the
second begins cells with signs that a spreadsheet takes for formulas, and tells hardly anything of itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from isnad.export.selection import Provenance
from isnad.model import (
    Actor,
    Channel,
    Entity,
    Event,
    EventType,
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
    Tie,
)
from isnad.model.chronology import Entry
from isnad.model.happening import Happening

FIRST = (
    "قصف يطال مرفأ الديار 🚢\n\n"
    "قُتل أكثر من ثلاثة أشخاص في غارة جوية على مرفأ الديار، يوم 12 مايو 2025.\n"
    "وأكد وزير النقل سامر الهلالي أن «المرفأ 🚢 يعمل»، نافياً، نقلاً عن وكالة رواسي، أنّ المُصابين فرّوا، "
    "ومضيفاً أن الملاحة لم تتوقف.\n"
    "وخرج محتجون في الشهر نفسه إلى ساحة النخيل."
)
SECOND = "- هناء النجار: العودة قريبة\n=نفت النجار إلغاء الرحلة."


def find(words: str, text: str = FIRST) -> Span:
    """Where words first stand in a text."""
    return Span(text.index(words), text.index(words) + len(words))


RAIDED = Span(find("على مرفأ الديار").start + len("على "), find("على مرفأ الديار").end)


@dataclass(frozen=True)
class Read:
    report: Report
    layers: Layers


def mention(words: str, type: MentionType, entity: str, text: str = FIRST) -> Mention:
    return Mention(span=find(words, text), type=type, form=Form.NAME, entity=entity, rule="tagger", score=0.9)


PORT = Place(geonames=99001, name="Marfa ad Diyar", country="LY", latitude=32.5, longitude=-13.25, feature="PPL")
REPORTS = (
    Read(
        Report(
            id="rawasi/1",
            text=FIRST,
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
        Report(id="تقرير 2", text=SECOND, title="=HYPERLINK{1} 50% \\ 'و'", published="2025-06"),
        Layers(
            statements=(
                Statement(
                    cue=find("نفت", SECOND),
                    source=find("النجار", SECOND),
                    speaker="@هناء النجار",
                    content=(find("=نفت النجار إلغاء الرحلة.", SECOND),),
                    kind=Kind.INDIRECT,
                ),
            ),
        ),
    ),
)
SPOILT = Read(REPORTS[1].report, Layers(events=(Event(type=EventType.AID, anchor=Span(5, 900), place=Span(5, 901)),)))
TEXTS = {reading.report.id: reading.report.text for reading in REPORTS}


@dataclass
class Invented:
    """A selection of some readings; `opened` counts how often they were streamed."""

    readings_given: tuple[Read, ...] = REPORTS
    left_out: int = 0
    opened: int = field(default=0)

    @property
    def provenance(self) -> Provenance:
        return Provenance(
            title="مرفأ الديار",
            query="مرفأ",
            made="2025-07-01T08:00:00+00:00",
            version="0.1.0",
            rules="r1",
            models="m1",
            reports=len(self.readings_given),
            left_out=self.left_out,
        )

    def readings(self) -> Iterator[Read]:
        self.opened += 1
        return iter(self.readings_given)

    def stories(self) -> Iterator[Story]:
        return iter(())

    def happenings(self) -> Iterator[Happening]:
        return iter(())

    def actors(self) -> Iterator[Actor]:
        return iter(())

    def entries(self) -> Iterator[Entry]:
        """None: its happenings have no order of their own."""
        yield from ()

    def ties(self) -> Iterator[Tie]:
        return iter(())
