"""An annotated report with nested statements, a headline, page chrome and a post, for the tests of every format.

`EVENTFUL` is the same report with events: one whose anchor is a statement's cue, one that is told in a statement and
has every field.
"""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from isnad.model import (
    Channel,
    Event,
    EventType,
    Kind,
    Layers,
    Post,
    Quantity,
    Rejection,
    Report,
    Span,
    Statement,
    Status,
)

TEXT = (
    "باشاغا <يحذر>\n\n"
    "شارك\n"
    "قال المتحدث لوكالة رويترز إن الوزير أكد أن «الأمن & النظام» عاد.\n"
    "نحن بخير\n— فتحي باشاغا (@fathi) 2018-05-29\n"
    "يذكر أن العام انتهى."
)


def find(words: str) -> Span:
    """Where words first stand in the text."""
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@dataclass(frozen=True)
class Read:
    report: Report
    layers: Layers


def statement(cue: str, content: str, **fields: object) -> Statement:
    given: dict[str, object] = {"source": None, "speaker": "فتحي باشاغا", "kind": Kind.INDIRECT, **fields}
    return Statement(cue=find(cue), content=(find(content),), **given)  # type: ignore[arg-type]


REPORT = Report(
    id="a<b>",
    text=TEXT,
    outlet="شروق & غروب",
    url="https://example.org/?a=1&b=2",
    title="باشاغا <يحذر>",
    published="2018-05-29",
    headline=find("باشاغا <يحذر>"),
    chrome=(find("شارك"),),
    posts=(
        Post(
            words=find("نحن بخير"),
            signature=find("— فتحي باشاغا (@fathi) 2018-05-29"),
            dash=find("—"),
            name=find("فتحي باشاغا"),
            handle="fathi",
            platform="twitter",
        ),
    ),
)
LAYERS = Layers(
    statements=(
        statement(
            "قال",
            "الوزير أكد أن «الأمن & النظام» عاد",
            source=find("المتحدث"),
            via=find("وكالة رويترز"),
            channel=Channel.MEDIA,
            channel_span=find("لوكالة"),
        ),
        statement("أكد", "الأمن & النظام", source=find("الوزير"), nested_in=0, kind=Kind.DIRECT),
        statement("—", "نحن بخير", source=find("فتحي باشاغا"), channel=Channel.TWEET, kind=Kind.DIRECT),
    ),
    rejections=(Rejection(span=find("يذكر أن"), reason="background"),),
)
READ = Read(REPORT, LAYERS)
BAD = Read(
    REPORT, Layers(statements=(Statement(cue=Span(5, 900), source=None, speaker="؟", content=(), kind="direct"),))
)  # type: ignore[arg-type]
EVENTS = (
    Event(
        type=EventType.THREATEN,
        anchor=find("يحذر"),
        actors=("فتحي باشاغا",),
        actor_spans=(find("باشاغا"),),
        status=Status.PLANNED,
    ),
    Event(
        type=EventType.CONSULT,
        mode="visit",
        anchor=find("أكد"),
        actors=("سامر <الهلالي>", "هناء النجار"),
        recipients=("الوزير & النائب",),
        actor_spans=(find("المتحدث"), find("رويترز")),
        recipient_spans=(find("الوزير"),),
        date="2018-05",
        date_span=find("2018-05"),
        place=find("النظام"),
        status=Status.DENIED,
        claimed_by="فتحي باشاغا",
        told_in=1,
        contexts=("diplomatic",),
        quantities=(Quantity(span=find("نحن"), of="wounded", value=3, bound="least"),),
        mentions=(find("عاد"), find("انتهى")),
        host="هناء النجار",
        about=find("الأمن"),
        said_there=(2,),
        rule="meet",
    ),
)
EVENTFUL = Read(REPORT, replace(LAYERS, events=EVENTS))
BAD_EVENT = Read(
    REPORT, Layers(events=(replace(EVENTS[1], quantities=(replace(EVENTS[1].quantities[0], span=Span(5, 900)),)),))
)
