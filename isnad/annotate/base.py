"""Stages and the pipeline that runs them.

A stage is a pure function of a report, its text layer and the layers before; it returns the fields that it gives. The
pipeline alone puts them together, and checks when it is built that every stage finds what it needs.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Protocol

import msgspec

from isnad.errors import PipelineError
from isnad.model import Layers, Report
from isnad.text import TextLayer


class Stage(Protocol):
    """One step. `needs` and `gives` name fields of `Layers`; `name` stands in the profile."""

    name: ClassVar[str]
    needs: ClassVar[frozenset[str]]
    gives: ClassVar[frozenset[str]]

    def __call__(self, report: Report, text: TextLayer, layers: Layers) -> Mapping[str, Any]:
        """The fields that this stage gives, by name."""
        ...


class Pipeline:
    """Stages in order.

    Raises:
        PipelineError: when built, if a stage needs a layer that none before it gives, names a layer that does not
        exist,
            or gives one that another gave.
    """

    def __init__(self, stages: Sequence[Stage]) -> None:
        self.stages = tuple(stages)
        known = set(Layers.__struct_fields__)
        given: set[str] = set()
        for stage in self.stages:
            for name in (stage.needs | stage.gives) - known:
                raise PipelineError(f"stage {stage.name}: there is no layer {name}")
            for name in stage.needs - given:
                raise PipelineError(f"stage {stage.name} needs {name}: put a stage that gives it before")
            for name in stage.gives & given:
                raise PipelineError(f"stage {stage.name} gives {name} a second time: leave one of the two out")
            given |= stage.gives

    def __call__(self, report: Report) -> Layers:
        """The layers of one report; needs no other report."""
        return self.timed(report)[0]

    def timed(self, report: Report) -> tuple[Layers, dict[str, float]]:
        """The layers, and the milliseconds that each step took (the text layer is the step `text`)."""
        clock = time.perf_counter
        begin = clock()
        text = TextLayer(report.text)
        spent = {"text": (clock() - begin) * 1000}
        layers = Layers()
        for stage in self.stages:
            begin = clock()
            fields = stage(report, text, layers)
            if fields.keys() != stage.gives:
                raise PipelineError(f"stage {stage.name} gave {sorted(fields)}, not {sorted(stage.gives)}")
            layers = msgspec.structs.replace(layers, **fields)
            spent[stage.name] = (clock() - begin) * 1000
        return layers, spent
