"""The time stage: the time expressions of one report, resolved against its publication."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from isnad.annotate.times.find import drafts
from isnad.annotate.times.ranges import joined
from isnad.annotate.times.reference import Reference, reference
from isnad.annotate.times.tape import Tape
from isnad.annotate.times.tell import Teller
from isnad.model import Basis, Layers, Mention, MentionType, Report, Span, Time
from isnad.text import TextLayer

_OTHERS = frozenset({"fa", "ur", "ckb", "latin"})  # languages in which nothing is looked for


class TimeStage:
    """Finds time expressions by a grammar over the words of `data/lexicon/times.yaml` and resolves them to TIMEX3.

    What stands in an embedded post counts from the day of the post. Lines of the page and signatures of posts are left
    out. The decisions are in `docs/decisions/0010-times.md`.

    Known misses: what somebody said on an earlier day counts from the publication too; feasts (`عيد الفطر`); fiscal
    and school years are taken for the calendar year; `بعد يومين` behind a past verb is not resolved, nor `بعد 8 سنوات`
    behind a present one; a month that is meant of a year told two sentences before is taken of the nearest year; so is
    one that is still to come and lies more than two months ahead, where no verb says so; ages are durations; of
    `90 إلى 180 يوما` the second amount alone is found, and `ساعة و42 دقيقة` is not one.
    """

    name: ClassVar[str] = "times"
    needs: ClassVar[frozenset[str]] = frozenset({"names", "language"})
    gives: ClassVar[frozenset[str]] = frozenset({"times"})

    def __call__(self, report: Report, text: TextLayer, layers: Layers) -> Mapping[str, Any]:
        """The report's times in text order."""
        return {"times": () if layers.language in _OTHERS else _times(report, text, layers.names)}


def _times(report: Report, text: TextLayer, names: Sequence[Mention]) -> tuple[Time, ...]:
    tape = Tape(text, _tokens(text, [name.span for name in names]))
    blocked = _tokens(text, [*report.chrome, *(post.signature for post in report.posts)])
    found = joined(tape, drafts(tape, blocked | _persons(tape, names)))
    published = reference(report.published)
    teller, references = Teller(tape), _of_posts(report, text)
    return tuple(teller.tell(draft, _reference(references, draft.first) or published) for draft in found)


def _tokens(text: TextLayer, spans: Sequence[Span]) -> frozenset[int]:
    words = text.words
    return frozenset(at for span in spans for at in range(words.at(span.start), words.at(span.end)))


def _persons(tape: Tape, names: Sequence[Mention]) -> frozenset[int]:
    """Tokens of persons' names (`محمد جمعة`, `تيريزا ماي`); a name that is one word of time is none."""
    out: set[int] = set()
    for name in names:
        if name.type is MentionType.PER:
            words = tape.layer.words
            tokens = range(words.at(name.span.start), words.at(name.span.end))
            out.update(tokens if len(tokens) > 1 else ())
    return frozenset(out)


def _of_posts(report: Report, text: TextLayer) -> list[tuple[int, int, Reference]]:
    at = text.words.at
    return [(at(p.words.start), at(p.words.end), reference(p.posted, Basis.POST)) for p in report.posts]


def _reference(references: Sequence[tuple[int, int, Reference]], at: int) -> Reference | None:
    return next((told for first, last, told in references if first <= at < last), None)
