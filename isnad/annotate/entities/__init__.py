"""Who and what a report speaks of: names put together, offices, and the actors that statements are attributed to."""

from isnad.annotate.entities.stage import EntityStage

__all__ = ["EntityStage"]
