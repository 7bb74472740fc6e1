"""A story or an actor as one file to hand on, which needs neither the application nor a network.

It holds what the page shows, all of it up to a limit that it tells, and in addition the names in each outlet, the
chronology, what was read of which outlet in that time, the sources with their addresses, and how it was made. An
actor's statements without a date are listed with all that it said, and not again in the chronology.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from sqlalchemy import Select
from starlette.datastructures import QueryParams
from starlette.responses import HTMLResponse, Response

from isnad import __version__
from isnad.export.identifiers import link
from isnad.model.chronology import Entry
from isnad.model.happening import Happening, HappeningKind
from isnad.store.happenings import chronology_of
from isnad.store.linked import cited
from isnad.store.overview import runs_of, totals
from isnad.store.read_between import naming_actor, of_story, read_between, span_of
from isnad.store.record import Record
from isnad.store.story_names import names_in_story
from isnad.web.by_itself import POLICY, by_itself, style
from isnad.web.glance import Glances
from isnad.web.manner import Manner
from isnad.web.pages import actor as actor_page
from isnad.web.pages import story as story_page
from isnad.web.parameters import Params, text
from isnad.web.regrouped import ungrouped
from isnad.web.rendering import environment, for_reader
from isnad.web.settings import WebSettings
from isnad.web.tellings import shown_happenings
from isnad.web.views import Asked, Served, View

STATEMENTS = 1_000  # of an actor
HAPPENINGS = 500  # of a chronology
NAMED = 15  # people and bodies of a story


@dataclass(frozen=True)
class Cut:
    """What a limit left out: how many are shown, and how many there are."""

    what: str
    shown: int
    whole: int


def story_file(record: Record, id: str, manner: Manner, *, fonts: bool = True) -> str:
    """A story as one page of HTML.

    Args:
        record: Which holds it.
        id: The story's.
        manner: In which language and digits.
        fonts: Put the Arabic fonts into the file.

    Raises:
        RefusedError: where the record holds no such story.
    """
    return _story(_asked(record, manner, story_page.VIEW, id=id), fonts)


def actor_file(record: Record, key: str, manner: Manner, *, fonts: bool = True) -> str:
    """An actor in the same way, by its key."""
    return _actor(_asked(record, manner, actor_page.VIEW, key=key), fonts)


def _asked(record: Record, manner: Manner, view: View, **told: str) -> Asked:
    return Asked(record, Glances().now(), _params(view, told), manner, WebSettings())


def _story(asked: Asked, fonts: bool) -> str:
    if isinstance(now := story_page.found_story(asked), str):  # people joined it to another
        asked = replace(asked, params=_params(story_page.VIEW, {"id": now}))
    id = asked.params.get("id", "")
    with asked.record.engine.connect() as connection:
        names = names_in_story(connection, id, limit=NAMED)
    return _file(asked, story_page.VIEW, of_story(id), fonts, chronology={"story": id}, names=names)


def _actor(asked: Asked, fonts: bool) -> str:
    found = actor_page.found_actor(asked, "key")
    if found.moved is not None:  # people joined it to another
        asked = replace(asked, params=_params(actor_page.VIEW, {"key": found.moved}))
        found = actor_page.found_actor(asked, "key")
    number = found.actor.id
    return _file(asked, actor_page.VIEW, naming_actor(number), fonts, chronology={"actors": (number,)}, names=())


def _file(
    asked: Asked, view: View, of: Select[Any], fonts: bool, *, chronology: dict[str, Any], names: Sequence[Any]
) -> str:
    settings = replace(asked.settings, page=STATEMENTS, largest_page=STATEMENTS)
    values = view.read(replace(asked, settings=settings, params=_params(view, asked.params), form="html")).values
    listed = frozenset((one.report, one.at) for one in values.get("said", ()))
    dated, undated, cuts = _chronology(asked, chronology, listed)
    pager = values.get("pager")
    if pager is not None and pager.count > STATEMENTS:
        cuts.insert(0, Cut("statements", STATEMENTS, pager.count))
    told = _beside(asked, of, dated, undated)
    templates = environment()
    page = templates.get_template(f"{view.name}.html").render(
        **{**for_reader(asked.manner), **values, **told, **ungrouped(asked)},
        layout="handed.html",
        page=view.name,
        policy=POLICY,
        style=style(fonts),
        names=names,
        cuts=cuts,
        above=bool(listed),
        made=datetime.now(UTC).isoformat(timespec="minutes"),
        version=__version__,
        record_name=asked.record.name.rpartition("/")[2],  # not the server on which it lies
    )
    return by_itself(page, lambda ids: _sources(asked, ids))


def _beside(asked: Asked, of: Select[Any], dated: Sequence[Entry], undated: Sequence[Entry]) -> dict[str, Any]:
    """What the page does not show: the chronology, what was read in that time, and how it was made."""
    with asked.record.engine.connect() as connection:
        span = span_of(connection, of)
        return {
            "dated": shown_happenings(connection, dated),
            "undated": shown_happenings(connection, undated),
            "span": span,
            "covered": read_between(connection, *span, of) if span else [],
            "totals": totals(connection),
            "runs": [run for run in runs_of(connection) if run.reports],
        }


def _params(view: View, told: Mapping[str, str]) -> Params:
    """What names the story or actor, without the page and order that a reader had chosen."""
    given = {name: value for name, value in told.items() if name in ("id", "key")}
    return Params(view.parameters, QueryParams(given), strict=False)


def _chronology(
    asked: Asked, of: dict[str, Any], listed: Set[tuple[str, int]]
) -> tuple[list[Entry], list[Entry], list[Cut]]:
    """What is dated, what is not beside the statements that are `listed` already, and what a limit left out."""
    engine = asked.record.engine
    dated = list(chronology_of(engine, **of))
    undated = [one for one in chronology_of(engine, dated=False, **of) if not _is_listed(one.happening, listed)]
    whole, left = len(dated) + len(undated), max(0, HAPPENINGS - len(dated))
    cuts = [Cut("happenings", HAPPENINGS, whole)] if whole > HAPPENINGS else []
    return dated[:HAPPENINGS], undated[:left], cuts


def _is_listed(happening: Happening, listed: Set[tuple[str, int]]) -> bool:
    """Whether a list of statements, by report and place, has each telling of this one, of copies any."""
    if happening.kind is not HappeningKind.STATEMENT:
        return False
    told = {one.copy for one in happening.tellings}
    return told == {one.copy for one in happening.tellings if (one.report, one.at) in listed}


def _sources(asked: Asked, ids: Sequence[str]) -> str:
    with asked.record.engine.connect() as connection:
        sources = cited(connection, ids)
    template = environment().get_template("sources.html")
    links = [link(one.url) for one in sources]
    return template.render(**for_reader(asked.manner), sources=sources, links=links).strip()


def _served(make: Callable[[Asked, bool], str], name: str) -> Callable[[Asked], Response]:
    def answer(asked: Asked) -> Response:
        body = make(asked, True)
        identifier = quote(f"isnad-{name}-{next(iter(asked.params.values()), '')}.html", safe="")
        kept = f"attachment; filename=\"isnad-{name}.html\"; filename*=UTF-8''{identifier}"
        return HTMLResponse(body, headers={"Content-Disposition": kept, "Content-Language": asked.manner.lang})

    return answer


FILES = (
    Served(
        "/story/report.html",
        _served(_story, "story"),
        (text("id", required=True),),
        name="story-file",
        media="text/html",
    ),
    Served(
        "/actor/report.html",
        _served(_actor, "actor"),
        (text("key", required=True),),
        name="actor-file",
        media="text/html",
    ),
)
