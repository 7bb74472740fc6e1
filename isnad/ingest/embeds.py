"""Embedded posts of X, Facebook, Instagram and Telegram: each becomes one paragraph before the body is looked for.

Every extractor that was tried drops some of these blocks; a plain paragraph is dropped by none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from isnad.text.datelines import BIDI, find_date
from isnad.text.posts import find_posts

MARK = "data-post"
_CLASSES = re.compile(
    r"(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|fb-(?:post|video|xfbml-parse-ignore)|telegram-post|tgme_widget_message"
    r"|tweet|embedded-tweet|tweet-embed|embed-tweet|social-embed|x-post|facebook-post)(?:$|[\s_-])"
)
_WRAPPERS = re.compile(
    r"(?:^|[\s_-])(?:embed\w*|twitter\w*|tweet\w*|instagram\w*|facebook\w*|fb|social|oembed|telegram\w*|wp-block-embed\w*)(?:$|[\s_-])"
)
_PLATFORMS = (
    ("instagram", re.compile(r"instagram")),
    ("telegram", re.compile(r"telegram|tgme|t\.me/")),
    ("facebook", re.compile(r"facebook|fb-|fb\.com")),
    ("twitter", re.compile(r"twitter|tweet|x\.com|x-post")),
)
_OPENER = re.compile(
    r"(?:A (?:post|video|photo) (?:shared|posted) by|Posted by|Shared by|تم النشر بواسطة|نشر(?:ه|ها)? بواسطة|منشور من"
    r"|تمت مشاركة (?:منشور|فيديو|صورة) بواسطة|منشور تمت مشاركته بواسطة)\s",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"(?:View (?:this post|more) on \w+|عرض هذا المنشور على \S+"
    r"|(?:شاهد|اقرأ) التغريدة(?: على \S+)?|Follow|متابعة|\d+[.,\d]*[KM]?)$",
    re.I,
)
_HANDLE = re.compile(rf"[(（]?[\s{BIDI}]*@[{BIDI}]*([\w.]{{1,40}})[{BIDI}]*\s*[)）]?", re.ASCII)
_NAMES = re.compile(r"author|name|user|owner|fullname|account")
_AMP = ("amp-twitter", "amp-facebook", "amp-instagram")
_BLOCKS = ("p", "div", "section", "blockquote", "li", "footer", "header", "span", "cite", "figcaption", "time", "small")


class Embed(NamedTuple):
    """One post: what it says, in one line, and who signed it; `date` as the page shows it."""

    words: str
    name: str
    handle: str | None
    date: str | None
    posted: str | None
    platform: str | None

    def text(self) -> str:
        """The block that stands for the post in the report."""
        parts = [self.name, f"(@{self.handle})" if self.handle else None, self.date]
        return f"{self.words}\n— {' '.join(part for part in parts if part)}"


def rewrite_embeds(tree: HtmlElement) -> list[Embed]:
    """The posts of a page; in the tree a paragraph that carries their number in `MARK` takes the place of each.

    A post inside another one is put after it.
    """
    embeds: list[Embed] = []
    for element in _innermost_first(tree):
        inner = element.xpath(f".//p[@{MARK}]")
        for paragraph in inner:
            _detach(paragraph)
        embed = _embed(element)
        if embed is None and not inner:
            continue
        after = [_paragraph(embed, len(embeds))] if embed else []
        if embed:
            embeds.append(embed)
        _replace(element, after + list(inner))
    return embeds


def _innermost_first(tree: HtmlElement) -> list[HtmlElement]:
    """The elements that can be posts, inner ones before those around them."""
    found = [
        element
        for element in tree.iter(
            "blockquote", "div", "figure", "section", "article", "amp-twitter", "amp-facebook", "amp-instagram"
        )
        if _is_candidate(element)
    ]
    return found[::-1]


def _is_candidate(element: HtmlElement) -> bool:
    if element.tag == "blockquote" or element.tag in _AMP:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if _CLASSES.search(names):
        return True
    return bool(_WRAPPERS.search(names)) and "@" in "".join(element.itertext())[:2_000]


def _paragraph(embed: Embed, number: int) -> HtmlElement:
    paragraph: HtmlElement = lxml.html.Element("p")
    paragraph.text = embed.words
    paragraph.set(MARK, str(number))
    return paragraph


def _detach(paragraph: HtmlElement) -> None:
    """Take a paragraph out of its tree, the characters after it left where they are."""
    paragraph.drop_tree()
    paragraph.tail = None


def _replace(element: HtmlElement, paragraphs: list[HtmlElement]) -> None:
    """Put paragraphs in the place of an element, outside of the paragraph or wrapper that holds nothing else."""
    parent = element.getparent()
    while parent is not None and _holds_only(parent, element):
        element, parent = parent, parent.getparent()
    if parent is None:
        return
    at = parent.index(element)
    if paragraphs:
        paragraphs[-1].tail = element.tail
    parent[at : at + 1] = paragraphs


def _holds_only(parent: HtmlElement, element: HtmlElement) -> bool:
    """Whether a wrapper with an embed's name, or a figure or paragraph, holds this element and no other text."""
    if parent.tag not in ("p", "figure", "div", "center", "section", "aside"):
        return False
    wrapper = parent.tag in ("p", "figure", "center") or _WRAPPERS.search(parent.get("class") or "") is not None
    return wrapper and len(parent) == 1 and not (parent.text or "").strip() and not (element.tail or "").strip()


