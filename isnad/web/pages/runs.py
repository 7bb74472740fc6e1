"""When something was read into the record, by which version with which rules and models."""

from __future__ import annotations

import msgspec

from isnad.store.overview import runs_of
from isnad.store.readings import Reading, newest_readings
from isnad.web.answered import RUNS
from isnad.web.views import Answer, Asked, View


def _read(asked: Asked) -> Answer:
    with asked.record.engine.connect() as connection:
        readings, runs = newest_readings(connection), runs_of(connection)
    paths = [msgspec.json.decode(reading.paths, type=list[str]) for reading in readings]
    rows = [msgspec.to_builtins(reading) for reading in readings]
    return Answer(
        values={"readings": list(zip(readings, paths, strict=True)), "runs": runs},
        data={"readings": rows, "runs": msgspec.to_builtins(runs)},
        columns=Reading.__struct_fields__,
        rows=rows,
    )


VIEW = View("/runs", "runs", _read, aside=True, answer=RUNS)
