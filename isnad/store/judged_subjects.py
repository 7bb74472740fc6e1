"""Finds in a record what a new judgement is about, and names it so that it is found again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from isnad.errors import JudgementError, SpanError
from isnad.model import Evidence, JudgedLayer, Quoted, Ruling, Span, Subject
from isnad.store.judged_fields import AT, KINDS, read_added
from isnad.store.judgement_rows import read
from isnad.store.kept import Kept, of_numbers
from isnad.store.placing import find, place_of, shift_of, sought, subject_of
from isnad.store.quoting import convert, nearest, quote, unquote
from isnad.store.schema import actor_entities, actors, former_keys, judgements, reports, stories, story_reports
from isnad.store.subject_told import SubjectTold


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a judgement is about, and what it is checked against."""

    subject: Subject
    text: str = ""
    near: int = 0
    score: float | None = None
    was: Any = None
    members: Callable[[Any], Any] = lambda _: None


def found_in_report(
    connection: Connection, layer: JudgedLayer, told: dict[str, Any], *, was: Any = None, added: Any = None
) -> Found:
    """A statement, event or mention of a report; `added` is one that the machine missed.

    Raises:
        JudgementError: where there is no such report, or no one thing there that fits.
    """
    kept, digest = _version(connection, told)
    text = kept.report.text
    if added is not None:
        record: Any = unquote(read_added(layer, added, text), KINDS[layer], text)
        subject = subject_of(layer, record, kept.report.id, digest, text)
        return Found(subject=subject, text=text)
    pool = [*getattr(kept.layers, layer.value), *_added(connection, layer, kept)]
    whole = _whole(told)
    partial = whole or _partial(layer, told, text, pool)
    record = _row(layer, partial, pool, text, digest)
    if record is None and (whole is None or was is None):
        raise JudgementError(
            f"{kept.report.id}: none of its {layer} is at these words; `add` one, or name the {AT[layer]} of one"
        )
    if record is None or (whole is not None and was is not None):
        record = unquote(was, KINDS[layer], text, shift_of(whole, text, digest)) if whole else record
    alike = [one for one in pool if getattr(one, AT[layer]) == getattr(record, AT[layer])]
    if whole is None:
        _check_name(layer, partial.name, record, alike)
    return Found(
        subject=whole or subject_of(layer, record, kept.report.id, digest, text, shared=len(alike) > 1),
        text=text,
        near=getattr(record, AT[layer]).start,
        score=record.score,
        was=quote(record, text),
    )


def _check_name(layer: JudgedLayer, name: str | None, record: Any, alike: Sequence[Any]) -> None:
    """Refuses a subject that does not say which of several rows is meant that only their names tell apart."""
    place = place_of(layer, record)
    names = [one.name for one in (place_of(layer, other) for other in alike) if one[:3] == place[:3]]
    if len(set(names)) > 1 and (name is None or name not in names):
        told = ", ".join(repr(one) for one in dict.fromkeys(names))
        raise JudgementError(f"several of the {layer} are told by these words: give the `name` of one, {told}")


def _version(connection: Connection, told: dict[str, Any]) -> tuple[Kept, str]:
    """The version that is meant (the newest where none is), with its hash."""
    if not isinstance(told.get("report"), str | None):
        raise JudgementError(f"there is no report {told['report']!r} in this record")
    if not told.get("report"):
        raise JudgementError('the subject names its report: {"report": ID, "at": {"quote": WORDS}}')
    query = select(reports.c.report, reports.c.content, reports.c.current).where(reports.c.id == told["report"])
    versions = connection.execute(query.order_by(reports.c.current.desc(), reports.c.version.desc())).all()
    if not versions:
        raise JudgementError(f"there is no report {told['report']!r} in this record")
    number, digest, _ = next((one for one in versions if one.content == told.get("hash")), versions[0])
    return of_numbers(connection, [number])[0], digest


