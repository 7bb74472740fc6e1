"""Invented reports with their entities told by hand, so that these tests do not hang on annotation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from isnad.model import Entity, Event, Form, Layers, Mention, MentionType, Place, Report, Role, Span, Statement

Who = tuple[str, str, dict[str, object]]


def who(
    kind: str,
    name: str,
    *,
    country: str | None = None,
    role: tuple[str, str | None, str | None] | None = None,
    geonames: int | None = None,
    also: Sequence[str] = (),
) -> Who:
    """Somebody of a report: the fullest name, other forms (`also`), an office (title, body, country)."""
    return kind, name, {"country": country, "role": role, "geonames": geonames, "also": also}


def told(
    identifier: str,
    text: str,
    people: Iterable[Who],
    *,
    outlet: str = "صدى",
    day: str | None = "2024-05-15",
    events: tuple[Event, ...] = (),
    statements: tuple[Statement, ...] = (),
) -> tuple[Report, Layers]:
    """A report with a mention wherever a form of a name stands."""
    mentions, entities = list[Mention](), list[Entity]()
    for kind, name, more in people:
        forms = [name, *more["also"]]  # type: ignore[misc]
        for form in forms:
            mentions += [
                Mention(span=Span(*found.span()), type=MentionType(kind), form=Form.NAME, entity=name)
                for found in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text)
            ]
        title = more["role"]
        roles = (
            (Role(span=Span(0, 1), title=title[0], organisation=title[1], country=title[2]),)  # type: ignore[index]
            if title
            else ()
        )
        place = Place(geonames=more["geonames"], name=name, country=more["country"]) if more["geonames"] else None  # type: ignore[arg-type]
        entities.append(
            Entity(
                name=name,
                type=MentionType(kind),
                names=tuple(forms),
                roles=roles,
                country=more["country"],  # type: ignore[arg-type]
                place=place,
            )
        )
    mentions.sort(key=lambda mention: (mention.span.start, -mention.span.end))
    outer = [m for m in mentions if not any(o is not m and o.span.contains(m.span) for o in mentions)]
    layers = Layers(mentions=tuple(outer), entities=tuple(entities), events=events, statements=statements)
    return Report(id=identifier, text=text, outlet=outlet, published=day), layers


def span(text: str, words: str) -> Span:
    """Where words stand first."""
    start = text.index(words)
    return Span(start, start + len(words))
