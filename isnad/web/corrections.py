"""The fields of a doubtful row as a form shows them, and what a reader changed in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from isnad.errors import JudgementError
from isnad.model import Channel, EventType, Form, JudgedLayer, Kind, MentionType, Ruling, Span, Status
from isnad.store.doubts import Question
from isnad.store.judgements import Draft
from isnad.web.judged_values import value_group

SHOWN: dict[JudgedLayer, tuple[str, ...]] = {
    JudgedLayer.STATEMENTS: (
        *("speaker", "source", "cue", "content", "kind", "channel", "via", "addressee", "target"),
    ),
    JudgedLayer.EVENTS: ("type", "anchor", "actors", "recipients", "date", "place", "status", "claimed_by"),
    JudgedLayer.MENTIONS: ("span", "entity", "type", "form"),
}
CHOICES: dict[str, type[Enum]] = {"kind": Kind, "channel": Channel, "status": Status, "form": Form}
TYPES: dict[JudgedLayer, type[Enum]] = {JudgedLayer.EVENTS: EventType, JudgedLayer.MENTIONS: MentionType}
APART = {"content": " … ", "actors": "؛ ", "recipients": "؛ "}


@dataclass(frozen=True)
class Entry:
    """One field: its value in words, and the values among which a reader chooses, if he does.

    `group` is the part of the lists of words that has the words for these values.
    """

    name: str
    value: str
    choices: tuple[str, ...] = ()
    group: str = ""


def entries(question: Question) -> list[Entry]:
    """The fields of a statement, event or mention, as a reader sees them now."""
    layer, record = question.doubt.layer, question.row.record
    return [_entry(layer, name, getattr(record, name), question.text) for name in SHOWN[layer]]


def _entry(layer: JudgedLayer, name: str, value: Any, text: str) -> Entry:
    kind = TYPES.get(layer) if name == "type" else CHOICES.get(name)
    choices = tuple(str(one.value) for one in kind) if kind is not None else ()
    return Entry(name, _words(name, value, text), choices, value_group(layer, name))


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
