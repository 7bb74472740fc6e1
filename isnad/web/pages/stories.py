"""All stories of the record: the newest, or those that most independent wordings tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from isnad.export.stories import story_record
from isnad.model import Story
from isnad.store.schema import stories
from isnad.store.stories import stories_of
from isnad.web.answered import STORIES
from isnad.web.paging import paged
from isnad.web.parameters import PAGES, choice
from isnad.web.regrouped import judged_since, ungrouped
from isnad.web.views import Answer, Asked, View

ORDERS = ("newest", "wordings")
TOLD = ("several", "all")
COLUMNS = ("story", "label", "first", "last", "reports", "independent", "outlets", "summary")


def _read(asked: Asked) -> Answer:
    order, told = asked.choice("order", ORDERS), asked.choice("told", TOLD)
    several = [stories.c.reports > 1] if told == "several" else []
    newest = order == "newest"
    if asked.form == "csv":
        return Answer(columns=COLUMNS, rows=map(_row, seen_stories(asked, *several, newest=newest)))
    with asked.record.engine.connect() as connection:
        wanted = select(func.count()).select_from(stories).where(*several, *_there(asked))
        count = connection.execute(wanted).scalar_one()
    pager = paged(asked, "/stories", count)
    pager.told.update(order=order if order != ORDERS[0] else None, told=told if told != TOLD[0] else None)
    found = list(seen_stories(asked, *several, newest=newest, limit=pager.size, offset=pager.offset))
    if asked.form == "json":
        return Answer(data={"order": order, "told": told, **pager.data(), "stories": [*map(story_record, found)]})
    choices = {"order": order, "orders": ORDERS, "told": told, "tellers": TOLD}
    return Answer(values={"stories": found, "pager": pager, **choices, **ungrouped(asked)})


def seen_stories(asked: Asked, *wanted: Any, **which: Any) -> Iterator[Story]:
    """Some stories as a reader sees them; what people parted from one is listed when the record is regrouped."""
    since = judged_since(asked).stories
    for one in stories_of(asked.record.engine, *wanted, *_there(asked), **which):
        yield since.get(one.id, one)


def _there(asked: Asked) -> list[Any]:
    """What leaves out stories that became part of others since the record was regrouped."""
    gone = judged_since(asked).gone
    return [stories.c.id.not_in(gone)] if gone else []


def _row(story: Story) -> dict[str, Any]:
    told = {name: getattr(story, name) for name in ("label", "first", "last", "independent", "outlets")}
    words = " ".join(sentence.quote.strip() for sentence in story.summary)
    return {"story": story.id, **told, "reports": len(story.reports), "summary": words}


PARAMETERS = (choice("order", ORDERS, default=ORDERS[0]), choice("told", TOLD, default=TOLD[0]), *PAGES)
VIEW = View("/stories", "stories", _read, parameters=PARAMETERS, answer=STORIES)
