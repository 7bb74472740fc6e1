"""What a reader adds to a report where the machine missed it: the fields of the forms, and what he wrote into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import msgspec

from isnad.errors import AlreadyToldError, JudgementError, SeveralPlacesError
from isnad.model import Form, JudgedLayer, Layers, MentionType, Ruling, Span
from isnad.store.judged_fields import AT, KINDS, is_quoted, required
from isnad.store.judgements import Draft
from isnad.store.kept import Kept
from isnad.store.quotations import meant
from isnad.web.around import around
from isnad.web.asked_row import MARKS
from isnad.web.corrections import APART, SHOWN, Entry, choices_of, sent_value, single_blanks, value_of
from isnad.web.views import NotKept

MOST_PLACES = 12  # among which a reader is let choose; of more he writes more words
_FOLLOWS = ("speaker", "source")  # needed in the record, and found by what else a reader wrote


@dataclass(frozen=True)
class Adding:
    """A form that adds to a layer; it is `open` where it was sent and not kept."""

    layer: JudgedLayer
    entries: tuple[Entry, ...]
    note: str
    open: bool


def forms(text: str, refused: NotKept | None) -> list[Adding]:
    """The forms of a report: empty, but for one that was refused, which has what was sent."""
    sent = refused.fields.get("layer") if refused and refused.fields.get("act") == "add" else None
    return [_form(layer, text, refused if sent == layer.value else None) for layer in AT]


def _form(layer: JudgedLayer, text: str, refused: NotKept | None) -> Adding:
    if refused is None:
        return Adding(layer, _blank(layer), "", open=False)
    entries = tuple(_sent(entry, layer, text, refused) for entry in _blank(layer))
    return Adding(layer, entries, refused.fields.get("note", ""), open=True)


@cache
def _blank(layer: JudgedLayer) -> tuple[Entry, ...]:
    """The fields of an empty form; among values the one is chosen that a row has where nobody tells another."""
    defaults = {one.name: one.default for one in msgspec.structs.fields(KINDS[layer])}
    made = []
    for name in SHOWN[layer]:
        more = choices_of(layer, name)
        told = defaults[name] if more["choices"] else msgspec.NODEFAULT
        value = "" if told is msgspec.NODEFAULT else str(told.value)
        begins = "" if is_quoted(layer, name) else None
        taken = not more["choices"] and name != "date"
        made.append(Entry(name, value, **more, required=is_needed(layer, name), taken=taken, begins=begins))
    return tuple(made)


def _sent(entry: Entry, layer: JudgedLayer, text: str, refused: NotKept) -> Entry:
    """A field as it was sent; where it is why the form was refused, with what leads on."""
    begins = None if entry.begins is None else _pointed(entry.name, refused.fields)
    entry = replace(entry, value=sent_value(refused, entry.name, entry.value), begins=begins)
    if refused.field != entry.name:
        return entry
    error = refused.error
    places = error.places[:MOST_PLACES] if isinstance(error, SeveralPlacesError) else ()
    told = f"l{MARKS[layer]}{error.place}" if isinstance(error, AlreadyToldError) else ""
    return replace(entry, fault=True, places=tuple(around(Span(*place), text) for place in places), told=told)


def _pointed(name: str, fields: Mapping[str, str]) -> str:
    """Where the words of a field begin, as far as a reader pointed to them: in the text, or in a list of places."""
    return " ".join(f"{fields.get(f'at-{name}', '')} {fields.get(f'which-{name}', '')}".split())


def missed(kept: Kept, fields: Mapping[str, str]) -> Draft:
    """What a form says that the machine missed in a report.

    Raises:
        JudgementError: where the form names no layer, or a field does not fit; it names the field.
    """
    if fields.get("layer") not in MARKS:
        raise JudgementError("this form says nothing that can be kept: load the page anew")
    layer = JudgedLayer(fields["layer"])
    value = dict(_values(layer, fields, kept.report.text))
    _complete(layer, value, kept)
    note = single_blanks(fields.get("note", "")) or None
    return Draft(verdict=Ruling.ADD, layer=layer, subject={"report": kept.report.id}, value=value, note=note)


def _values(layer: JudgedLayer, fields: Mapping[str, str], text: str) -> Iterator[tuple[str, Any]]:
    """The fields that a reader filled, words of the text with their places."""
    filled = {name: single_blanks(fields.get(f"value-{name}", "")) for name in SHOWN[layer]}
    quoted = {name: _pieces(name, told) for name, told in filled.items() if told and is_quoted(layer, name)}
    near = _sure(quoted, fields, text)
    for name, told in filled.items():
        if not told:
            if is_needed(layer, name):
                raise JudgementError(f"{name} may not be empty", field=name)
        elif name in quoted:
            spans = [_span(name, words, fields, text, near) for words in quoted[name]]
            built = [{"span": [span.start, span.end], "quote": span.quote(text)} for span in spans]
            yield name, built if name in APART else built[0]
        else:
            yield name, value_of(name, told)


def is_needed(layer: JudgedLayer, name: str) -> bool:
    """Whether a reader may not leave a field empty."""
    return name in required(layer) and name not in _FOLLOWS


def _pieces(name: str, told: str) -> list[str]:
    return value_of(name, told) if name in APART else [told]


def _sure(quoted: Mapping[str, list[str]], fields: Mapping[str, str], text: str) -> Span | None:
    """The place of the longest words of which it is sure: in its sentence the others are looked for first."""
    told = [(words, name) for name, pieces in quoted.items() for words in pieces]
    for words, name in sorted(told, key=lambda one: -len(one[0])):
        try:
            return meant(words, text, begins=_begins(name, fields))
        except JudgementError:
            continue
    return None


def _begins(name: str, fields: Mapping[str, str]) -> list[int]:
    return [int(one) for one in _pointed(name, fields).split() if one.isascii() and one.isdecimal() and len(one) < 10]


def _span(name: str, words: str, fields: Mapping[str, str], text: str, near: Span | None) -> Span:
    try:
        return meant(words, text, near=near, begins=_begins(name, fields))
    except JudgementError as error:
        error.field = name
        raise


def _complete(layer: JudgedLayer, value: dict[str, Any], kept: Kept) -> None:
    """Names whoever speaks, or is mentioned by name, where only words of the text were told for him."""
    if layer is JudgedLayer.STATEMENTS and "speaker" not in value:
        if "source" not in value:
            raise JudgementError("speaker may not be empty", field="speaker")
        value["speaker"] = _named(Span(*value["source"]["span"]), kept.layers, kept.report.text)
    if layer is JudgedLayer.MENTIONS and value.get("form", Form.NAME) == Form.NAME:
        value.setdefault("entity", single_blanks(value["span"]["quote"]))


def _named(source: Span, layers: Layers, text: str) -> str:
    """The one person that words mention, else the one name, else the words themselves."""
    inside = [one for one in layers.mentions if source.start <= one.span.start and one.span.end <= source.end]
    for types in ({MentionType.PER}, set(MentionType)):
        names = {one.entity for one in inside if one.entity and one.type in types}
        if len(names) == 1:
            return str(names.pop())
    return single_blanks(source.quote(text))
