"""How far a command lets other programs go first."""

from __future__ import annotations

import os

_BEHIND = 10  # as `nice` counts, of 19


def give_way() -> None:
    """Lets every other program go first where the processors do not do for all of them.

    So people who read a record in a browser do not wait for what is read into it meanwhile. Processes that are started
    later do likewise. Where the system has no such order (Windows), nothing changes.
    """
    if hasattr(os, "setpriority"):
        mine = os.getpriority(os.PRIO_PROCESS, 0)
        os.setpriority(os.PRIO_PROCESS, 0, max(mine, _BEHIND))
