"""An annotated report with nested statements, a headline, page chrome and a post, for the tests of every format."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.model import Channel, Kind, Layers, Post, Rejection, Report, Span, Statement

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
