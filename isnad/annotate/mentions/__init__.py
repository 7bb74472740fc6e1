"""Names of persons, bodies, places and other named things, found by a trained model."""

from isnad.annotate.mentions.language import language_of
from isnad.annotate.mentions.stage import MentionStage
from isnad.annotate.mentions.tagger import TaggedName, Tagger

__all__ = ["MentionStage", "TaggedName", "Tagger", "language_of"]