def _added(connection: Connection, layer: JudgedLayer, kept: Kept) -> list[Any]:
    """What people added to a report, as far as its words still stand in the text."""
    query = select(judgements.c.value).where(
        judgements.c.report == kept.report.id,
        judgements.c.layer == layer.value,
        judgements.c.verdict == Ruling.ADD.value,
        judgements.c.undone.is_(None),
    )
    found = []
    for value in connection.execute(query).scalars():
        try:
            found.append(unquote(msgspec.json.decode(value), KINDS[layer], kept.report.text))
        except JudgementError:
            continue
    return found


def _whole(told: dict[str, Any]) -> Subject | None:
    """The subject as it was exported, None where it is told in fewer words."""
    at = told.get("at")
    if told.get("hash") and isinstance(at, dict) and "span" in at:
        return convert(told, Subject)  # type: ignore[no-any-return]
    return None


def _partial(layer: JudgedLayer, told: dict[str, Any], text: str, pool: Sequence[Any]) -> Subject:
    """A subject told by its words alone, or by their place alone."""
    at = told.get("at")
    at = {"quote": at} if isinstance(at, str) else at
    if not isinstance(at, dict) or not at.keys() & {"quote", "span"}:
        raise JudgementError(f'the subject tells its {AT[layer]}: {{"report": ID, "at": {{"quote": WORDS}}}}')
    if "span" in at:
        span = convert(at["span"], Span)
        words = span.quote(text)
        if at.get("quote", words) != words:
            raise JudgementError(f"the text says {words!r} at {at['span']}, not {at['quote']!r}")
        pieces = _pieces(told, text, span.start)
        return Subject(at=Quoted(span, words), type=told.get("type"), content=pieces, name=told.get("name"))
    spans = [getattr(record, AT[layer]) for record in pool if told.get("type") in (None, _type(record))]
    fitting = sorted({span for span in spans if span.quote(text) == at["quote"]})
    content = told.get("content")
    if len(fitting) > 1 and not content:
        places = ", ".join(f"[{span.start}, {span.end}]" for span in fitting)
        raise JudgementError(f"{at['quote']!r} is told {len(fitting)} times: give one of {places} as `span` beside it")
    if content:
        first = content[0] if isinstance(content[0], str) else content[0]["quote"]
        place = text.find(first)
        fitting.sort(key=lambda span: abs(span.start - place))
    if not fitting:
        raise JudgementError(f"none of the {layer} is told by {at['quote']!r}: name one as it stands in the text")
    return Subject(at=Quoted(fitting[0], at["quote"]), type=told.get("type"), name=told.get("name"))


def _pieces(told: dict[str, Any], text: str, near: int) -> tuple[Quoted, ...]:
    words = [piece if isinstance(piece, str) else piece["quote"] for piece in told.get("content", ())]
    found = [(nearest(one, text, near), one) for one in words]
    return tuple(Quoted(span, one) for span, one in found if span is not None)


def _type(record: Any) -> str | None:
    kind = getattr(record, "type", None)
    return None if kind is None else str(kind.value)


def _row(layer: JudgedLayer, subject: Subject, pool: Sequence[Any], text: str, digest: str) -> Any:
    if subject.at is None:
        return None
    if subject.type is None and layer is not JudgedLayer.STATEMENTS:
        same = [record for record in pool if getattr(record, AT[layer]) == subject.at.span]
        if len({_type(record) for record in same}) > 1:
            raise JudgementError(f"several of the {layer} are told by these words: give the `type` of one")
        subject = msgspec.structs.replace(subject, type=_type(same[0]) if same else None)
    wanted = sought(subject, text, shift_of(subject, text, digest) if subject.hash else 0)
    placed = None if wanted is None else find(layer, wanted, [place_of(layer, record) for record in pool])
    return None if placed is None else pool[placed[0]]