def _embed(element: HtmlElement) -> Embed | None:
    """The post that an element shows, None where it shows none."""
    names = " ".join(
        f"{node.get('class') or ''} {node.get('cite') or ''} {node.get('href') or ''}" for node in element.iter()
    )
    lines = [line for line in _lines(element) if not _NOISE.match(line)]
    if not lines:
        return None
    classed = _CLASSES.search(element.get("class") or "") is not None or element.tag in _AMP
    outer = f"{element.tag!s} {element.get('data-href') or ''} {names}"
    platform = next((name for name, sign in _PLATFORMS if sign.search(outer)), None)
    return _signed(lines, platform, classed) or (_structured(element, lines, platform) if classed else None)


def _signed(lines: list[str], platform: str | None, classed: bool) -> Embed | None:
    """A post whose signature is a line of its own or ends the last line: `— name (@handle) date`."""
    for last in range(len(lines), 0, -1):
        opener = _OPENER.search(lines[last - 1])
        line = lines[last - 1]
        line = f"{line[: opener.start()]}— {line[opener.end() :]}" if opener else line
        said = " ".join(lines[: last - 1])
        found = find_posts(f"{said}\n{line}" if said else line)
        if found and (classed or found[-1].handle):
            text = f"{said}\n{line}" if said else line
            post = found[-1]
            words = text[post.words.start : post.words.end]
            if post.words.end > len(said) and said:
                words = f"{said} {text[len(said) + 1 : post.dash.start]}".strip()
            shown = find_date(text[post.name.end : post.signature.end])
            date = text[post.name.end + shown.start : post.name.end + shown.end] if shown else None
            return Embed(words, post.name.quote(text), post.handle, date, post.posted, platform or post.platform)
    return None


def _structured(element: HtmlElement, lines: list[str], platform: str | None) -> Embed | None:
    """A post that a page built of its own elements: the longest line are the words, a name and a date stand apart."""
    words = max(lines, key=len)
    others = [line for line in lines if line != words]
    handle = next((match[1] for line in others if (match := _HANDLE.search(line))), None)
    dates = [(line, found) for line in others if (found := find_date(line))]
    stamp = next((time.get("datetime") or "" for time in element.iter("time")), "")
    posted = dates[0][1].iso if dates else (found.iso if (found := find_date(stamp)) else None)
    named = [
        " ".join(node.text_content().split())
        for node in element.iter()
        if isinstance(node.tag, str) and _NAMES.search(node.get("class") or "")
    ]
    plain = [line for line in others if not find_date(line)]
    for candidate in [*named, *plain]:
        name = _HANDLE.sub("", candidate).strip(f" —–-|·،,:{BIDI}")
        if name and name != words and len(name) <= 80:
            date = dates[0][0][dates[0][1].start : dates[0][1].end] if dates else posted
            return Embed(words, name, handle, date, posted, platform) if handle or posted else None
    return None


def _lines(element: HtmlElement) -> list[str]:
    """The lines that an element shows; paragraphs begin one, line breaks are spaces inside a paragraph of words."""
    lines = [" ".join(line.split()) for line in "".join(_shown(element)).split("\n")]
    return [line for line in lines if line.strip(BIDI + " ")]


def _shown(element: HtmlElement) -> Iterator[str]:
    """The characters of an element with a line end around every block."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        edge = node.tag in _BLOCKS and (node.tag not in ("span", "time", "cite", "small") or bool(node.get("class")))
        if event == "start":
            yield "\n" if edge else " " if node.tag == "br" else ""
            yield (node.text or "").replace("\n", " ")
        else:
            yield "\n" if edge else ""
            yield (node.tail or "").replace("\n", " ") if node is not element else ""
