"""The judgements of people: given, taken back, listed. What the machine wrote is never touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, insert, select, update

from isnad.errors import JudgementError, SpanError
from isnad.model import JudgedLayer, Judgement, Ruling, Subject
from isnad.store.engine import writing
from isnad.store.judged_fields import IN_REPORTS, read_added, read_value
from isnad.store.judged_subjects import Found, found_actor, found_in_report, found_story
from isnad.store.problems import now
from isnad.store.quoting import convert
from isnad.store.schema import judgements
from isnad.store.subject_told import SubjectTold

_RULINGS = {
    **dict.fromkeys(IN_REPORTS, (Ruling.ACCEPT, Ruling.REJECT, Ruling.CORRECT, Ruling.ADD)),
    **dict.fromkeys(
        (JudgedLayer.ACTORS, JudgedLayer.STORIES),
        (Ruling.ACCEPT, Ruling.REJECT, Ruling.CORRECT, Ruling.MERGE, Ruling.SPLIT),
    ),
}
_JSON = ("subject", "value", "was")


class Draft(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A judgement as a person or another program gives it; a line of a file of judgements.

    A subject need not be whole: `{"report": id, "at": {"quote": words}}` is enough where the words stand once. What a
    record adds by itself (`id`, `score`, `was`) is passed over.
    """

    verdict: Ruling
    layer: JudgedLayer
    subject: dict[str, Any]
    field: str | None = None
    value: Any = None
    author: str | None = None
    made: str | None = None
    note: str | None = None
    undone: str | None = None
    undone_by: str | None = None
    id: int | None = None
    score: float | None = None
    was: Any = None
    placement: str | None = None
    in_force: bool | None = None


def judge(engine: Engine, draft: Draft, *, author: str | None = None) -> Judgement:
    """Keeps one judgement.

    Args:
        engine: Of a record that may be written.
        draft: What is judged and how.
        author: Who judges, where the draft does not say.

    Raises:
        JudgementError: where it does not fit what is there; nothing is kept then.
    """
    return apply(engine, [draft], author=author)[0]


def apply(engine: Engine, drafts: Iterable[Draft], *, author: str | None = None) -> list[Judgement]:
    """Keeps some judgements in one transaction, or none; those that are there already are not doubled.

    Raises:
        JudgementError: for the first that does not fit, with its place among them.
    """
    kept = []
    with writing(engine) as connection:
        for number, draft in enumerate(drafts, start=1):
            try:
                kept.append(_keep(connection, draft, author))
            except (JudgementError, SpanError) as error:
                raise JudgementError(f"judgement {number}: {error}") from None
    return kept


def undo(engine: Engine, number: int, author: str) -> Judgement:
    """Takes a judgement back: the one before it on the same field stands again. It stays listed, with who took it back.

    Raises:
        JudgementError: where there is none of that number, or it was taken back before.
    """
    with writing(engine) as connection:
        found = _read(connection, judgements.c.judgement == number)
        if not found:
            raise JudgementError(f"there is no judgement {number}: `isnad review --export -` lists them with their ids")
        if found[0].undone is not None:
            raise JudgementError(f"judgement {number} was taken back by {found[0].undone_by} on {found[0].undone}")
        told = {"undone": now(), "undone_by": _author(author)}
        connection.execute(update(judgements).where(judgements.c.judgement == number).values(**told))
    return msgspec.structs.replace(found[0], **told)


def all_judgements(
    engine: Engine, *, report: str | None = None, layer: JudgedLayer | str | None = None, undone: bool = True
) -> list[Judgement]:
    """Judgements in the order in which they were made, those taken back too unless `undone` is false."""
    conditions = [
        *([judgements.c.report == report] if report is not None else []),
        *([judgements.c.layer == JudgedLayer(layer).value] if layer is not None else []),
        *([] if undone else [judgements.c.undone.is_(None)]),
    ]
    with engine.connect() as connection:
        return _read(connection, *conditions)


def latest_of(engine: Engine, author: str) -> Judgement | None:
    """The last judgement of an author that stands, which is the one to take back."""
    newest = (judgements.c.made.desc(), judgements.c.judgement.desc())
    query = select(judgements.c.judgement).where(judgements.c.author == author, judgements.c.undone.is_(None))
    with engine.connect() as connection:
        number = connection.execute(query.order_by(*newest).limit(1)).scalar()
        return None if number is None else _read(connection, judgements.c.judgement == number)[0]


def judgements_of(connection: Connection, reports: Sequence[str]) -> dict[str, list[Judgement]]:
    """What stands of some reports, by the report's id."""
    found: dict[str, list[Judgement]] = {}
    for judgement in _read(connection, judgements.c.report.in_(reports), judgements.c.undone.is_(None)):
        found.setdefault(str(judgement.subject.report), []).append(judgement)
    return found