def found_story(connection: Connection, told: dict[str, Any], verdict: Ruling) -> Found:
    """A story, named by its id (`key`) or by a report of it; for a merge with the `other`.

    Raises:
        JudgementError: where there is none.
    """
    subject = _story(connection, told)
    if other := told.get("other"):
        subject = msgspec.structs.replace(subject, other=_story(connection, other))
    _check_pair(subject, verdict)

    def members(value: Any) -> list[str]:
        taken = convert(value, list[str])
        if not taken or not set(taken) < set(subject.reports):
            raise JudgementError("a split names some of the story's reports as `value`, and not all of them")
        return sorted(set(taken))

    return Found(subject=subject, members=members)


def _story(connection: Connection, told: dict[str, Any]) -> Subject:
    wanted = {*told.get("reports", ()), *([told["report"]] if told.get("report") else [])}
    number = connection.execute(select(stories.c.story).where(stories.c.id == str(told.get("key")))).scalar()
    if number is None and (earlier := _earlier(connection, JudgedLayer.STORIES, told)) is not None:
        return earlier
    if number is None and wanted:
        query = select(story_reports.c.story).join(reports, reports.c.report == story_reports.c.report)
        held = connection.execute(query.where(reports.c.id.in_(map(str, wanted)))).scalars().all()
        number = max(held, key=lambda one: (held.count(one), -one), default=None)
    if number is None:
        raise JudgementError('there is no such story: name it by its id ({"key": ID}) or by a report of it')
    if wanted and told.get("key"):
        return convert(told | {"other": None}, Subject)  # type: ignore[no-any-return]
    row = connection.execute(select(stories.c.id, stories.c.label).where(stories.c.story == number)).one()
    ids = select(reports.c.id).join(story_reports, reports.c.report == story_reports.c.report)
    inside = connection.execute(ids.where(story_reports.c.story == number).order_by(reports.c.id)).scalars().all()
    return Subject(key=row.id, name=row.label, reports=tuple(inside))


def _earlier(connection: Connection, layer: JudgedLayer, told: dict[str, Any]) -> Subject | None:
    """A subject by its key where people joined it to another or rejected it: as an earlier judgement names it."""
    same = (former_keys.c.layer == layer.value, former_keys.c.key == told.get("key"))
    if connection.execute(select(former_keys.c.key).where(*same)).first() is None:
        return None
    for judgement in read(connection, judgements.c.layer == layer.value):
        for subject in (judgement.subject, judgement.subject.other):
            if subject is not None and subject.key == told["key"]:
                return msgspec.structs.replace(subject, other=None)
    return None


def found_actor(connection: Connection, told: dict[str, Any], verdict: Ruling) -> Found:
    """An actor, named by its key, its name where one alone has it, or words of a report that stand for it.

    Raises:
        JudgementError: where there is none, or several.
    """
    subject, number = _actor(connection, told)
    if other := told.get("other"):
        subject = msgspec.structs.replace(subject, other=_actor(connection, other)[0])
    _check_pair(subject, verdict)

    def members(value: Any) -> list[Any]:
        if not isinstance(value, list) or not value:
            raise JudgementError('a split names mentions of somebody else as `value`: [{"report": ID, "at": WORDS}]')
        held = connection.execute(
            select(actor_entities.c.report, actor_entities.c.entity).where(actor_entities.c.actor == number)
        ).all()
        taken = {_entity(connection, one): one for one in value}
        if not taken.keys() < {(row.report, row.entity) for row in held}:
            raise JudgementError("a split names mentions of that actor, and not all of its reports")
        return [msgspec.to_builtins(_mention_subject(connection, *place)) for place in sorted(taken)]

    return Found(subject=subject, members=members)


def _check_pair(subject: Subject, verdict: Ruling) -> None:
    if verdict is Ruling.MERGE and subject.other is None:
        raise JudgementError("a merge names the second of the two as `other` in its subject")
    if subject.other is not None and verdict not in (Ruling.MERGE, Ruling.SPLIT):
        raise JudgementError("only a merge or a split is about an `other`")


