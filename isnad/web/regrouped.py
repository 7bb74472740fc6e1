"""Whether what holds over reports is there for all of them, and has what people judged."""

from __future__ import annotations

from typing import Any

from isnad.store.waiting import Waiting, waiting
from isnad.web.views import Asked
from isnad.workflow.recorded import is_grouped


def ungrouped(asked: Asked) -> dict[str, Any]:
    """For a template: `waiting` where reports have no story and no actors yet, `judged` how many judgements wait."""
    grouped = asked.glances.take(asked.record, "grouped", lambda _: is_grouped(asked.record), judged=False)
    return {"waiting": not grouped, "judged": judged_since(asked).judgements if grouped else 0}


def judged_since(asked: Asked) -> Waiting:
    """What people judged since the record was regrouped."""
    return asked.glances.take(asked.record, "judged", lambda _: waiting(asked.record.engine))
