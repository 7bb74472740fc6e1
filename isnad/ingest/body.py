"""The article's blocks in a page: weights find where it stands, a second look keeps what they lost there.

Weights alone drop short paragraphs, headings and lists, and keep captions and inline links to other reports.
Here their answer names the container; inside it every block is kept that is prose, a heading, an item or a post.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from lxml.html import HtmlElement

from isnad.ingest.blocks import Shown, shown_blocks, split_breaks
from isnad.ingest.weigh import weigh
from isnad.text.bylines import read_byline
from isnad.text.chrome import is_chrome_line, is_related_heading
from isnad.text.datelines import find_date

_JUNK = frozenset(
    re.findall(
        r"\S+",
        """share sharing shares sharebar sharedaddy addtoany social socials socialmedia related relatedposts also
    readalso alsoread seealso readmore recommended recommend recommendation recommendations comment comments
    commentlist respond disqus caption captions credit credits newsletter newsletters subscribe subscription
    sidebar breadcrumb breadcrumbs tags taglist tagcloud byline author authorbox authors bio meta postmeta
    entrymeta advert advertisement advertising ads ad adsbygoogle adslot promo promotion promoted sponsored
    sponsor widget widgets trending popular mostread toolbar cookie cookies popup modal banner menu nav navbar
    navigation pagination pager copyright rating ratings poll follow followus taboola outbrain yarpp jp
    mostviewed print tools teaser teasers cards carousel ticker breaking disclaimer skip hidden login search
    footer masthead topbar telegram-channel app-download appdownload notice relatednews morenews more-news
    seemore latest""",
    )
)
_JUNK_TAGS = frozenset(
    ["nav", "aside", "footer", "form", "figure", "figcaption", "dialog", "label", "audio", "video", "fb:comments"]
)
_SEMANTIC = re.compile(r"(?:^|[\s_-])(?:article|story|post|entry|node|detail|details|news)[\w-]*(?:$|\s)")
_WORD = re.compile(r"[A-Za-z]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MODIFIER = re.compile(r"(?:tag|category|has|is|with|no|author|type|format|status)-.")
_UNSEEN = re.compile(r"display\s*:\s*none")
_KEPT = 20  # characters from which a block counts for where the article stands
_PROSE = 8  # words of a paragraph outside the container that the weights found
_CAPTION = 25  # words that a caption has at most
_SHARE = 0.75  # of the characters that the weights kept, in the container


class Block(NamedTuple):
    """One line of the article; `embed` is the number of the post that it stands for."""

    kind: str
    text: str
    embed: int | None = None


def find_body(tree: HtmlElement, title: str | None, *, stamps: bool = True) -> tuple[list[Block], list[str]]:
    """The blocks of the article, and the short lines around them in which its author and day may stand.

    Args:
        tree: The page with its embeds rewritten; it is changed.
        title: The headline, which is left out of the blocks.
        stamps: Whether those lines are asked for.
    """
    split_breaks(tree)
    body = tree.find("body") if tree.tag != "body" else tree
    body = tree if body is None else body
    shown = shown_blocks(body)
    kept = {key for line in weigh(shown) if len(key := _key(line.text)) >= _KEPT}
    lines = _stamps([line.text for line in shown], title) if stamps else []
    _drop_junk(body, kept)
    blocks = shown_blocks(body)
    container = _container(blocks, kept)
    if container is None:
        return [], lines
    chosen = _chosen(blocks, container, kept)
    return _finished(chosen, title), lines


def _stamps(lines: list[str], title: str | None) -> list[str]:
    """The short lines from the one above the headline on that hold a byline or a date."""
    own = _key(title or "")
    first = next((index for index, line in enumerate(lines) if _key(line) == own), 0)
    return [line for line in lines[max(0, first - 1) :] if len(line) <= 90 and (read_byline(line) or find_date(line))]


def _key(text: str) -> str:
    return "".join(text.split())


def _drop_junk(body: HtmlElement, kept: set[str]) -> None:
    """Take out what its tag or name says is furniture, unless most of the article stands in it."""
    mass = sum(map(len, kept)) or 1
    for element in list(body.iter()):
        if element is body or not isinstance(element.tag, str) or element.getparent() is None or not _is_junk(element):
            continue
        inside = _key(element.text_content())
        if sum(len(key) for key in kept if key in inside) * 3 < mass or len(inside) * 20 < mass:
            element.drop_tree()


def _is_junk(element: HtmlElement) -> bool:
    if (
        element.tag in _JUNK_TAGS
        or str(element.tag).startswith("amp-")
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
    ):
        return True
    style = element.get("style")
    if style and _UNSEEN.search(style):
        return True
    if element.get("role") in ("navigation", "complementary", "contentinfo", "banner", "search"):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(names.strip()) and element.tag not in ("body", "main", "html") and any(map(_names_junk, names.split()))


@lru_cache(maxsize=1 << 10)  # a page repeats its names
def _names_junk(name: str) -> bool:
    """Whether a class or id names furniture; a category (`tag-…`, `category-…`) or a modifier (`has-…`) does not."""
    small = name.lower()
    if _MODIFIER.match(small):
        return small in (
            "author-box",
            "author-bio",
            "author-name",
            "author-info",
            "tag-list",
            "tag-links",
            "category-links",
        )
    words = _HUMP.sub("-", name).lower()
    return small in _JUNK or any(word in _JUNK for word in _WORD.findall(words)) or "caption" in small


def _container(blocks: list[Shown], kept: set[str]) -> HtmlElement | None:
    """The deepest element that holds most of what the weights kept."""
    weights: dict[HtmlElement, int] = {}
    total = 0
    deepest: HtmlElement | None = None
    for shown in blocks:
        key = _key(shown.text)
        if key not in kept:
            continue
        total += len(key)
        for element in (shown.element, *shown.element.iterancestors()):
            weights[element] = weights.get(element, 0) + len(key)
    for element, weight in weights.items():
        if weight >= _SHARE * total and (deepest is None or deepest in set(element.iterancestors())):
            deepest = element
    return deepest


def _chosen(blocks: list[Shown], container: HtmlElement, kept: set[str]) -> list[Shown]:
    """The blocks of the container, those that the weights kept elsewhere, and prose of the article element around."""
    if container.tag in ("p", "li", "blockquote", "h2", "h3") and (parent := container.getparent()) is not None:
        container = parent
    around = _around(container)
    zones: dict[HtmlElement, int] = {}
    chosen: list[Shown] = []
    related = begun = False
    for shown in blocks:
        zone = zones.get(shown.element)
        if zone is None:
            line = {shown.element, *shown.element.iterancestors()}
            zone = zones[shown.element] = 2 if container in line else 1 if around in line else 0
        if is_related_heading(shown.text):
            related = related or shown.linked < 0.5
            continue
        if shown.linked > 0.6 and (related or shown.embed is None):
            if len(shown.text.split()) < 25 or related:
                continue
        elif shown.linked <= 0.3 and len(shown.text.split()) >= _PROSE:
            related = False
        if not begun and _is_stamp(shown.text):
            continue
        if _is_kept(shown, zone, _key(shown.text) in kept):
            chosen.append(shown)
            begun = begun or len(shown.text.split()) >= _PROSE
    return chosen


def _around(container: HtmlElement) -> HtmlElement:
    """The article element around the container, the container itself where there is none."""
    for element in container.iterancestors():
        if element.tag in ("body", "html"):
            break
        if element.tag in ("article", "main") or element.get("itemprop") == "articleBody":
            return element
        if _SEMANTIC.search((element.get("class") or "").lower()):
            return element
    return container


def _is_kept(shown: Shown, zone: int, weighed: bool) -> bool:
    """Whether a block belongs to the article: `zone` is 2 in its container, 1 in the element around, 0 elsewhere."""
    if shown.embed is not None:
        return zone > 0 or weighed
    words = len(shown.text.split())
    if shown.tag == "h1" or is_chrome_line(shown.text) or _is_caption(shown, words):
        return False
    if zone == 2:
        return shown.linked < 0.5 or words >= _PROSE
    prose = words >= _PROSE and shown.linked < 0.3
    if zone == 1:
        return prose and (
            weighed or shown.tag in ("p", "blockquote", "li") or shown.text.endswith((".", "؟", "!", '."', ".»"))
        )
    return prose and weighed


def _is_stamp(text: str) -> bool:
    """Whether a line above the first paragraph is a date with a name or a label beside it."""
    found = find_date(text)
    return found is not None and len(text.split()) <= 14 and len((text[: found.start] + text[found.end :]).split()) <= 8


def _is_caption(shown: Shown, words: int) -> bool:
    """Whether a line is what stands under a picture: short, and next to it in a small element of its own."""
    if words > _CAPTION:
        return False
    if shown.pictured:
        return shown.tag != "p" or words < 15 or not shown.text.endswith(".")
    holder = shown.element if shown.tag in ("td", "div", "center", "font") else shown.element.getparent()
    if holder is None or holder.tag not in ("td", "div", "center", "table", "tr", "a") or holder.find(".//img") is None:
        return False
    return len(holder.text_content().split()) <= _CAPTION + 5


def _finished(chosen: list[Shown], title: str | None) -> list[Block]:
    """The chosen blocks without the headline, repeated neighbours, and headings that head nothing."""
    blocks: list[Block] = []
    own = _key(title or "")
    for shown in chosen:
        key = _key(shown.text)
        if shown.embed is None and (key == own or (blocks and key == _key(blocks[-1].text))):
            continue
        blocks.append(Block(shown.tag, shown.text, shown.embed))
    while blocks and blocks[-1].kind in ("h2", "h3", "h4", "h5"):
        blocks.pop()
    return blocks
