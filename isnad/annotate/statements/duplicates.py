"""The same words told twice in a report: a headline and its body, a post and its retelling.

Two statements are the same where most of the words of the shorter one stand in the other: at least six in ten words of
three letters and more, in normalised form with the article taken off, and four such words at least; for a headline,
which shortens what it tells, half of them and three. They must not name two different speakers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from isnad.annotate.phrases.view import View
from isnad.annotate.statements.candidate import Candidate
from isnad.lexicon import places
from isnad.model import Channel
from isnad.model.statement import UNRESOLVED

_SHARE, _LEAST = 0.6, 4
_HEADLINE_SHARE, _HEADLINE_LEAST = 0.5, 3
_MOST = 200  # statements that one is compared with, the first of the report
Bags = Callable[[int], frozenset[str]]


def link_duplicates(view: View, candidates: list[Candidate]) -> dict[int, int]:
    """For every statement that retells another, the position of the one that it retells.

    A body statement is told by the report itself, so that headline and retelling point to it: the headline to the
    body, the retelling of a post to the post.
    """
    links: dict[int, int] = {}
    bags = _bags(view, candidates)
    bodies = [j for j, c in enumerate(candidates) if not c.headline][:_MOST]
    posts = [j for j, c in enumerate(candidates) if c.rule == "post"][:_MOST]
    for i, candidate in enumerate(candidates):
        if candidate.headline:
            best = _best(candidates, bags, i, bodies, headline=True)
        elif candidate.rule != "post":
            best = _best(candidates, bags, i, posts, headline=False)
        else:
            best = None
        if best is not None:
            links[i] = best
    return links


def adopt(view: View, candidates: list[Candidate], links: dict[int, int]) -> None:
    """What a headline leaves out its body tells: the channel, and who spoke where the headline names a place or nobody.

    The same holds for a lead that names a government by its capital (`دانت باريس`), where a later sentence tells the
    same words with their speaker.
    """
    for i, j in links.items():
        if candidates[i].headline:
            _adopt(view, candidates[i], candidates[j])
    bags = _bags(view, candidates)
    by_place = [_names_place(view, candidate) for candidate in candidates]
    others = [j for j, place in enumerate(by_place) if not place][:_MOST]
    for i, candidate in enumerate(candidates):
        if candidate.headline or not by_place[i] or candidate.nested_in is not None:
            continue
        best = _best(candidates, bags, i, others, headline=True)
        if best is not None and not candidates[best].headline:
            _adopt(view, candidate, candidates[best])


def _adopt(view: View, candidate: Candidate, told: Candidate) -> None:
    """Takes the channel of the fuller telling, and its speaker where the candidate names none of its own."""
    if candidate.channel is Channel.UNSPECIFIED:
        candidate.channel, candidate.channel_at = told.channel, told.channel_at
    if told.resolved_by == UNRESOLVED:
        return
    if candidate.source is None or candidate.resolved_by == UNRESOLVED or _names_place(view, candidate):
        candidate.speaker, candidate.resolved_by = told.speaker, "retold"
        candidate.antecedent = told.source


def _names_place(view: View, candidate: Candidate) -> bool:
    """Whether a source is a place that stands for its government."""
    if candidate.source is None:
        return False
    first, last = candidate.source
    whole = " ".join(view.forms[first:last])
    return whole in places() or whole.removeprefix("و") in places()


def _bags(view: View, candidates: Sequence[Candidate]) -> Bags:
    """The words of each candidate's content, collected when they are asked for."""
    return cache(lambda i: _bag(view, candidates[i]))


def _bag(view: View, candidate: Candidate) -> frozenset[str]:
    words = view.layer.words
    bag = set()
    for span in candidate.content:
        for at in range(words.at(span.start), words.at(span.end)):
            form = view.forms[at]
            if view.is_word[at] and len(form) > 2:
                bag.add(form.removeprefix("و").removeprefix("ال") if len(form) > 5 else form)
    return frozenset(bag)


def _best(candidates: list[Candidate], bags: Bags, i: int, others: Sequence[int], *, headline: bool) -> int | None:
    share, least = (_HEADLINE_SHARE, _HEADLINE_LEAST) if headline else (_SHARE, _LEAST)
    found = []
    for j in others:
        shared = len(bags(i) & bags(j))
        if shared >= least and _may_agree(candidates[i], candidates[j]) and not _overlap(candidates[i], candidates[j]):
            found.append((shared / min(len(bags(i)), len(bags(j))), -j))
    score, place = max(found, default=(0.0, 0))
    return -place if score >= share else None


def _overlap(a: Candidate, b: Candidate) -> bool:
    """Whether two contents share characters of the report: one stands in the other and does not retell it."""
    return any(x.overlaps(y) for x in a.content for y in b.content)


def _may_agree(a: Candidate, b: Candidate) -> bool:
    """Whether two statements can have one speaker: a post's handle often bears an office and no name."""
    if "post" in (a.rule, b.rule):
        return True
    return bool(set(a.speaker.split()) & set(b.speaker.split())) or a.headline or a.source is not None
