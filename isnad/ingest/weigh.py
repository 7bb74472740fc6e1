"""Which lines of a page are its article's: readability's way of weighing, over the lines instead of a copy of the page.

Every paragraph counts for the element that holds it, and half for the one around; names of classes and shares of links
raise and lower that. The heaviest element is the article's, with what stands beside it and weighs enough. The marks
and thresholds are those of arc90's readability, as readability-lxml has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from isnad.ingest.blocks import Shown

_UNLIKELY = re.compile(
    r"combx|comment|community|disqus|extra|foot|header|menu|remark|rss|shoutbox|sidebar|sponsor|ad-break|agegate"
    r"|pagination|pager|popup|tweet|twitter"
)
_PERHAPS = re.compile(r"and|article|body|column|content|main|shadow")
_POSITIVE = re.compile(r"article|body|content|entry|hentry|main|page|pagination|post|text|blog|story")
_NEGATIVE = re.compile(
    r"combx|comment|com-|contact|foot|masthead|media|meta|outbrain|promo|related|scroll|shoutbox|sidebar|sponsor"
    r"|shopping|tags|tool|widget"
)
_LEAD = re.compile(r"(?:^|[\s_-])(?:subhead|story[\s_-]*lead|standfirst|dek|subtitle)(?:$|[\s_-])")
_UNSEEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\s*(?:!important\s*)?(?:;|$)")
_BLOCKS = ("blockquote", "dl", "div", "img", "ol", "p", "pre", "table", "ul")
_TAGS = {"div": 5, "article": 5, "pre": 3, "td": 3, "blockquote": 3}
_TAGS |= dict.fromkeys(("address", "ol", "ul", "dl", "dd", "dt", "li", "form", "aside"), -3)
_TAGS |= dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "th", "header", "footer", "nav"), -5)
_HOLDING = ("td", "blockquote", "pre")
_GROUPS = ("table", "ul", "div", "aside", "header", "footer", "section")
_PARAGRAPH = 25  # characters from which a paragraph counts
_ENOUGH = 250  # characters; an article of less is looked for again among what its name made unlikely


def weigh(shown: Sequence[Shown]) -> list[Shown]:
    """The lines of the article in the order of the page; empty where the page has no paragraphs."""
    likely = _Likely()
    kept = _Weights([line for line in shown if likely(line.element)]).article()
    if sum(len(line.text) for line in kept) < _ENOUGH:
        seen = _Likely(by_name=False)
        kept = _Weights([line for line in shown if seen(line.element)]).article() or kept
    return kept


class _Likely:
    """Whether an element can hold the article: it is shown, and neither its name nor one around says otherwise."""

    def __init__(self, *, by_name: bool = True) -> None:
        self._by_name = by_name
        self._known: dict[HtmlElement, bool] = {}

    def __call__(self, element: HtmlElement) -> bool:
        asked: list[HtmlElement] = []
        above: HtmlElement | None = element
        while above is not None and above not in self._known:
            asked.append(above)
            above = above.getparent()
        known = above is None or self._known[above]
        for one in reversed(asked):
            known = self._known[one] = known and not self._is_unlikely(one)
        return known

    def _is_unlikely(self, element: HtmlElement) -> bool:
        if element.get("hidden") is not None or _UNSEEN.search((element.get("style") or "").lower()):
            return True
        names = _names(element)
        return (
            self._by_name
            and bool(names)
            and _UNLIKELY.search(names) is not None
            and not _PERHAPS.search(names)
            and element.tag not in ("html", "body")
            and element.find(".//article") is None
            and element.find(".//main") is None
        )


class _Weights:
    """What the elements around the paragraphs of a page weigh."""

    def __init__(self, shown: Sequence[Shown]) -> None:
        self._shown = shown
        self._lines = [(line, [line.element, *line.element.iterancestors()]) for line in shown]
        self._scores: dict[HtmlElement, float] = {}
        self._sizes: dict[HtmlElement, list[float]] = {}
        paragraphs: dict[HtmlElement, list[str]] = {}
        for line, around in self._lines:
            size = len(line.text)
            for element in around:
                sizes = self._sizes.setdefault(element, [0.0, 0.0])
                sizes[0] += size
                sizes[1] += size * line.linked
                if element is line.element or element.tag in _HOLDING:
                    paragraphs.setdefault(element, []).append(line.text)
        for element, lines in paragraphs.items():
            text = " ".join(lines)
            if len(text) >= _PARAGRAPH:
                self._count(element, 2 + text.count(",") + min(len(text) / 100, 3))
        for element in self._scores:
            self._scores[element] *= 1 - self._linked(element)

    def _count(self, element: HtmlElement, score: float) -> None:
        """Counts a paragraph for the element that holds it, and half for the one around."""
        if element.tag == "div":
            holder = element if next(element.iterdescendants(*_BLOCKS), None) is not None else element.getparent()
        elif element.tag == "p" or element.tag in _HOLDING:
            holder = element.getparent()
        else:
            return
        for part in (1, 2):
            if holder is not None:
                self._scores[holder] = self._scores.get(holder, _own_score(holder)) + score / part
                holder = holder.getparent()

    def _linked(self, element: HtmlElement) -> float:
        """The share of an element's characters that stand in links."""
        size, linked = self._sizes.get(element, (0.0, 0.0))
        return linked / size if size else 0.0

    def article(self) -> list[Shown]:
        """The lines of the heaviest element and of what belongs to it, lists of links in them left out."""
        best = self._best()
        if best is None:
            return []
        holders = {best, *self._beside(best), *self._leads(best), *self._segments(best)}
        dropped = {element: self._is_list(element) for element in self._sizes if element.tag in _GROUPS}
        kept = []
        for line, around in self._lines:
            inside = next((at for at, element in enumerate(around) if element in holders), None)
            if inside is not None and not any(dropped.get(element) for element in around[:inside]):
                kept.append(line)
        return kept

    def _best(self) -> HtmlElement | None:
        """The heaviest element; one marked as the article's body, or an article in it that weighs a quarter, first."""
        ranked = sorted(self._scores, key=self._scores.__getitem__, reverse=True)
        if not ranked:
            return None
        marked = (one for one in ranked if "articleBody" in (one.get("itemprop") or "").split())
        best = next((one for one in marked if self._linked(one) <= 0.1), ranked[0])
        least = self._scores[best] * 0.25
        for one in ranked:
            inner = one.tag == "article" and one is not best and best in one.iterancestors()
            if inner and self._sizes[one][0] >= _ENOUGH and self._scores[one] >= least:
                return one
        return self._main(best)

    def _main(self, best: HtmlElement) -> HtmlElement:
        """The `main` around the heaviest element where that holds less than half of its prose and is in no article."""
        around = list(best.iterancestors())
        main = next((one for one in around if one.tag == "main"), None)
        if main is None or any(one.tag == "article" for one in (best, *around)):
            return best
        much = self._sizes[main][0] >= max(500, 2 * self._sizes[best][0]) and self._linked(main) <= 0.15
        if much:
            self._scores.setdefault(main, _own_score(main))
        return main if much else best

    def _beside(self, best: HtmlElement) -> Iterator[HtmlElement]:
        """The elements beside the heaviest that weigh a fifth of it, paragraphs of prose, and what heads it."""
        least = max(10, self._scores[best] * 0.2)
        for one in (*best.itersiblings(preceding=True), *best.itersiblings()):
            size = self._sizes.get(one, (0.0, 0.0))[0]
            prose = one.tag == "p" and self._linked(one) < 0.25 and size > 80
            if prose or self._scores.get(one, 0) >= least:
                yield one
        head = best.getprevious()
        if head is None or (head.tag != "h2" and head.find(".//h2") is None):
            return
        if self._sizes.get(head, (0.0, 0.0))[0] >= _PARAGRAPH and self._linked(head) <= 0.2:
            yield head

    def _leads(self, best: HtmlElement) -> Iterator[HtmlElement]:
        """The elements of the same article before the heaviest that are named as what leads to it."""
        frame = next((one for one in best.iterancestors() if one.tag in ("article", "main")), None)
        around = set(best.iterancestors())
        for one in frame.iter() if frame is not None else ():
            if one is best:
                break
            if one not in around and _LEAD.search(_names(one)) and self._linked(one) <= 0.2:
                yield one

    def _segments(self, best: HtmlElement) -> list[HtmlElement]:
        """The elements elsewhere in the same article with the tag and a name of the heaviest that weigh a fifth."""
        named = {name for name in (best.get("class") or "").split() if _POSITIVE.search(name.lower())}
        least = max(10, self._scores[best] * 0.2)
        alike = [
            one
            for one, score in self._scores.items()
            if score >= least
            and one.tag == best.tag
            and one.getparent() is not best.getparent()
            and not named.isdisjoint((one.get("class") or "").split())
            and self._linked(one) <= 0.2
        ]
        if not alike:
            return []
        around = list(best.iterancestors())
        frame = next((one for one in around if one.tag in ("article", "main")), None)
        if frame is None:
            within = {above for one in alike for above in one.iterancestors()}
            frame = next((one for one in around if one in within and _POSITIVE.search(_names(one))), None)
        return [one for one in alike if frame is not None and frame in one.iterancestors()]

    def _is_list(self, element: HtmlElement) -> bool:
        """Whether a group of lines is made of links, by its share of them and its name."""
        named = _named_weight(element)
        return named + self._scores.get(element, 0) < 0 or self._linked(element) > (0.2 if named < 25 else 0.5)


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip().lower()


def _own_score(element: HtmlElement) -> float:
    return _TAGS.get(str(element.tag), 0) + _named_weight(element)


def _named_weight(element: HtmlElement) -> int:
    weight = 0
    for name in (element.get("class"), element.get("id")):
        if name:
            small = name.lower()
            weight += 25 * (_POSITIVE.search(small) is not None) - 25 * (_NEGATIVE.search(small) is not None)
    return weight
