"""What the word lists say of each token of a text: the half of a view that no mention changes, looked up once."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate

from isnad.lexicon import Reading, Word, channels, verbs, word
from isnad.text import Quotation, TextLayer

ALI = "علی"
_DEEPEST = 8  # one in the other; news nests quotations, broken marks included, seven deep


class LookedUp:
    """Forms, words and readings of the tokens of a text, its quotations; `counts[i]` are the words before token i.

    `opening` are the quotations by the tokens with which they open, `closing` by the places at which they end,
    `outermost` those that lie in no other.
    `spelt_apart` are the tokens of which the source tells more than the form. `view` is for the view that was made of
    all this last.
    """

    def __init__(self, layer: TextLayer) -> None:
        self.text = layer.text
        self.view: object = None
        tokens = layer.words
        self.forms = tokens.forms
        self.starts = tokens.starts
        self.ends = tokens.ends
        text, ends = layer.text, tokens.ends
        self.words: list[Word] = list(map(word, tokens.forms))
        self.spelt_apart = [at for at, form in enumerate(tokens.forms) if form[-1] == "ه" and text[ends[at] - 1] == "ة"]
        for at in self.spelt_apart:
            self.words[at] = word(tokens.forms[at], marbuta=True)
        self._keep_ali_apart()
        self._keep_hamza_apart()
        readings = verbs().readings
        self.readings: list[tuple[Reading, ...]] = [readings(form) for form in self.forms]
        self._tell_marbuta_apart()
        self.quotations: list[Quotation] = [found for found in layer.quotations if found.depth < _DEEPEST]
        self.opening: dict[int, Quotation] = self._opening_tokens()
        self.closing: dict[int, Quotation] = {q.outer.end: q for q in self.quotations}
        self.outermost = _outermost(self.quotations)
        self.is_word = tokens.is_word
        self.counts: list[int] = list(accumulate(tokens.is_word, initial=0))

    def _opening_tokens(self) -> dict[int, Quotation]:
        opening: dict[int, Quotation] = {}
        for quotation in self.quotations:
            at = bisect_left(self.starts, quotation.outer.start)
            while at < len(self.starts) and self.starts[at] == quotation.outer.start:
                opening[at] = quotation
                at += 1
        return opening

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The tokens of every form."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, form in enumerate(self.forms):
            places[form].append(at)
        return dict(places)

    @cached_property
    def stems(self) -> list[str]:
        """The stem of every token."""
        return [info.stem for info in self.words]

    @cached_property
    def channel_words(self) -> frozenset[int]:
        """The tokens with which the name of a channel can begin."""
        begins = channels().begins
        return frozenset(at for at, form in enumerate(self.forms) if begins(form) and self.is_word[at])

    def _keep_ali_apart(self) -> None:
        """Tells the name علي from the preposition على, which the normalised copy writes alike, by the letter of the
        source; not in a text that writes the preposition with a dotted letter too."""
        plain = [at for at, form in enumerate(self.forms) if form == "علي"]
        dotted = [at for at in plain if self.text[self.ends[at] - 1] == "ي"]
        if dotted and len(dotted) <= len(plain) // 2:
            self.forms = list(self.forms)
            for at in dotted:
                self.forms[at] = ALI
                self.words[at] = word(ALI)

    def _keep_hamza_apart(self) -> None:
        """A word that the source begins with a hamza has no article (`ألكين`, `إلهام`); `وإلى` is no governor."""
        for at, info in enumerate(self.words):
            if self.forms[at] == "والي" and self.text[self.starts[at] + 1] == "إ":
                self.words[at] = word("الي")._replace(conjunction="و")
                self.spelt_apart.append(at)
            if info.article and self.forms[at].startswith("ال") and self.text[self.starts[at]] in "أإآ":
                self.words[at] = Word(0, self.forms[at], "", "", False, False)
                self.spelt_apart.append(at)

    def _tell_marbuta_apart(self) -> None:
        """A final ة is no pronoun, and a feminine participle ends in one, or in ه right before أن."""
        for at, found in enumerate(self.readings):
            if found and self.forms[at][-1] == "ه":
                marbuta = "ة" in self.text[self.ends[at] - 2 : self.ends[at]]
                loose = self.forms[at + 1 : at + 2] == ["ان"]
                self.readings[at] = tuple(
                    r for r in found if (r.enclitic != "ه" if marbuta else loose or r.form != "participle")
                )


def _outermost(quotations: Iterable[Quotation]) -> list[Quotation]:
    """The quotations that lie in no other; of two, one holds the other or ends before it."""
    out: list[Quotation] = []
    for quotation in quotations:
        if not out or quotation.outer.start >= out[-1].outer.end:
            out.append(quotation)
    return out


def look_up(layer: TextLayer) -> LookedUp:
    """What the lists say of a text; kept with its layer, since every stage asks for it."""
    known = layer.looked_up
    if not isinstance(known, LookedUp):
        known = layer.looked_up = LookedUp(layer)
    return known
