"""Where an export comes from, in the words that every format uses for it, and what says that something was cut off."""

from __future__ import annotations

from typing import TypeAlias

from isnad.export.selection import Provenance

TOOL = "isnad"
About: TypeAlias = dict[str, str | int | bool]


def about(provenance: Provenance) -> About:
    """The provenance as names and values; `run` is when the export was made, `complete` whether nothing was cut off."""
    return {
        "tool": TOOL,
        "version": provenance.version,
        "run": provenance.made,
        "complete": provenance.complete,
        "title": provenance.title,
        "query": provenance.query,
        "rules": provenance.rules,
        "models": provenance.models,
        "reports": provenance.reports,
        "left_out": provenance.left_out,
    }


def cut_record(provenance: Provenance) -> About | None:
    """The record that stands at the end of an export that was cut off, `left_out` first; None for a complete one."""
    if provenance.complete:
        return None
    return {"left_out": provenance.left_out, **about(provenance)}


def cut_words(provenance: Provenance) -> str:
    """A sentence for people on what was cut off; empty for a complete export."""
    if provenance.complete:
        return ""
    return f"Not complete: {provenance.left_out} more reports were found and left out."
