"""Characters, words, sentences and quotation marks of Arabic text. Only places in the source leave this room."""

from isnad.text.clitics import Split, splits
from isnad.text.layer import TextLayer
from isnad.text.normalise import Normalised, fold, normalise
from isnad.text.quotations import Quotation, quotations
from isnad.text.sentences import sentences
from isnad.text.words import Words

__all__ = [
    "Normalised",
    "Quotation",
    "Split",
    "TextLayer",
    "Words",
    "fold",
    "normalise",
    "quotations",
    "sentences",
    "splits",
]
