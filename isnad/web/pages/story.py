"""One story: its reports with the copies under their originals, where they differ, and in whose words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import or_, select

from isnad.errors import RefusedError
from isnad.export.stories import story_record
from isnad.model import CopyPair, Story, SummarySentence
from isnad.model.chronology import Entry
from isnad.model.happening import Happening, HappeningKind
from isnad.store.happenings import entries_of, happenings_of
from isnad.store.linked import Head, heads
from isnad.store.schema import happenings, reports, story_reports
from isnad.store.stories import story
from isnad.store.waiting import story_now
from isnad.web.answered import STORY_TOLD
from isnad.web.compared import compared, differing
from isnad.web.pages.actor import moved
from isnad.web.parameters import choice, text
from isnad.web.pictures.addresses import Addresses
from isnad.web.regrouped import judged_since, ungrouped
from isnad.web.tellings import sentence_url, shown_happenings
from isnad.web.views import Answer, Asked, View

Rows = Iterator[dict[str, Any]]


@dataclass(frozen=True)
class Copied:
    """A report that carries the text of another, and what was changed; `pair` is None where a copy was copied."""

    head: Head
    pair: CopyPair | None


@dataclass(frozen=True)
class Original:
    """A wording of its own, and the reports that carry it too; `sure` tells whether times say that it came first."""

    head: Head
    copies: tuple[Copied, ...]
    sure: bool


@dataclass(frozen=True)
class Cited:
    """A sentence of the summary with its address, its report and the number of that among those cited."""

    sentence: SummarySentence
    url: str
    head: Head
    number: int


def _read(asked: Asked) -> Answer:
    told = found_story(asked)
    if isinstance(told, str):
        return Answer(moved=moved(asked, "/story", id=told))
    table = asked.choice("table", tuple(TABLES))
    if asked.form == "csv":
        columns, rows = TABLES[table]
        return Answer(columns=columns, rows=rows(asked, told))
    several = _several(asked, told)
    if asked.form == "json":
        return Answer(data={**story_record(told), "happenings": msgspec.to_builtins(several)})
    denied = list(_denied(asked, told))
    with asked.record.engine.connect() as connection:
        known = heads(connection, told.reports)
        every = {one.happening.id: one for claim, some in denied for one in (claim, *some)}
        shown = dict(zip(every, shown_happenings(connection, list(every.values())), strict=True))
    differences = [one for happening in several for one in differing(happening)]
    return Answer(
        values={
            "story": told,
            "drawn": Addresses("chronology", {"id": told.id}, asked.manner),
            **ungrouped(asked),
            "originals": _originals(told, known),
            "summary": _cited(told, known),
            "disagreed": [one for one in differences if one.field.verdict == "disagreed"],
            "varied": [one for one in differences if one.field.verdict == "varied"],
            "compared": [compared(one) for one in several if one.kind is HappeningKind.STATEMENT],
            "denied": [
                (shown[claim.happening.id], [shown[one.happening.id] for one in some]) for claim, some in denied
            ],
            "tables": tuple(TABLES),
        }
    )


def found_story(asked: Asked) -> Story | str:
    """The story that is asked for, as a reader sees it; the id of the one of which it became part."""
    return story_of_id(asked, asked.params.get("id", ""))


def story_of_id(asked: Asked, identifier: str) -> Story | str:
    """The story of an id, as a reader sees it; the id of the one of which it became part."""
    engine = asked.record.engine
    since = judged_since(asked)
    if identifier in since.stories:
        return since.stories[identifier]
    found = story(engine, identifier)
    if found is not None:
        return since.homes.get(found.reports[0], found) if identifier in since.gone else found
    if (now := story_now(engine, identifier)) is not None:
        return now
    raise RefusedError(f"{identifier}: the record holds no such story", status=404, slug="not-found")


def _several(asked: Asked, told: Story) -> list[Happening]:
    """What several reports of a story tell, that which most wordings tell first."""
    inside = set(told.reports)
    several = happenings_of(asked.record.engine, _of(told), happenings.c.reports > 1)
    found = (one for one in several if inside.issuperset(telling.report for telling in one.tellings))
    return sorted(found, key=lambda one: (-one.independent, -len(one.tellings)))


def _denied(asked: Asked, told: Story) -> Iterator[tuple[Entry, list[Entry]]]:
    """What is told in a story and denied there, with what denies it."""
    told_or_not = or_(happenings.c.denied_by.is_not(None), happenings.c.denies.is_not(None))
    wanted = select(happenings.c.happening).where(_of(told), told_or_not).order_by(happenings.c.happening)
    entries = {one.happening.id: one for one in entries_of(asked.record.engine, wanted)}
    for entry in entries.values():
        denials = [entries[id] for id in entry.happening.denied_by if id in entries]
        if denials:
            yield entry, denials


def _of(told: Story) -> Any:
    """Happenings of the stories in which its reports stand; several where people joined them since."""
    home = select(story_reports.c.story).join(reports, reports.c.report == story_reports.c.report)
    return happenings.c.story.in_(home.where(reports.c.id.in_(told.reports), reports.c.current))


def _originals(told: Story, known: dict[str, Head]) -> list[Original]:
    """The reports in order, each copy with the first of its group."""
    pairs = {(pair.earlier, pair.later): pair for pair in told.pairs}
    group = {report: some for some in told.copies for report in some}
    found: list[Original] = []
    for report in told.reports:
        first, *others = group.get(report, (report,))
        if report == first and report in known:
            copies = tuple(_copied(known[one], first, pairs) for one in others if one in known)
            sure = all(one.pair.ordered for one in copies if one.pair)
            found.append(Original(known[report], copies, sure))
    return found


def _copied(head: Head, first: str, pairs: dict[tuple[str, str], CopyPair]) -> Copied:
    return Copied(head, pairs.get((first, head.report)) or pairs.get((head.report, first)))


def _cited(told: Story, known: dict[str, Head]) -> list[Cited]:
    numbers: dict[str, int] = {}
    return [
        Cited(
            sentence,
            sentence_url(sentence.report, sentence.quote),
            known[sentence.report],
            numbers.setdefault(sentence.report, len(numbers) + 1),
        )
        for sentence in told.summary
        if sentence.report in known
    ]


def _reports(asked: Asked, told: Story) -> Rows:
    with asked.record.engine.connect() as connection:
        known = heads(connection, told.reports)
    copy_of = {report: group[0] for group in told.copies for report in group[1:]}
    for report in told.reports:
        if report in known:
            yield {"story": told.id, **msgspec.structs.asdict(known[report]), "copy_of": copy_of.get(report)}


def _differences(asked: Asked, told: Story) -> Rows:
    for happening in _several(asked, told):
        for one in differing(happening):
            head = {"happening": happening.id, "field": one.field.name, "verdict": str(one.field.verdict)}
            for claim in one.claims:
                value = {"value": claim.value.value, "bound": claim.value.bound, "course": one.field.course}
                for shown in claim.tellings:
                    where = {"report": shown.telling.report, "outlet": shown.telling.outlet}
                    yield {**head, **value, **where, "published": shown.telling.published}


def _wordings(asked: Asked, told: Story) -> Rows:
    for happening in _several(asked, told):
        shares = {wording.telling: wording.share for wording in happening.wordings}
        for at, telling in enumerate(happening.tellings):
            row = {name: getattr(telling, name) for name in TELLING}
            share = 1.0 if at == happening.fullest else shares.get(at)
            yield {"happening": happening.id, "kind": str(happening.kind), **row, "share": share}


TELLING = ("report", "at", "outlet", "published", "speaker", "cue", "quote", "copy")
TABLES: dict[str, tuple[Sequence[str], Callable[[Asked, Story], Rows]]] = {
    "reports": (("story", *Head.__struct_fields__, "copy_of"), _reports),
    "differences": (
        ("happening", "field", "verdict", "value", "bound", "course", "report", "outlet", "published"),
        _differences,
    ),
    "wordings": (("happening", "kind", *TELLING, "share"), _wordings),
}
PARAMETERS = (text("id", required=True), choice("table", tuple(TABLES), default=next(iter(TABLES))))
VIEW = View("/story", "story", _read, listed=False, parameters=PARAMETERS, answer=STORY_TOLD)
