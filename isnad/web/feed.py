"""A search as an Atom feed: what was added to the record last comes first, so that who asks again sees what is new."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from starlette.responses import Response

from isnad import __version__
from isnad.export.atom import (
    MEDIA_TYPE,
    Entry,
    Feed,
    Link,
    event_entry,
    feed_lines,
    report_entry,
    statement_entry,
)
from isnad.export.identifiers import urn
from isnad.model import JudgedLayer
from isnad.store.changed import changed
from isnad.store.corrected import Corrected
from isnad.store.schema import reports
from isnad.store.search.hits import Hit, What
from isnad.web.paging import Paged
from isnad.web.parameters import choice, number, text
from isnad.web.rendering import url
from isnad.web.unchanged import http_date
from isnad.web.views import Asked, Served

PATH = "/search.atom"
ENTRIES = 50  # on a page
ORDERS = ("added", "newest")
_BEGUN = "1970-01-01T00:00:00Z"  # of a record into which nothing was read yet


def feed_url(query: str, what: What, name: str | None = None) -> str:
    """The address of the feed of a search, under a name where it has one."""
    return url(PATH, q=query, in_=told_in(what), name=name)


def told_in(what: What) -> str | None:
    """What is looked for, as it stands in an address."""
    return what.value if what is not What.REPORTS else None


def _answer(asked: Asked) -> Response:
    query, what = asked.text("q"), What(asked.choice("in", tuple(What)))
    order = asked.choice("order", ORDERS)
    found = asked.record.search(query, what)
    size = asked.number("size", ENTRIES, asked.settings.largest_page)
    told: dict[str, Any] = {
        "q": query,
        "in": told_in(what),
        "name": asked.text("name"),
    }
    told |= {"order": order if order != ORDERS[0] else None, "size": size if size != ENTRIES else None}
    pager = Paged(PATH, asked.number("page", 1), size, found.count(), told)
    hits = found.hits(limit=pager.size, offset=pager.offset, added=order == ORDERS[0])
    state = changed(asked.record.engine)
    feed = _feed(asked, query, what, pager, state.last or _BEGUN)
    body = "".join(feed_lines(feed, _entries(asked, what, hits, state.begun or _BEGUN)))
    headers = {"Content-Language": feed.language, "Vary": "Cookie, Accept-Language"}
    if state.settled and (date := http_date(state.last or "")):
        headers["Last-Modified"] = date
    return Response(body, headers=headers, media_type=f"{MEDIA_TYPE}; charset=utf-8")


def _feed(asked: Asked, query: str, what: What, pager: Paged, updated: str) -> Feed:
    manner = asked.manner
    title = asked.text("name") or query or str(manner.words.text("feed.all"))
    told = manner.words.text(f"count.{what.value}", count=pager.count, n=manner.number(pager.count))
    identity = urn("search", what.value, query) if what is not What.REPORTS else urn("search", query or "Isnad")
    subtitle = str(manner.words.text("feed.subtitle", found=told, what=manner.words.text(f"search.{what.value}")))
    links = tuple(_links(asked, pager, query, what))
    name = manner.words.text("name")
    return Feed(identity, f"{title} · {name}", subtitle, updated, __version__, manner.lang, links)


def _links(asked: Asked, pager: Paged, query: str, what: What) -> Iterator[Link]:
    """Where the feed and its pages stand (RFC 5005, 3), and the page of the search."""
    pages = {"self": pager.page, "first": 1, "last": pager.pages}
    pages |= {"previous": pager.page - 1} if 1 < pager.page <= pager.pages else {}
    pages |= {"next": pager.page + 1} if pager.page < pager.pages else {}
    for rel, page in pages.items():
        yield Link(rel, asked.base + pager.url(page=page), MEDIA_TYPE)
    yield Link("alternate", asked.base + url("/search", q=query, in_=told_in(what)))


def _entries(asked: Asked, what: What, hits: list[Hit], undated: str) -> Iterator[Entry]:
    """As people corrected them; what they rejected is left out."""
    wanted = reports.c.report.in_({hit.number for hit in hits})
    known = {one.kept.number: one for one in asked.record.judged_reports(wanted)}
    unnamed = str(asked.manner.words.text("no-outlet"))
    for hit in hits:
        one = known.get(hit.number)
        at = _place(one, what, hit.at) if one else None
        if one is None or (at is None and what is not What.REPORTS):
            continue
        told: dict[str, Any] = {"undated": undated, "version": one.kept.version, "unnamed": unnamed}
        page = asked.base + url("/report", id=hit.report)
        if at is None:
            yield report_entry(one.kept, page=page, **told)
        elif what is What.STATEMENTS:
            yield statement_entry(one.kept, at, page=f"{page}#s{hit.at}", **told)
        else:
            yield event_entry(one.kept, at, page=f"{page}#e{hit.at}", **told)


def _place(one: Corrected, what: What, at: int | None) -> int | None:
    """Where a row of the machine stands among the corrected ones, None where it was rejected."""
    if at is None:
        return None
    rows = one.rows[JudgedLayer(what.value)]
    return next((place for place, row in enumerate(rows) if row.at == at), None)


PARAMETERS = (
    text("q"),
    choice("in", tuple(What), default=What.REPORTS),
    choice("order", ORDERS, default=ORDERS[0]),
    number("page", default=1),
    number("size", most=200, default=ENTRIES),
    text("name"),
)
FEED = Served(PATH, _answer, PARAMETERS, name="feed", media="application/atom+xml")
