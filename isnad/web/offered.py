"""All that is answered: the pages, and what programs ask for beside them."""

from __future__ import annotations

from isnad.web import feed, handed
from isnad.web.pages import (
    actor,
    actors,
    coverage,
    events,
    judgements,
    outlets,
    overview,
    pair,
    pictures,
    problems,
    report,
    review,
    runs,
    saved,
    search,
    stories,
    story,
)
from isnad.web.reconciliation import service
from isnad.web.views import Served, View

VIEWS: tuple[View, ...] = (
    *(overview.VIEW, search.VIEW, saved.VIEW, actors.VIEW, stories.VIEW, events.VIEW, outlets.VIEW, pictures.VIEW),
    *(review.VIEW, judgements.VIEW, coverage.VIEW, report.VIEW, actor.VIEW, pair.VIEW, story.VIEW),
    *(problems.VIEW, runs.VIEW),
)
SERVED: tuple[Served, ...] = (feed.FEED, *handed.FILES, *service.SERVED)
SHARED = {one.path: one.methods for one in SERVED if one.shared}
FORMS = ("html", "json", "csv")
