"""A record of invented reports, all of one form, and what a person judges in it."""

from __future__ import annotations

from typing import Any

from isnad.model import (
    Entity,
    Event,
    EventType,
    JudgedLayer,
    Kind,
    Layers,
    Mention,
    MentionType,
    Report,
    Ruling,
    Span,
    Statement,
)
from isnad.store.judgements import Draft
from isnad.store.record import Record
from isnad.store.writing import Run

PEOPLE = ("سامر الهلالي", "ليلى المرزوقي", "نادر الصافي", "هدى العمراني", "رامي الشاطبي")
RUN = Run(version="1", rules="r", models="m")
FIRST, SECOND = Run(version="1", rules="a", models="m"), Run(version="2", rules="b", models="m")


def span(words: str, text: str, start: int = 0) -> Span:
    at = text.index(words, start)
    return Span(at, at + len(words))


def report_of(number: int) -> tuple[Report, Layers]:
    """A report of five statements, five events and five mentions."""
    lines = [f"قال {name} إن الميناء رقم {number} يحتاج إلى الرصيف {place}." for place, name in enumerate(PEOPLE)]
    text = f"عنوان الخبر {number}\n\n" + "\n".join(lines)
    statements, events, mentions = [], [], []
    for place, name in enumerate(PEOPLE):
        start = text.index(lines[place])
        source = span(name, text, start)
        cue = Span(start, start + 3)
        content = Span(text.index("الميناء", start), start + len(lines[place]) - 1)
        statements.append(
            Statement(
                cue=cue, source=source, speaker=name, content=(content,), kind=Kind.INDIRECT, lemma="قال", score=0.9
            )
        )
        mentions.append(Mention(span=source, type=MentionType.PER, entity=name, score=0.8))
        events.append(Event(type=EventType.REQUEST, anchor=span("يحتاج", text, start), actors=(name,), score=0.6))
    report = Report(id=f"r{number}", text=text, outlet="مرفأ", published=f"2025-11-0{number + 1}")
    people = tuple(Entity(name=name, type=MentionType.PER, names=(name,)) for name in PEOPLE)
    return report, Layers(
        language="ar", statements=tuple(statements), events=tuple(events), mentions=tuple(mentions), entities=people
    )


def judge(
    record: Record, verdict: str, layer: str, subject: dict[str, Any], *, author: str = "ليلى", **more: Any
) -> int:
    """Keeps a judgement; gives its number."""
    draft = Draft(verdict=Ruling(verdict), layer=JudgedLayer(layer), subject=subject, **more)
    return record.judge(draft, author=author).id
