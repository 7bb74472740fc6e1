"""What two actors take part in together, in order, and what the one did to the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from isnad.model import Actor, Tie
from isnad.model.chronology import Entry
from isnad.store.actors import ties_of
from isnad.store.happenings import chronology_of
from isnad.store.linked import known_actors
from isnad.web.answered import PAIR
from isnad.web.chronicle import FILES, chronology_file
from isnad.web.dealings import dealings
from isnad.web.pages.actor import commands, found_actor, moved
from isnad.web.paging import paged
from isnad.web.parameters import PAGES, text
from isnad.web.regrouped import ungrouped
from isnad.web.tellings import TELLINGS, shown_happenings, telling_rows
from isnad.web.views import Answer, Asked, View


def _read(asked: Asked) -> Answer:
    pair = {field: found_actor(asked, field) for field in ("one", "other")}
    if to := {field: found.moved for field, found in pair.items() if found.moved is not None}:
        return Answer(moved=moved(asked, "/pair", **to))
    one, other = (found.actor for found in pair.values())
    if one.id == other.id:
        return Answer(moved=moved(asked, "/actor", key=asked.params["one"], one="", other="", page="", size=""))
    if asked.form.startswith("file."):
        return Answer(file=chronology_file(asked.record, asked.form, (one, other)))
    engine, both = asked.record.engine, (one.id, other.id)
    dated = list(chronology_of(engine, actors=both))
    undated = list(chronology_of(engine, actors=both, dated=False))
    if asked.form == "csv":
        return Answer(columns=TELLINGS, rows=telling_rows([*dated, *undated]))
    keys = {"one": asked.params["one"], "other": asked.params["other"]}
    pager = paged(asked, "/pair", len(dated) + len(undated), **keys)
    entries = pager.shown([*dated, *undated])
    ties = sorted(ties_of(engine, *both), key=lambda tie: (tie.period or "9999", tie.relation))
    if asked.form == "json":
        told = {"names": (one.name, other.name), "ties": ties, "entries": entries}
        return Answer(data={**keys, **pager.data(), **msgspec.to_builtins(told)})
    more: dict[str, Any] = {"pager": pager, "commands": commands(asked.record.name, one.name, other.name)}
    return Answer(values={**keys, **_values(asked, (one, other), entries, ties), **more})


def _values(asked: Asked, pair: tuple[Actor, Actor], entries: Sequence[Entry], ties: Sequence[Tie]) -> dict[str, Any]:
    one, other = pair
    with asked.record.engine.connect() as connection:
        shown = shown_happenings(connection, entries)
        known = known_actors(connection, [other.id])
    return {
        "pair": pair,
        "dealings": dealings((one.id,), ties, known),
        "dated": [happening for happening in shown if happening.entry.first],
        "undated": [happening for happening in shown if not happening.entry.first],
        **ungrouped(asked),
    }


PARAMETERS = (text("one", required=True), text("other", required=True), *PAGES)
VIEW = View("/pair", "pair", _read, listed=False, parameters=PARAMETERS, answer=PAIR, files=FILES)
