"""How far a statement can be trusted: how often its rule, and the way its speaker was found, were right on gold."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

UNKNOWN = "unknown"
_NOBODY = 0.3  # a statement whose speaker is not known is half an answer at best


class Shares(msgspec.Struct, frozen=True):
    """Shares of right answers (0 to 1) by rule and by the way of finding the speaker; under `""` that of all.

    `training/statement_scores.py` counts them on annotated reports.
    """

    rule: dict[str, float]
    resolved_by: dict[str, float]


@cache
def shares() -> Shares:
    """What the package ships."""
    source = resources.files("isnad") / "data" / "models" / "statement_scores.json"
    return msgspec.json.decode(source.read_bytes(), type=Shares)


def trust(rule: str, resolved_by: str) -> float:
    """The share of statements so found that have the right content and the right speaker; 0 to 1.

    A rule that the gold never showed is taken for an average one.
    """
    known = shares()
    found = known.rule.get(rule, known.rule[""])
    who = _NOBODY if resolved_by == UNKNOWN else known.resolved_by.get(resolved_by, known.resolved_by[""])
    return round(found * who, 3)
