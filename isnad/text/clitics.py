"""What is glued to an Arabic word, told apart as lengths and never as changed text.

Order of proclitics (Habash, Introduction to Arabic NLP, 2010): conjunction و ف, then preposition ب ك ل, then the
article ال (written لل after ل). Enclitics are the object and possessive pronouns. The future س belongs to the verb and
is left to the lexicon. Splitting is by form alone: it proposes, a lexicon decides.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

ENCLITICS = ("هما", "كما", "هم", "هن", "ها", "كم", "نا", "ني", "ه", "ك", "ي")
_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بكل"


class Split(NamedTuple):
    """One way to take a normalised word apart; the fields in order are the word, and all but `stem` may be empty."""

    conjunction: str
    preposition: str
    article: str
    stem: str
    enclitic: str

    @property
    def stem_start(self) -> int:
        """How many letters of the word stand before the stem."""
        return len(self.conjunction) + len(self.preposition) + len(self.article)


def _heads(word: str) -> list[tuple[str, str, str, str]]:
    heads = [("", word)]
    if len(word) > 2 and word[0] in _CONJUNCTIONS:
        heads.append((word[0], word[1:]))
    out = []
    for conjunction, rest in heads:
        out.append((conjunction, "", "", rest))
        if rest.startswith("ال") and len(rest) > 3:
            out.append((conjunction, "", "ال", rest[2:]))
        if len(rest) > 2 and rest[0] in _PREPOSITIONS:
            out.append((conjunction, rest[0], "", rest[1:]))
            if rest[1:3] == "ال" and len(rest) > 4:
                out.append((conjunction, rest[0], "ال", rest[3:]))
            if rest.startswith("لل") and len(rest) > 3:
                out.append((conjunction, "ل", "ل", rest[2:]))
    return out


@lru_cache(maxsize=1 << 15)
def splits(word: str) -> tuple[Split, ...]:
    """Every way to take a normalised word apart, the least split first.

    >>> [s.stem for s in splits("وبقوله") if s.preposition == "ب" and s.enclitic == "ه"]
    ['قول']
    """
    found = []
    for conjunction, preposition, article, rest in _heads(word):
        found.append(Split(conjunction, preposition, article, rest, ""))
        if not article:
            for enclitic in ENCLITICS:
                if rest.endswith(enclitic) and len(rest) - len(enclitic) >= 2:
                    found.append(Split(conjunction, preposition, "", rest[: -len(enclitic)], enclitic))
    return tuple(found)
