"""From a report to its layers, one stage a task."""

from isnad.annotate.base import Pipeline, Stage
from isnad.annotate.entities import EntityStage
from isnad.annotate.events import EventStage
from isnad.annotate.mentions import MentionStage
from isnad.annotate.statements import StatementStage
from isnad.annotate.times import TimeStage

__all__ = [
    "EntityStage",
    "EventStage",
    "MentionStage",
    "Pipeline",
    "Stage",
    "StatementStage",
    "TimeStage",
    "default_pipeline",
]


def default_pipeline() -> Pipeline:
    """The stages that `isnad annotate` runs."""
    return Pipeline([MentionStage(), TimeStage(), EntityStage(), StatementStage(), EventStage()])
