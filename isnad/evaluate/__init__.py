"""Measures annotation against gold: reads gold files, aligns, counts, and keeps floors."""

from isnad.evaluate.align import Match, align
from isnad.evaluate.attribution import Attribution
from isnad.evaluate.changes import Change, changes
from isnad.evaluate.figures import Counts, Figure, figure_value, statement_figures
from isnad.evaluate.floor import Reached, compare, read_floor
from isnad.evaluate.gold import GoldReport, read_gold, read_predicted
from isnad.evaluate.groups import GROUPINGS, grouped
from isnad.evaluate.interval import Interval, bootstrap, intervals

__all__ = [
    "GROUPINGS",
    "Attribution",
    "Change",
    "Counts",
    "Figure",
    "GoldReport",
    "Interval",
    "Match",
    "Reached",
    "align",
    "bootstrap",
    "changes",
    "compare",
    "figure_value",
    "grouped",
    "intervals",
    "read_floor",
    "read_gold",
    "read_predicted",
    "statement_figures",
]