def _read(connection: Connection, *conditions: Any) -> list[Judgement]:
    columns = [column for column in judgements.c if column.name != "report"]
    query = select(*columns).where(*conditions).order_by(judgements.c.made, judgements.c.judgement)
    return [
        _judgement({str(name): value for name, value in row.items()}) for row in connection.execute(query).mappings()
    ]


def _judgement(row: dict[str, Any]) -> Judgement:
    row["id"] = row.pop("judgement")
    for name in _JSON:
        row[name] = None if row[name] is None else msgspec.json.decode(row[name])
    return msgspec.convert(row, Judgement)


def _keep(connection: Connection, draft: Draft, author: str | None) -> Judgement:
    draft = convert(msgspec.to_builtins(draft), Draft)  # also where a program gave words for a verdict or a layer
    convert(draft.subject, SubjectTold)
    if draft.verdict not in _RULINGS[draft.layer]:
        allowed = ", ".join(_RULINGS[draft.layer])
        raise JudgementError(f"{draft.layer} cannot be judged by {draft.verdict!s}: there are {allowed}")
    found = _found(connection, draft)
    kept = Judgement(
        id=0,
        verdict=draft.verdict,
        layer=draft.layer,
        subject=found.subject,
        field=_field(draft),
        value=_value(draft, found),
        author=_author(draft.author or author or ""),
        made=_moment(draft.made) if draft.made else now(),
        note=draft.note,
        score=found.score,
        was=found.was,
        undone=_moment(draft.undone) if draft.undone else None,
        undone_by=draft.undone_by if draft.undone else None,
    )
    known = _twin(connection, kept) if draft.made else None  # a file may be applied twice, a person may mean it twice
    return known or _insert(connection, kept)


def _found(connection: Connection, draft: Draft) -> Found:
    if draft.layer is JudgedLayer.STORIES:
        return found_story(connection, draft.subject, draft.verdict)
    if draft.layer is JudgedLayer.ACTORS:
        return found_actor(connection, draft.subject, draft.verdict)
    added = draft.value if draft.verdict is Ruling.ADD else None
    return found_in_report(connection, draft.layer, draft.subject, was=draft.was, added=added)


def _field(draft: Draft) -> str | None:
    if (draft.verdict is Ruling.CORRECT) != (draft.field is not None):
        raise JudgementError("a correction names its `field`, and only a correction does")
    return draft.field


def _value(draft: Draft, found: Found) -> Any:
    """The value as it is kept, checked."""
    if draft.verdict is Ruling.ADD:
        return read_added(draft.layer, draft.value, found.text)
    if draft.verdict is Ruling.CORRECT:
        return read_value(draft.layer, str(draft.field), draft.value, found.text, found.near)
    if draft.verdict is Ruling.SPLIT and found.subject.other is None:
        return found.members(draft.value)
    if draft.value is not None:
        raise JudgementError(f"{draft.verdict!s} takes no `value`")
    return None


def _author(name: str) -> str:
    if not name.strip() or not name.isprintable():
        raise JudgementError("a judgement needs the name of its author: give --author")
    return name.strip()


def _moment(words: str) -> str:
    """A moment in UTC to the second."""
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        raise JudgementError(f"{words!r} is no moment: write 2026-05-29T10:00:00+00:00") from None
    if moment.tzinfo is None:
        raise JudgementError(f"{words!r} does not tell its zone: write +00:00 behind it for UTC")
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _twin(connection: Connection, kept: Judgement) -> Judgement | None:
    """The same judgement where it is there already; taken back here too where the other was."""
    same = (judgements.c.made == kept.made, judgements.c.author == kept.author, judgements.c.layer == kept.layer.value)
    for known in _read(connection, *same):
        if _core(known) == _core(kept):
            if kept.undone is not None and known.undone is None:
                told = {"undone": kept.undone, "undone_by": kept.undone_by}
                connection.execute(update(judgements).where(judgements.c.judgement == known.id).values(**told))
                return msgspec.structs.replace(known, **told)
            return known
    return None


def _core(judgement: Judgement) -> tuple[Any, ...]:
    return (judgement.verdict, slot(judgement.subject), judgement.field, judgement.value, judgement.note)


def slot(subject: Subject) -> tuple[Any, ...]:
    """By which two judgements on the same thing are told, before it is looked for."""
    pair = sorted(
        (one.key or "", one.reports, one.report or "", one.at.span if one.at else ())
        for one in (subject, subject.other)
        if one is not None
    )
    return (subject.hash if subject.other is None else None, str(pair), subject.content, subject.type)


def _insert(connection: Connection, kept: Judgement) -> Judgement:
    row = msgspec.structs.asdict(kept)
    del row["id"]
    row |= {"verdict": kept.verdict.value, "layer": kept.layer.value, "report": kept.subject.report}
    row |= {name: None if row[name] is None else msgspec.json.encode(row[name]).decode() for name in _JSON}
    if kept.layer not in IN_REPORTS:
        row["report"] = None
    number = connection.execute(insert(judgements).values(**row)).inserted_primary_key
    assert number is not None
    return msgspec.structs.replace(kept, id=number[0])
