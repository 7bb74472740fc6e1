"""The judgements of people: given, taken back, listed. What the machine wrote is never touched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, insert, select, update

from isnad.errors import AlreadyToldError, JudgementError, SpanError
from isnad.model import JudgedLayer, Judgement, Ruling
from isnad.store.corrected import JudgedRow
from isnad.store.engine import writing
from isnad.store.judged_fields import AT, IN_REPORTS, read_added, read_value
from isnad.store.judged_reports import seen_numbered, whole
from isnad.store.judged_subjects import Found, found_actor, found_in_report, found_story
from isnad.store.judgement_rows import JSON, read, slot
from isnad.store.problems import now
from isnad.store.quoting import convert
from isnad.store.schema import judgements, reports
from isnad.store.seen import renew_seen
from isnad.store.subject_told import SubjectTold

_RULINGS = {
    **dict.fromkeys(IN_REPORTS, (Ruling.ACCEPT, Ruling.REJECT, Ruling.CORRECT, Ruling.ADD)),
    **dict.fromkeys(
        (JudgedLayer.ACTORS, JudgedLayer.STORIES),
        (Ruling.ACCEPT, Ruling.REJECT, Ruling.CORRECT, Ruling.MERGE, Ruling.SPLIT),
    ),
}


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
                field = error.field if isinstance(error, JudgementError) else None
                raise JudgementError(f"judgement {number}: {error}", field=field) from None
        renew_seen(connection, _reports(kept))
    return kept


def add(engine: Engine, draft: Draft, *, author: str) -> int:
    """Keeps what the machine missed in a report, where it is not told there yet.

    Returns:
        The place of its row in the tables of the record.

    Raises:
        AlreadyToldError: where its words are those of a row, also of one that people rejected; nothing is kept then.
        JudgementError: where it does not fit the report.
    """
    with writing(engine) as connection:
        kept = _keep(connection, draft, author)
        row = _row_of(connection, kept)
        if row.at is not None or len(row.judgements) > 1:
            told = f"one of the {kept.layer} is told by these words already: correct it in place of adding it"
            raise AlreadyToldError(told, field=AT[kept.layer], place=row.place)
        renew_seen(connection, _reports([kept]))
    return row.place


def _row_of(connection: Connection, judgement: Judgement) -> JudgedRow:
    """The row on which a judgement that was just kept stands."""
    newest = select(reports.c.report).where(reports.c.id == judgement.subject.report, reports.c.current)
    (seen,) = map(whole, seen_numbered(connection, [connection.execute(newest).scalar_one()]))
    rows = (*seen.rows[judgement.layer], *seen.rejected[judgement.layer])
    return next(row for row in rows if judgement.id in {one.id for one in row.judgements})


def undo(engine: Engine, number: int, author: str) -> Judgement:
    """Takes a judgement back: the one before it on the same field stands again. It stays listed, with who took it back.

    Raises:
        JudgementError: where there is none of that number, or it was taken back before.
    """
    with writing(engine) as connection:
        found = _numbered(connection, number)
        if found.undone is not None:
            raise JudgementError(f"judgement {number} was taken back by {found.undone_by} on {found.undone}")
        taken = _take_back(connection, found, author)
        renew_seen(connection, _reports([found]))
    return taken


def undo_all(engine: Engine, wanted: Iterable[tuple[int, str]]) -> list[Judgement]:
    """Takes some judgements back, each by its number for an author, in one transaction, or none of them.

    One that was taken back before stays as it is, so that asking twice is as asking once.

    Raises:
        JudgementError: for the first of which there is none.
    """
    with writing(engine) as connection:
        taken = []
        for number, author in wanted:
            found = _numbered(connection, number)
            taken.append(found if found.undone is not None else _take_back(connection, found, author))
        renew_seen(connection, _reports(taken))
    return taken


def _numbered(connection: Connection, number: int) -> Judgement:
    found = read(connection, judgements.c.judgement == number)
    if not found:
        raise JudgementError(f"there is no judgement {number}: `isnad review --export -` lists them with their ids")
    return found[0]


def _take_back(connection: Connection, found: Judgement, author: str) -> Judgement:
    told = {"undone": now(), "undone_by": _author(author)}
    connection.execute(update(judgements).where(judgements.c.judgement == found.id).values(**told))
    return msgspec.structs.replace(found, **told)


def _reports(some: Iterable[Judgement]) -> list[str]:
    """The reports in which something was judged."""
    return sorted({one.subject.report for one in some if one.layer in IN_REPORTS and one.subject.report is not None})


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
    for known in read(connection, *same):
        if _core(known) == _core(kept):
            if kept.undone is not None and known.undone is None:
                told = {"undone": kept.undone, "undone_by": kept.undone_by}
                connection.execute(update(judgements).where(judgements.c.judgement == known.id).values(**told))
                return msgspec.structs.replace(known, **told)
            return known
    return None


def _core(judgement: Judgement) -> tuple[Any, ...]:
    return (judgement.verdict, slot(judgement.subject), judgement.field, judgement.value, judgement.note)


def _insert(connection: Connection, kept: Judgement) -> Judgement:
    row = msgspec.structs.asdict(kept)
    del row["id"]
    row |= {"verdict": kept.verdict.value, "layer": kept.layer.value, "report": kept.subject.report}
    row |= {name: None if row[name] is None else msgspec.json.encode(row[name]).decode() for name in JSON}
    if kept.layer not in IN_REPORTS:
        row["report"] = None
    number = connection.execute(insert(judgements).values(**row)).inserted_primary_key
    assert number is not None
    return msgspec.structs.replace(kept, id=number[0])
