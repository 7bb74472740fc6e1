"""All actors of the record, those named most first."""

from __future__ import annotations

import msgspec

from isnad.model import MentionType
from isnad.store.actor_list import Folded, Listed, judged_actors, listed
from isnad.web.answered import ACTORS
from isnad.web.paging import paged
from isnad.web.parameters import PAGES, choice, text
from isnad.web.regrouped import judged_since, ungrouped
from isnad.web.views import Answer, Asked, View

TYPES = ("", *(kind.value for kind in MentionType))


def _read(asked: Asked) -> Answer:
    words, kind = asked.text("q"), asked.choice("type", TYPES)
    found = every = all_actors(asked)
    if words:
        folded = asked.glances.derived("actors' names", Folded, every)
        found = [every[place] for place in folded.having(words)]
    if kind:
        found = [one for one in found if one.type == kind]
    if asked.form == "csv":
        return Answer(columns=Listed.__struct_fields__, rows=map(msgspec.structs.asdict, found))
    pager = paged(asked, "/actors", len(found), q=words, type=kind)
    shown = pager.shown(found)
    return Answer(
        values={"actors": shown, "pager": pager, "words": words, "kind": kind, "types": TYPES, **ungrouped(asked)},
        data={"query": words, "type": kind or None, **pager.data(), "actors": msgspec.to_builtins(shown)},
    )


def all_actors(asked: Asked) -> list[Listed]:
    """All actors as a reader sees them, kept until somebody reads or judges."""
    machine = asked.glances.take(asked.record, "actors", listed, judged=False)
    since = judged_since(asked)
    if not since.actors and not since.rejected:
        return machine
    return asked.glances.derived("actors as judged", lambda some, now: list(judged_actors(some, now)), machine, since)


PARAMETERS = (text("q"), choice("type", TYPES), *PAGES)
VIEW = View("/actors", "actors", _read, parameters=PARAMETERS, answer=ACTORS)
