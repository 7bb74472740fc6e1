"""Whether what holds over reports is there for all of them."""

from __future__ import annotations

from typing import Any

from isnad.web.views import Asked
from isnad.workflow.recorded import is_grouped


def ungrouped(asked: Asked) -> dict[str, Any]:
    """For a template: `waiting` where reports have no story and no actors yet."""
    grouped = asked.glances.take(asked.record, "grouped", lambda _: is_grouped(asked.record))
    return {"waiting": not grouped}
