"""What happened: events of the PLOVER types."""

from isnad.annotate.events.stage import EventStage

__all__ = ["EventStage"]
