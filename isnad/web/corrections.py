"""The fields of a row as a form shows them, and what a reader changed in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from isnad.errors import JudgementError
from isnad.model import Channel, EventType, Form, JudgedLayer, Kind, MentionType, Ruling, Span, Status
from isnad.store.doubts import Question
from isnad.store.judgements import Draft
from isnad.web.around import Around
from isnad.web.judged_values import value_group
from isnad.web.views import NotKept

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
    """One field of a form: what stands in it, and the values among which a reader chooses, if he does.

    `group` is the part of the lists of words that has the words for these values, `apart` what stands between several
    pieces or names. `was` is the value with which the form was first shown, None where nothing is corrected; `fault`
    whether this field is why the form was not kept. Where something is added, `required` fields are not left empty,
    `taken` ones hold words or names that stand in the text, `begins` tells where those begin that were chosen there
    (None of names), `places` where they stand if that is not sure, and `told` is the line of the row that has them.
    """

    name: str
    value: str
    choices: tuple[str, ...] = ()
    group: str = ""
    apart: str = ""
    was: str | None = None
    fault: bool = False
    required: bool = False
    taken: bool = False
    begins: str | None = None
    places: tuple[Around, ...] = ()
    told: str = ""


def entries(question: Question, refused: NotKept | None = None) -> list[Entry]:
    """The fields of a statement, event or mention, as a reader sees them now, or as he sent a form that was refused."""
    layer, record = question.doubt.layer, question.row.record
    shown = {name: _words(name, getattr(record, name), question.text) for name in SHOWN[layer]}
    return [
        Entry(
            name,
            sent_value(refused, name, was),
            **choices_of(layer, name),
            was=was,
            fault=refused is not None and refused.field == name,
        )
        for name, was in shown.items()
    ]


def sent_value(refused: NotKept | None, name: str, otherwise: str) -> str:
    """What a reader wrote into a field of a form that was refused, else what stands there."""
    fields = refused.fields if refused else {}
    told = fields.get(f"value-{name}", otherwise)
    return otherwise if told == fields.get(f"was-{name}") else told


def choices_of(layer: JudgedLayer, name: str) -> dict[str, Any]:
    """What of an entry follows from its field."""
    kind = TYPES.get(layer) if name == "type" else CHOICES.get(name)
    choices = tuple(str(one.value) for one in kind) if kind is not None else ()
    return {"choices": choices, "group": value_group(layer, name), "apart": APART.get(name, "")}


def _words(name: str, value: Any, text: str) -> str:
    if isinstance(value, tuple | list):
        return APART[name].join(_words(name, one, text) for one in value)
    if isinstance(value, Span):
        value = value.quote(text)
    return single_blanks(str(getattr(value, "value", value) or ""))


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
        told = single_blanks(fields.get(f"value-{name}", ""))
        if f"value-{name}" in fields and told != single_blanks(fields.get(f"was-{name}", "")):
            yield Draft(
                verdict=Ruling.CORRECT,
                layer=layer,
                subject=subject,
                field=name,
                value=value_of(name, told),
                note=note or None,
            )


def single_blanks(words: str) -> str:
    """Words with a single blank wherever they have white space."""
    return " ".join(words.split())


def value_of(name: str, told: str) -> Any:
    """The value of a field from what a reader wrote there: several pieces or names are a list, nothing is None."""
    if name in APART:
        return [piece for piece in (one.strip() for one in told.split(APART[name].strip())) if piece]
    return told or None
