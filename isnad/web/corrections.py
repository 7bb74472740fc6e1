"""The fields of a doubtful row as a form shows them, and what a reader changed in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from isnad.errors import JudgementError
from isnad.model import Channel, EventType, JudgedLayer, Kind, Ruling, Span, Status
from isnad.store.doubts import Question
from isnad.store.judgements import Draft

SHOWN: dict[JudgedLayer, tuple[str, ...]] = {
    JudgedLayer.STATEMENTS: (
        *("speaker", "source", "cue", "content", "kind", "channel", "via", "addressee", "target"),
    ),
    JudgedLayer.EVENTS: ("type", "anchor", "actors", "recipients", "date", "place", "status", "claimed_by"),
}
CHOICES: dict[str, type[Enum]] = {"kind": Kind, "channel": Channel, "type": EventType, "status": Status}
APART = {"content": " … ", "actors": "؛ ", "recipients": "؛ "}


@dataclass(frozen=True)
class Entry:
    """One field: its value in words, and the values among which a reader chooses, if he does."""

    name: str
    value: str
    choices: tuple[str, ...] = ()


def entries(question: Question) -> list[Entry]:
    """The fields of a statement or event, as a reader sees them now."""
    record = question.row.record
    return [_entry(name, getattr(record, name), question.text) for name in SHOWN[question.doubt.layer]]


def _entry(name: str, value: Any, text: str) -> Entry:
    choices = tuple(str(one.value) for one in CHOICES[name]) if name in CHOICES else ()
    return Entry(name, _words(name, value, text), choices)


def _words(name: str, value: Any, text: str) -> str:
    if isinstance(value, tuple | list):
        return APART[name].join(_words(name, one, text) for one in value)
    if isinstance(value, Span):
        value = value.quote(text)
    return " ".join(str(getattr(value, "value", value) or "").split())


def changed(layer: JudgedLayer, subject: dict[str, Any], fields: Mapping[str, str], note: str) -> Sequence[Draft]:
    """A correction for each field of a form that differs from what the form was shown with.

    Raises:
        JudgementError: where nothing differs.
    """
    found = list(_changed(layer, subject, fields, note))
    if not found:
        raise JudgementError("nothing was changed: change a field and send the form again")
    return found


def _changed(layer: JudgedLayer, subject: dict[str, Any], fields: Mapping[str, str], note: str) -> Iterator[Draft]:
    for name in SHOWN.get(layer, ()):
        told = " ".join(fields.get(f"value-{name}", "").split())
        if f"value-{name}" in fields and told != " ".join(fields.get(f"was-{name}", "").split()):
            yield Draft(
                verdict=Ruling.CORRECT,
                layer=layer,
                subject=subject,
                field=name,
                value=_value(name, told),
                note=note or None,
            )


def _value(name: str, told: str) -> Any:
    if name in APART:
        return [piece for piece in (one.strip() for one in told.split(APART[name].strip())) if piece]
    return told or None
