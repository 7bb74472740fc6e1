"""Time expressions and what they stand for."""

from isnad.annotate.times.stage import TimeStage

__all__ = ["TimeStage"]
