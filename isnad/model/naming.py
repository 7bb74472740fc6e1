"""How an outlet names an actor."""

from __future__ import annotations

import msgspec

from isnad.model.evidence import Evidence


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """One designation of one actor in one outlet.

    `words` are the designation as most uses write it, `of` is `actor` where it stands for the actor, `forces` where it
    stands for those who fight under it or belong to it (`قوات الهلالي`). `outlet` is None where reports tell none.
    `count` are its uses, `share` their part of the outlet's uses for this actor and `of` (0 to 1), `reports` in how
    many reports. `first` is the day of the first use, ISO 8601. `log_odds` and `z` compare the outlet with all others:
    how much more it uses these words, and how many standard deviations that is; None where there is no other outlet.
    `examples` are some uses, the earliest first.
    """

    actor: int
    name: str
    of: str
    words: str
    outlet: str | None
    count: int
    reports: int
    share: float
    first: str | None
    log_odds: float | None
    z: float | None
    examples: tuple[Evidence, ...]
