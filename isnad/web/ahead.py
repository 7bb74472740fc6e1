"""Counts what pages show of the whole record before somebody waits for it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from threading import Thread

from starlette.datastructures import QueryParams

from isnad.store.patience import at_most
from isnad.web.pages import actors, coverage, events, outlets, overview, search, stories
from isnad.web.parameters import Params
from isnad.web.views import Asked, View

LONGER = 12  # times as long as somebody may wait for a page it may take
LOG = logging.getLogger("isnad.web")

_PAGES: tuple[tuple[View, dict[str, str]], ...] = (  # in the order in which they are likely to be asked for
    *((overview.VIEW, {}), (search.VIEW, {}), (stories.VIEW, {}), (actors.VIEW, {"q": "-"}), (events.VIEW, {})),
    *((search.VIEW, {"in": str(kind)}) for kind in search.KINDS[1:]),
    *((coverage.VIEW, {}), *((outlets.VIEW, {"show": show}) for show in outlets.SHOWS)),
)


def start(asked: Asked, ended: Callable[[], bool]) -> None:
    """Reads the pages once in a thread of its own, whose counts `asked.glances` keeps.

    Args:
        asked: By whom nobody in particular asks.
        ended: Whether nobody will ask any more.
    """
    Thread(target=_read, args=(asked, ended), daemon=True).start()


def _read(asked: Asked, ended: Callable[[], bool]) -> None:
    for view, params in _PAGES:
        if ended():
            return
        try:
            with at_most(LONGER * asked.settings.patience):
                view.read(replace(asked, params=Params(view.parameters, QueryParams(params), strict=False)))
        except Exception:
            if not ended():
                LOG.exception("counting ahead for %s", view.path)
