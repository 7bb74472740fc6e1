"""One pass over a report that applies the rules and keeps what does not contradict."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate

from isnad.annotate.phrases.view import Range, View
from isnad.annotate.statements import headlines
from isnad.annotate.statements.adverbs import HEADS, adverb, is_adverb
from isnad.annotate.statements.candidate import Candidate
from isnad.annotate.statements.finite import finite
from isnad.annotate.statements.participles import masdar, participle
from isnad.annotate.statements.relays import RELAYS, is_relay, relay
from isnad.lexicon import Noun, Reading, attributions, particles
from isnad.model import Rejection, Span

_FINAL = frozenset({"declined", "irrealis", "negated-saying", "self-performative", "byline-colon"})
_ORDER = {"past": 0, "present": 1, "future": 1, "participle": 2, "masdar": 3}
_OPENERS = particles("openers")
_HEADS = HEADS | RELAYS


class Scan:
    """The candidates and rejections of one report."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.candidates: list[Candidate] = []
        self.rejections: list[Rejection] = []
        for segment in self._segments():
            self._segment(segment)
        self.candidates = _distinct(view, self.candidates)

    def _segments(self) -> Iterator[Range]:
        """The segments outside page chrome and embedded posts; one that ends in a colon goes on on the next line."""
        view = self.view
        blocked = sorted(
            [
                *view.report.chrome,
                *(p.words for p in view.report.posts),
                *(p.signature for p in view.report.posts),
            ]
        )
        begins, ends = [b.start for b in blocked], list(accumulate((b.end for b in blocked), max))
        pending = -1
        for first, last in view.layer.segments:
            span = view.layer.words.span(first, last)
            before = bisect_left(begins, span.end)
            if before and ends[before - 1] > span.start:
                if pending >= 0:
                    yield pending, first
                pending = -1
                continue
            begin = pending if pending >= 0 else first
            pending = -1
            if view.forms[last - 1] in _OPENERS and last < len(view.forms) and view.quotation_at(last) is not None:
                pending = begin
                continue
            yield begin, last
        if pending >= 0:
            yield pending, len(view.forms)

    def _segment(self, segment: Range) -> None:
        first, last = segment
        if headlines.is_headline(self.view, segment) or headlines.is_turn(self.view, segment):
            self._keep(headlines.colon(self.view, segment), first)
        begun = len(self.candidates)
        background = self._background(segment)
        for at in self._heads(max(first, background), last):
            if is_adverb(self.view, at):
                self._keep(adverb(self.view, segment, at), at)
                continue
            if is_relay(self.view, at):
                handed_on = relay(self.view, segment, at)
                if handed_on is not None:
                    self._keep(handed_on, at)
                    continue
            readings = self.view.readings(at)
            if readings:
                self._readings((first, self._quoted_end(at, last)), at, readings)
        if headlines.is_title(self.view, first):
            for candidate in self.candidates[begun:]:
                candidate.headline = True

    def _heads(self, first: int, last: int) -> list[int]:
        """The words with which a rule can begin."""
        forms, is_word, readings = self.view.forms, self.view.is_word, self.view.readings
        return [at for at in range(first, last) if (readings(at) or forms[at] in _HEADS) and is_word[at]]

    def _quoted_end(self, at: int, last: int) -> int:
        """The end of the segment, or of the quotation in which the token stands."""
        quotation = self.view.quotation_around(at)
        if quotation is None or not quotation.closed:
            return last
        return min(last, self.view.layer.words.at(quotation.inner.end))

    def _readings(self, segment: Range, at: int, readings: tuple[Reading, ...]) -> None:
        refused = ""
        for reading in sorted(readings, key=lambda r: (bool(r.enclitic), _ORDER[r.form])):
            found = _apply(self.view, segment, at, reading)
            if isinstance(found, Candidate):
                self._keep(found, at)
                return
            refused = refused or (found or "")
            if refused in _FINAL:
                break
        if refused:
            self._keep(refused, at)

    def _background(self, segment: Range) -> int:
        """The token after a formula of the outlet's own background at the head of a segment, or its first token."""
        first, last = segment
        forms = self.view.forms
        formulas = attributions().background
        for begin in (first, first + 1):
            for formula in formulas.get(forms[begin], ()) if begin < last else ():
                past = begin + len(formula)
                if (
                    past <= last
                    and not (len(formula) == 1 and self._speaks(past, last))
                    and tuple(forms[begin:past]) == formula
                    and (begin == first or forms[first] in {"هذا", "و"})
                ):
                    self.rejections.append(Rejection(span=self.view.layer.words.span(first, last), reason="background"))
                    return past
        return first

    def _speaks(self, at: int, last: int) -> bool:
        """Whether somebody or a document is the subject of what else is a formula (`ويذكر تقرير الهيئة أن …`)."""
        return at < last and self.view.has(at, Noun.DOCUMENT | Noun.BODY | Noun.TITLE)

    def _keep(self, found: Candidate | str | None, at: int) -> None:
        if isinstance(found, Candidate):
            if found.source is not None and not any(self.view.is_word[slice(*found.source)]):
                found.source = None
            self.candidates.append(found)
        elif found:
            self.rejections.append(Rejection(span=Span(self.view.starts[at], self.view.ends[at]), reason=found))


def _apply(view: View, segment: Range, at: int, reading: Reading) -> Candidate | str | None:
    if reading.form in {"past", "present", "future"}:
        return finite(view, segment, at, reading)
    if reading.form == "participle":
        return participle(view, segment, at, reading)
    return masdar(view, segment, at, reading)


def _distinct(view: View, candidates: list[Candidate]) -> list[Candidate]:
    """One statement for one content: of two that begin at the same character, the one whose cue stands first stays,
    and an adverb adds nothing to a clause that a verb already attributes."""
    out: list[Candidate] = []
    starts: set[int] = set()
    cues: set[int] = set()
    in_segment: defaultdict[Range, list[Candidate]] = defaultdict(list)
    for candidate in sorted(candidates, key=lambda c: (c.rule in {"adverb", "backward"}, c.cue)):
        colon = candidate.rule == "headline-colon"
        if (not colon and candidate.start in starts) or not cues.isdisjoint(range(*candidate.cue)):
            continue
        neighbours = in_segment[candidate.segment]
        if any(_adds_nothing(view, candidate, kept) for kept in neighbours):
            continue
        out.append(candidate)
        neighbours.append(candidate)
        cues.update(range(*candidate.cue))
        if not colon:
            starts.add(candidate.start)
    return sorted(out, key=lambda c: c.cue)


def _adds_nothing(view: View, candidate: Candidate, kept: Candidate) -> bool:
    """Whether an attribution around a statement tells no more than through whom that is told."""
    if candidate.rule not in {"adverb", "backward"} or kept.rule == "adverb":
        return False
    if candidate.start <= view.starts[kept.cue[0]] < candidate.end <= kept.start:
        return True  # `قال الهلالي، بحسب قناة الأفق، إن …`
    shared = min(candidate.end, kept.end) - max(candidate.start, kept.start)
    return shared > 0 and not (kept.rule.endswith("object") and candidate.source is not None)
