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
    gone = judged_since(asked).gone
    wanted = [*several, *([stories.c.id.not_in(gone)] if gone else [])]
    if asked.form == "csv":
        return Answer(columns=COLUMNS, rows=_rows(asked, order, wanted))
    with asked.record.engine.connect() as connection:
        count = connection.execute(select(func.count()).select_from(stories).where(*wanted)).scalar_one()
    pager = paged(asked, "/stories", count)
    pager.told.update(order=order if order != ORDERS[0] else None, told=told if told != TOLD[0] else None)
    found = seen_stories(asked, *several, newest=order == "newest", limit=pager.size, offset=pager.offset)
    if asked.form == "json":
        return Answer(data={"order": order, "told": told, **pager.data(), "stories": [*map(story_record, found)]})
    choices = {"order": order, "orders": ORDERS, "told": told, "tellers": TOLD}
    return Answer(values={"stories": found, "pager": pager, **choices, **ungrouped(asked)})


def seen_stories(asked: Asked, *wanted: Any, **which: Any) -> list[Story]:
    """Some stories as a reader sees them; what people parted from one is listed when the record is regrouped."""
    since = judged_since(asked)
    there = [stories.c.id.not_in(since.gone)] if since.gone else []
    return [since.stories.get(one.id, one) for one in stories_of(asked.record.engine, *wanted, *there, **which)]


def _rows(asked: Asked, order: str, wanted: list[Any]) -> Iterator[dict[str, Any]]:
    since = judged_since(asked).stories
    for one in stories_of(asked.record.engine, *wanted, newest=order == "newest"):
        story = since.get(one.id, one)
        told = {name: getattr(story, name) for name in ("label", "first", "last", "independent", "outlets")}
        words = " ".join(sentence.quote.strip() for sentence in story.summary)
        yield {"story": story.id, **told, "reports": len(story.reports), "summary": words}


PARAMETERS = (choice("order", ORDERS, default=ORDERS[0]), choice("told", TOLD, default=TOLD[0]), *PAGES)
VIEW = View("/stories", "stories", _read, parameters=PARAMETERS, answer=STORIES)