def _actor(connection: Connection, told: dict[str, Any]) -> tuple[Subject, int]:
    number = connection.execute(select(actors.c.actor).where(actors.c.key == str(told.get("key")))).scalar()
    if number is None and (earlier := _earlier(connection, JudgedLayer.ACTORS, told)) is not None:
        return earlier, 0
    if number is None and told.get("report"):
        report, entity = _entity(connection, told)
        place = (actor_entities.c.report == report, actor_entities.c.entity == entity)
        number = connection.execute(select(actor_entities.c.actor).where(*place)).scalar()
    if number is None and told.get("name"):
        named = connection.execute(select(actors.c.actor).where(actors.c.name == str(told["name"]))).scalars().all()
        if len(named) > 1:
            raise JudgementError(f"{len(named)} actors are called {told['name']!r}: give the `key` of one")
        number = named[0] if named else None
    if number is None:
        raise JudgementError("there is no such actor: name it by its `key`, its `name` or a `report` with words `at`")
    if told.get("key") and told.get("report") and told.get("at"):
        return convert(told | {"other": None}, Subject), number
    row = connection.execute(select(actors.c.key, actors.c.name, actors.c.type).where(actors.c.actor == number)).one()
    member = connection.execute(
        select(actor_entities.c.report, actor_entities.c.entity)
        .where(actor_entities.c.actor == number)
        .order_by(actor_entities.c.report, actor_entities.c.entity)
        .limit(1)
    ).first()
    mention = Subject() if member is None else _mention_subject(connection, member.report, member.entity)
    return msgspec.structs.replace(mention, key=row.key, name=row.name, type=row.type), number


def _entity(connection: Connection, told: Any) -> tuple[int, int]:
    """The number of the report and the place of the entity for which some words stand."""
    if not isinstance(told, dict):
        raise JudgementError('a mention is told as {"report": ID, "at": {"quote": WORDS}}')
    convert(told, SubjectTold)
    kept, digest = _version(connection, told)
    mentions = kept.layers.mentions
    whole = _whole(told)
    text = kept.report.text
    subject = whole or _partial(JudgedLayer.MENTIONS, {"at": told.get("at")}, text, mentions[:])
    subject = msgspec.structs.replace(subject, type=None)
    mention = _row(JudgedLayer.MENTIONS, subject, mentions, text, digest)
    at = None if mention is None else entity_at(kept, mention)
    if at is None:
        raise JudgementError(f"{kept.report.id}: these words stand for nobody there; name a mention that does")
    return kept.number, at


def entity_at(kept: Kept, mention: Any) -> int | None:
    """The place in the report's entities of what a mention stands for."""
    fitting = [at for at, one in enumerate(kept.layers.entities) if one.name == mention.entity]
    of_type = [at for at in fitting if kept.layers.entities[at].type is mention.type]
    return next(iter(of_type or fitting), None)


def _mention_subject(connection: Connection, number: int, entity: int) -> Subject:
    """The first words of a report by which an entity is known, better its name than a title."""
    kept = of_numbers(connection, [number])[0]
    digest = connection.execute(select(reports.c.content).where(reports.c.report == number)).scalar_one()
    if entity >= len(kept.layers.entities):
        return Subject(report=kept.report.id, hash=digest)  # read again since the actors were found
    standing = [one for one in kept.layers.mentions if entity_at(kept, one) == entity]
    name = kept.layers.entities[entity].name
    if not standing:
        return Subject(report=kept.report.id, hash=digest, name=name)
    first = min(standing, key=lambda one: (one.form.value != "name", one.span))
    subject = subject_of(JudgedLayer.MENTIONS, first, kept.report.id, digest, kept.report.text)
    return msgspec.structs.replace(subject, name=name)


def member_at(connection: Connection, where: Evidence) -> Subject | None:
    """The actor for which the words of some evidence stand, None where they no longer do."""
    at = {"span": [where.span.start, where.span.end], "quote": where.quote}
    try:
        return _actor(connection, {"report": where.report, "at": at})[0]
    except (JudgementError, SpanError):
        return None
