"""The shapes of the answers in JSON, from which the description of the API is made.

An answer that adds something to a record of the model is described as that record with what is added.
"""

from __future__ import annotations

from types import GenericAlias
from typing import Any

import msgspec

from isnad.model import (
    Actor,
    Entity,
    Event,
    Mention,
    MentionType,
    Naming,
    Quantity,
    Role,
    Span,
    Statement,
    Story,
    Tie,
    Time,
)
from isnad.model.chronology import Entry
from isnad.model.happening import Happening
from isnad.model.judgement import Judgement
from isnad.model.report import Origin, Post
from isnad.store.actor_list import Listed, Partner
from isnad.store.actor_statements import Said
from isnad.store.coverage import CoveredDay
from isnad.store.doubts import Doubt
from isnad.store.heard import Heard
from isnad.store.named_days import DatedName
from isnad.store.overview import Attention, MadeBy, Period, Totals
from isnad.store.placing import Placement
from isnad.store.problems import Problem
from isnad.store.readings import Reading
from isnad.store.search.hits import Facet, Hit, What
from isnad.store.searches import SavedSearch

Shape = Any  # a type that msgspec can describe, made here while the program starts
QUOTES = dict[str, str | list[str] | None]
PAGE: dict[str, Shape] = {"count": int, "page": int, "size": int, "next": str | None}


def shape(name: str, words: str, /, **fields: Shape) -> Shape:
    """An object of an answer: all its fields are always there; a trailing `_` stands behind a word of Python's own."""
    rename = {field: field.rstrip("_") for field in fields if field.endswith("_")}
    made = msgspec.defstruct(name, list(fields.items()), kw_only=True, rename=rename)
    made.__doc__ = words
    return made


def changed(name: str, of: type[msgspec.Struct], /, *without: str, **fields: Shape) -> Shape:
    """A record of the model without some of its fields and with others, its description kept."""
    kept = {one.name: one.type for one in msgspec.structs.fields(of) if one.name not in {*without, *fields}}
    return shape(name, of.__doc__ or "", **fields, **kept)


def many(of: Shape) -> Shape:
    """A list of one kind of object."""
    return GenericAlias(list, (of,))


OVERVIEW = shape(
    "Overview",
    "How much there is, who wrote when, who is heard most, what came last.",
    totals=Totals,
    period=Period,
    periods=list[str],
    attention=list[Attention],
    ahead=int,
    heard=list[Heard],
    newest=list[Hit],
)
SEARCH = shape(
    "Found",
    "One page of hits, and how all of them spread over the values of each facet.",
    query=str,
    in_=What,
    order=str,
    hits=list[Hit],
    facets=dict[str, list[Facet]],
    **PAGE,
)
ACTORS = shape("Actors", "One page of the actors.", query=str, type=MentionType | None, actors=list[Listed], **PAGE)
STORY = changed("StoryTold", Story, "id", story=str)
STORIES = shape("Stories", "One page of the stories.", order=str, told=str, stories=many(STORY), **PAGE)
STORY_TOLD = changed("StoryWhole", Story, "id", story=str, happenings=list[Happening])
ACTOR = shape(
    "ActorTold",
    "One actor: names, offices, dealings with others, how outlets name it, and one page of what it said.",
    key=str,
    actor=changed("ActorKept", Actor, "id", "members", names=list[DatedName]),
    ties=list[Tie],
    naming=list[Naming],
    with_=list[Partner],
    **dict.fromkeys(("channel", "addressee", "since", "until"), str),
    statements=list[Said],
    facets=dict[str, list[Facet]],
    **PAGE,
)
PAIR = shape(
    "Pair",
    "One page of what two actors take part in together, and what the one did to the other.",
    one=str,
    other=str,
    names=list[str],
    ties=list[Tie],
    entries=list[Entry],
    **PAGE,
)
COMPARED = shape(
    "Compared",
    "The rows of one page of actors: names, verbs of saying or attention, as `show` tells; `pages` there are in all.",
    show=str,
    page=int,
    pages=int,
    actors=int,
    next=str | None,
    rows=list[dict[str, str | int | float | None]],
)
PICTURED = shape(
    "Pictured",
    "What a picture shows: its words, and the rows of its table with a field for each column.",
    name=str,
    title=str,
    caption=str,
    notes=list[str],
    rows=list[dict[str, str | int | float | None]],
)
REVIEW = shape(
    "Doubts", "What is most doubtful, from `skip` on.", layer=str, skip=int, next=str | None, doubts=list[Doubt]
)
JUDGED = changed("JudgementTold", Judgement, placement=Placement | None, in_force=bool)
JUDGEMENTS = shape("Judgements", "One page of what people judged, the last first.", judgements=many(JUDGED), **PAGE)
KEPT = shape("KeptJudgements", "The judgements as the record keeps them now.", judgements=list[Judgement])
EVENT_ROW = shape(
    "EventRow",
    "An event as its report tells it; `when` is its day, or where no report dates it the day of publication.",
    **{"report": str, "at": int, "when": str | None, "type": str, "mode": str | None, "status": str},
    **{"actors": list[str], "recipients": list[str]},
    **dict.fromkeys(("date", "place", "claimed_by"), str | None),
    **{"anchor": str, "anchor_start": int, "anchor_end": int, "score": float, "judged": str | None},
    **dict.fromkeys(("outlet", "published", "title", "url"), str | None),
)
EVENTS = shape(
    "Events",
    "One page of the events that are asked for.",
    **dict.fromkeys(("type", "status", "place", "since", "until"), str),
    order=str,
    events=many(EVENT_ROW),
    **PAGE,
)
COVERAGE = shape("Coverage", "Every outlet and day.", days=list[CoveredDay])
PROBLEMS = shape("Problems", "What could not be read.", problems=list[Problem])
SAVED = shape(
    "SavedSearches",
    "Searches that are kept by a name.",
    count=int,
    searches=many(changed("Watched", SavedSearch, "seen", new=int, page=str, feed=str)),
)
RUNS = shape("Readings", "When something was read, and by which versions.", readings=list[Reading], runs=list[MadeBy])
REPORT = shape(
    "ReportTold",
    "A report with everything that was found in it; see docs/output.md.",
    id=str,
    **dict.fromkeys(("outlet", "published", "url", "title", "author"), str | None),
    text=str,
    mentions=many(changed("MentionTold", Mention, quote=str)),
    times=many(changed("TimeTold", Time, quote=str)),
    statements=many(changed("StatementTold", Statement, quotes=QUOTES)),
    events=many(
        changed("EventTold", Event, quantities=many(changed("QuantityTold", Quantity, quote=str)), quotes=QUOTES)
    ),
    language=str | None,
    entities=many(changed("EntityTold", Entity, roles=many(changed("RoleTold", Role, quote=str)))),
    headline=Span | None,
    chrome=list[Span],
    posts=list[Post],
    origin=Origin | None,
    version=int,
    current=bool,
    judged=shape(
        "JudgedTold",
        "What people made of each row, layer by layer; what they rejected is not among the rows.",
        **dict.fromkeys(("statements", "events", "mentions"), list[str | None]),
        rejected=many(shape("RejectedTold", "A row that people rejected.", layer=str, words=str, by=str)),
    ),
)
