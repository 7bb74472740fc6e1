"""What two actors take part in together, in order, and what the one did to the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from isnad.model.chronology import Entry
from isnad.store.actors import ties_of
from isnad.store.happenings import chronology_of
from isnad.web.answered import PAIR
from isnad.web.pages.actor import commands, found_actor
from isnad.web.paging import paged
from isnad.web.parameters import PAGES, text
from isnad.web.tellings import shown_happenings
from isnad.web.views import Answer, Asked, View

COLUMNS = (
    "happening", "kind", "type", "date", "precision", "first_told", "who", "independent",
    "report", "at", "outlet", "published", "speaker", "cue", "quote", "sentence",
)  # fmt: skip


def _read(asked: Asked) -> Answer:
    one, other = found_actor(asked, "one"), found_actor(asked, "other")
    engine, both = asked.record.engine, (one.id, other.id)
    dated = list(chronology_of(engine, actors=both))
    undated = list(chronology_of(engine, actors=both, dated=False))
    if asked.form == "csv":
        return Answer(columns=COLUMNS, rows=telling_rows([*dated, *undated]))
    keys = {"one": asked.params["one"], "other": asked.params["other"]}
    pager = paged(asked, "/pair", len(dated) + len(undated), **keys)
    entries = [*dated, *undated][pager.offset : pager.offset + pager.size]
    ties = sorted(ties_of(engine, *both), key=lambda tie: (tie.period or "9999", tie.relation))
    if asked.form == "json":
        told = {"names": (one.name, other.name), "ties": ties, "entries": entries}
        return Answer(data={**keys, **pager.data(), **msgspec.to_builtins(told)})
    with engine.connect() as connection:
        shown = shown_happenings(connection, entries)
    return Answer(
        values={
            **keys,
            "names": {one.id: one.name, other.id: other.name},
            "pair": (one, other),
            "ties": ties,
            "dated": [happening for happening in shown if happening.entry.first],
            "undated": [happening for happening in shown if not happening.entry.first],
            "pager": pager,
            "commands": commands(asked.record.name, one.name, other.name),
        }
    )


def telling_rows(entries: Sequence[Entry]) -> Iterator[dict[str, Any]]:
    """A row for each telling of each entry."""
    for entry in entries:
        happening = entry.happening
        head = {name: getattr(entry, name) for name in ("kind", "date", "precision", "first_told")}
        head |= {"happening": happening.id, "type": happening.type, "who": happening.names}
        for telling in happening.tellings:
            told = {name: getattr(telling, name) for name in COLUMNS if name in telling.__struct_fields__}
            yield {**head, **told, "independent": happening.independent, "sentence": telling.sentence_quote}


PARAMETERS = (text("one", required=True), text("other", required=True), *PAGES)
VIEW = View("/pair", "pair", _read, listed=False, parameters=PARAMETERS, answer=PAIR)
