"""Wires reading, annotation and measuring together; the faces call nothing else."""

from isnad.evaluate import Change, EventChange, Figure, Interval, Reached, figure_value, intervals
from isnad.workflow.annotated import Annotated, AnnotatedReport, InternalError, WorkerError
from isnad.workflow.demo import Demo, Shown, ShownEvent, demo
from isnad.workflow.engine import annotate_paths, annotate_reports
from isnad.workflow.evaluation import Evaluation, Layer, evaluate_gold, evaluate_since
from isnad.workflow.settings import Settings

__all__ = [
    "Annotated",
    "AnnotatedReport",
    "Change",
    "Demo",
    "Evaluation",
    "EventChange",
    "Figure",
    "InternalError",
    "Interval",
    "Layer",
    "Reached",
    "Settings",
    "Shown",
    "ShownEvent",
    "WorkerError",
    "annotate_paths",
    "annotate_reports",
    "demo",
    "evaluate_gold",
    "evaluate_since",
    "figure_value",
    "intervals",
]
