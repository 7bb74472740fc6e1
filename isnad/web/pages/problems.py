"""What could not be read, and why."""

from __future__ import annotations

import msgspec

from isnad.store.problems import Problem
from isnad.web.answered import PROBLEMS
from isnad.web.views import Answer, Asked, View


def _read(asked: Asked) -> Answer:
    found = asked.record.problems()
    rows = [msgspec.to_builtins(problem) for problem in found]
    return Answer(values={"problems": found}, data={"problems": rows}, columns=Problem.__struct_fields__, rows=rows)


VIEW = View("/problems", "problems", _read, aside=True, answer=PROBLEMS)
