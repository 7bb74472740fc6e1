"""Measures annotation against gold: reads gold files, aligns, counts, and keeps floors."""

from isnad.evaluate.align import Match, align
from isnad.evaluate.attribution import Attribution
from isnad.evaluate.changes import Change, changes
from isnad.evaluate.event_align import EventMatch, align_events
from isnad.evaluate.event_changes import EventChange, event_changes
from isnad.evaluate.event_figures import event_figures
from isnad.evaluate.figures import Counts, Figure, figure_value, statement_figures
from isnad.evaluate.floor import Reached, compare, read_floor
from isnad.evaluate.gold import GoldReport, PredictedReport, read_gold, read_predicted
from isnad.evaluate.groups import GROUPINGS, event_group, grouped, statement_group
from isnad.evaluate.interval import Interval, bootstrap, intervals
from isnad.evaluate.measured_event import MeasuredEvent
from isnad.evaluate.measurement import EVENTS, STATEMENTS, Measurement, Scale

__all__ = [
    "EVENTS",
    "GROUPINGS",
    "STATEMENTS",
    "Attribution",
    "Change",
    "Counts",
    "EventChange",
    "EventMatch",
    "Figure",
    "GoldReport",
    "Interval",
    "Match",
    "MeasuredEvent",
    "Measurement",
    "PredictedReport",
    "Reached",
    "Scale",
    "align",
    "align_events",
    "bootstrap",
    "changes",
    "compare",
    "event_changes",
    "event_figures",
    "event_group",
    "figure_value",
    "grouped",
    "intervals",
    "read_floor",
    "read_gold",
    "read_predicted",
    "statement_figures",
    "statement_group",
]
