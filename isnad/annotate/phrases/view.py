"""What the rules look at: a report's tokens with what the word lists and the mention stage say of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, wraps
from typing import Any, NamedTuple

from isnad.annotate.phrases.lookup import look_up
from isnad.lexicon import Reading, outlets, particles
from isnad.model import Form, Mention, MentionType, Report, Span
from isnad.text import Quotation, TextLayer

Range = tuple[int, int]
"""A range of tokens: the first, and the one past the last."""
COMMAS = frozenset("،,؛;")
INSIDE = particles("inside_it")
THAT = particles("complementisers")
_OUTLETS = outlets()
_OUTLET_HEADS = frozenset(name[0] for name in _OUTLETS)


class Named(NamedTuple):
    """A name that the mention stage found: its tokens, and the mention."""

    first: int
    last: int
    mention: Mention


class View:
    """A report as the rules see it. All token numbers are of `layer.words`; spans count code points of the source.

    `names` are the mentions that name something, by each of their tokens; `nominals` titles and short forms that stand
    for something named, by their first. `answers`, `stops`, `spelt`, `bodies`, `references` and
    `displayed` keep what rules have found out, so that none walks the same way twice.
    """

    def __init__(self, report: Report, layer: TextLayer, mentions: Sequence[Mention] = ()) -> None:
        self.report = report
        self.text = layer.text
        self.layer = layer
        self.starts = layer.words.starts
        self.ends = layer.words.ends
        self.is_word = layer.words.is_word
        looked_up = look_up(layer)
        self.forms = looked_up.forms
        self.words = looked_up.words
        self.spelt_apart = looked_up.spelt_apart
        self._readings = looked_up.readings
        self.quotations = looked_up.quotations
        self._opening = looked_up.opening
        self.closing = looked_up.closing
        self._counts = looked_up.counts
        self._outermost = looked_up.outermost
        self.answers: defaultdict[Callable[[View, int], bool], dict[int, bool]] = defaultdict(dict)
        self.stops: dict[Range, int] = {}
        self.spelt: Any = None
        self.names: dict[int, Named] = {}
        self.name(self._at(mention) for mention in mentions if mention.form is Form.NAME)
        nominals = [self._at(mention) for mention in mentions if mention.form is Form.NOMINAL]
        self.nominals: dict[int, Named] = {found.first: found for found in nominals}
        pronouns = [self._at(mention) for mention in mentions if mention.form is Form.PRONOUN]
        self.pronouns: dict[int, Named] = {found.first: found for found in pronouns}
        self.mentions = mentions

    @classmethod
    def of(cls, report: Report, layer: TextLayer, mentions: Sequence[Mention]) -> View:
        """The view of a report, that of the stage before where it had the same mentions. It must be left as it is."""
        looked_up = look_up(layer)
        known = looked_up.view
        if not isinstance(known, cls) or known.report is not report or known.mentions is not mentions:
            known = looked_up.view = cls(report, layer, mentions)
        return known

    def _at(self, mention: Mention) -> Named:
        """A mention with its tokens."""
        return Named(self.layer.words.holding(mention.span.start), self.layer.words.at(mention.span.end), mention)

    def name(self, names: Iterable[Named]) -> None:
        """Makes these the names of the report."""
        self.bodies: tuple[Range, ...] | None = None
        self.references: dict[Range, Any] = {}
        self.displayed: dict[Range, str] = {}
        self.named_in_order = sorted(names, key=lambda name: name.first)
        self.names = {at: name for name in self.named_in_order for at in range(name.first, name.last)}

    def segment_end(self, at: int) -> int:
        """The token after the segment in which the token stands."""
        return self.segment_of(at)[1]

    def segment_of(self, at: int) -> Range:
        """The segment in which the token stands."""
        return self.layer.segments[self.segment_number(at)]

    def segment_number(self, at: int) -> int:
        """The place of the token's segment among all."""
        return bisect_right(self.layer.segments, (at, len(self.forms))) - 1

    def named(self, first: int, last: int, *types: MentionType) -> Named | None:
        """The first name of one of the types that begins among the tokens from `first` to `last`."""
        for at in range(first, last):
            name = self.names.get(at)
            if name is not None and name.first == at and name.mention.type in types:
                return name
        return None

    def readings(self, at: int) -> tuple[Reading, ...]:
        """How the token can be read as a verb of saying; a final ة is no pronoun."""
        return self._readings[at]

    def quotation_at(self, at: int) -> Quotation | None:
        """The quotation that opens with token `at`."""
        return self._opening.get(at)

    def quotation_around(self, at: int) -> Quotation | None:
        """The outermost quotation in which the token stands."""
        place = self.starts[at]
        before = bisect_right(self._outermost, place, key=lambda quotation: quotation.inner.start)
        quotation = self._outermost[before - 1] if before else None
        return quotation if quotation is not None and place < quotation.inner.end else None

    def quotation_holding(self, span: Span) -> Quotation | None:
        """The outermost quotation between whose marks a span lies, the marks included."""
        before = bisect_right(self._outermost, span.start, key=lambda quotation: quotation.outer.start)
        quotation = self._outermost[before - 1] if before else None
        return quotation if quotation is not None and span.end <= quotation.outer.end else None

    def quotation_before(self, at: int) -> Quotation | None:
        """The quotation that closes just before token `at`, a comma or stop between them aside."""
        k = at - 1
        while k >= 0 and self.forms[k] in COMMAS | {"."}:
            k -= 1
        return self.closing.get(self.ends[k]) if k >= 0 else None

    def count_words(self, span: Span) -> int:
        """How many words stand in a span."""
        first, last = self.layer.words.at(span.start), self.layer.words.at(span.end)
        return self._counts[last] - self._counts[first] if last > first else 0

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """The tokens of every form."""
        return look_up(self.layer).places

    @cached_property
    def stems(self) -> Sequence[str]:
        """The stem of every token."""
        return look_up(self.layer).stems

    @cached_property
    def channel_words(self) -> frozenset[int]:
        """The tokens with which the name of a channel can begin."""
        return look_up(self.layer).channel_words

    @cached_property
    def first_at(self) -> dict[str, int]:
        """The first token of every form."""
        return {form: at for at, form in reversed(list(enumerate(self.forms)))}

    def has(self, at: int, classes: int) -> bool:
        """Whether the token is of one of the classes."""
        return bool(self.words[at].classes & classes)

    def outlet(self, at: int, end: int) -> int:
        """The token after the name of an outlet that begins at `at` (what is glued in front aside), or `at` if
        none does.
        """
        form = self.forms[at]
        heads = {self.words[at].stem, form, form[1:] if form[0] == "ل" else form}
        if not heads & _OUTLET_HEADS:
            return at
        for name in _OUTLETS:
            last = at + len(name)
            if last <= end and name[0] in heads and tuple(self.forms[at + 1 : last]) == name[1:]:
                return last
        return at

    def line_start(self, at: int) -> bool:
        """Whether the token is the first of its line."""
        return at == 0 or "\n" in self.text[self.ends[at - 1] : self.starts[at]]

    def trimmed(self, start: int, end: int) -> Span | None:
        """The range without white space, stops and commas at its ends, or None if nothing is left."""
        text = self.text
        while start < end and (text[start].isspace() or text[start] in "،,؛;.:"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in "،,؛;.:"):
            end -= 1
        return Span(start, end) if end > start else None


def once(rule: Callable[[View, int], bool]) -> Callable[[View, int], bool]:
    """A rule over one token of a report, looked up where it was asked before."""

    @wraps(rule)
    def answer(view: View, at: int) -> bool:
        known = view.answers[rule]
        if at not in known:
            known[at] = rule(view, at)
        return known[at]

    return answer
