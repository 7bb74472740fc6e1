"""The words of a report as numbers: stems that different inflections and spellings of one word share, hashed.

The stemmer is light and meant for comparing texts, not for showing: it takes off what is glued on and the commonest
endings (after Larkey, Ballesteros, Connell 2007, "Light stemming for Arabic information retrieval").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from typing import Final, NamedTuple

from isnad.lexicon import word
from isnad.model import Report, Span
from isnad.text import TextLayer, normalise
from isnad.text.words import Words

BODY, LEAD, HEADLINE = 0, 1, 2
_LEAD_SENTENCES: Final = 2
_TAILS: Final = ("يين", "يون", "ات", "ين", "ون", "يه", "ها", "هم", "نا", "ه", "ي")
_LEAST: Final = 3  # letters that stay
_WORD: Final = re.compile(r"[^\W\d_]{2,}|\d+")


class Sentences(NamedTuple):
    """The sentences of a report: where each begins and ends in code points, and its terms in order."""

    starts: list[int]
    ends: list[int]
    terms: list[list[int]]

    def around(self, span: Span) -> list[int]:
        """The terms of the sentence in which a span begins, each once."""
        at = bisect_right(self.starts, span.start) - 1
        return list(dict.fromkeys(self.terms[at])) if at >= 0 else []


def terms_of(report: Report) -> tuple[dict[int, tuple[int, int]], Sentences]:
    """The terms of a report with how often and in which place (`BODY`, `LEAD`, `HEADLINE`; the highest) they stand.

    Words of chrome and of embedded signatures are left out.
    """
    layer = TextLayer(report.text)
    words = layer.words
    forms, starts = words.forms, words.starts
    headline = report.headline.end if report.headline is not None else 0
    left_out = sorted((span.start, span.end) for span in (*report.chrome, *(post.signature for post in report.posts)))
    told_in: dict[int, list[int]] = {BODY: [], LEAD: [], HEADLINE: []}
    sentences = Sentences([], [], [])
    told = 0
    for first, last in layer.segments:
        if any(a <= starts[first] < b for a, b in left_out):
            continue
        in_headline = starts[first] < headline
        place = HEADLINE if in_headline else LEAD if told < _LEAD_SENTENCES else BODY
        told += not in_headline
        terms = [term for form in forms[first:last] if (term := term_of(form))]
        sentences.starts.append(starts[first])
        sentences.ends.append(words.ends[last - 1])
        sentences.terms.append(terms)
        told_in[place] += terms
    highest = {term: place for place, terms in told_in.items() for term in terms}
    counts = Counter(chain.from_iterable(sentences.terms))
    return {term: (count, highest[term]) for term, count in counts.items()}, sentences


def terms_of_text(text: str) -> list[int]:
    """The terms of any text in order."""
    return [term for form in Words(normalise(text)).forms if (term := term_of(form))]


@lru_cache(maxsize=1 << 17)
def term_of(form: str) -> int:
    """The number of a normalised word's stem (63 bits, the same in every run); 0 for what is no word."""
    if not _WORD.fullmatch(form):
        return 0
    return int.from_bytes(blake2b(stem(form).encode(), digest_size=8).digest()) >> 1


def stem(form: str) -> str:
    """A normalised word without what is glued on and without the commonest endings.

    >>> stem("والوزارات"), stem("وزاره"), stem("بيروت")
    ('وزار', 'وزار', 'بيروت')
    """
    form = word(form).stem or form
    for tail in _TAILS:
        if form.endswith(tail) and len(form) - len(tail) >= _LEAST:
            return form[: -len(tail)]
    return form
