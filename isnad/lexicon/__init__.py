"""Word lists of the package and their loaders, which are also their linters."""

from isnad.lexicon.agencies import named_agencies
from isnad.lexicon.attributions import Attributions, attributions
from isnad.lexicon.channels import ChannelLexicon, channels
from isnad.lexicon.nouns import Noun, Word, labels, masdar_shape, outlets, places, word
from isnad.lexicon.particles import particles
from isnad.lexicon.verbs import Reading, Verb, VerbLexicon, verbs

__all__ = [
    "Attributions",
    "ChannelLexicon",
    "Noun",
    "Reading",
    "Verb",
    "VerbLexicon",
    "Word",
    "attributions",
    "channels",
    "labels",
    "masdar_shape",
    "named_agencies",
    "outlets",
    "particles",
    "places",
    "verbs",
    "word",
]
