"""The lines that a page shows, block by block, with what is needed to judge each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from isnad.ingest.embeds import MARK
from isnad.text.chrome import is_chrome_line

_INLINE = frozenset(
    re.findall(
        r"\S+",
        """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp
    small span strike strong sub sup time tt u var wbr""",
    )
)
_PARAGRAPHS = ("p", "td", "div", "font", "span", "center", "article", "section", "body", "b", "main", "th")
_UNSEEN = ("\N{ZERO WIDTH SPACE}", "\N{ZERO WIDTH NO-BREAK SPACE}")
_SENTENCE_END = (".", "؟", "!", ":", "…", '"', "”", "»", "؛")


class Shown(NamedTuple):
    """One block: its line, the element that holds it, and how it is told from the page's furniture.

    `linked` is the share of its characters that stand in links; `pictured` whether a picture stands before it in its
    element.
    """

    text: str
    element: HtmlElement
    tag: str
    linked: float
    pictured: bool
    embed: int | None


def split_breaks(tree: HtmlElement) -> None:
    """Make paragraphs of what two or more `br` part, so that each can be weighed."""
    for parent in {id(br.getparent()): br.getparent() for br in tree.iter("br")}.values():
        if parent is not None and parent.tag in _PARAGRAPHS and _doubled(parent):
            _split(parent)


def _doubled(parent: HtmlElement) -> bool:
    return any(_is_break(child) and not (child.tail or "").strip() and _is_break(child.getnext()) for child in parent)


def _is_break(element: HtmlElement | None) -> bool:
    return element is not None and element.tag == "br"


def _split(parent: HtmlElement) -> None:
    """Wrap the runs of inline children between double breaks; a `p` itself becomes a `div`."""
    if parent.tag == "p":
        parent.tag = "div"
    children, lead = list(parent), parent.text
    parent.text = None
    for child in children:
        parent.remove(child)
    run = etree.SubElement(parent, "p")
    run.text = lead
    for child in children:
        if not _is_break(child) and child.tag not in _INLINE and child.tag != "img":
            tail, child.tail = child.tail, None
            parent.append(child)
            run = etree.SubElement(parent, "p")
            run.text = tail
        elif _is_break(child) and len(run) and _is_break(run[-1]) and not (run[-1].tail or "").strip():
            run.remove(run[-1])
            run = etree.SubElement(parent, "p")
            run.text = child.tail
        else:
            run.append(child)
    for run in list(parent.iterchildren("p")):
        if not len(run) and not (run.text or "").strip() and not (run.tail or "").strip() and run.get(MARK) is None:
            parent.remove(run)


def shown_blocks(root: HtmlElement) -> list[Shown]:
    """Every block below an element, in the order of the page. Blank ones are left out."""
    return list(_Walk(root).blocks())


class _Walk:
    """One walk over a tree; characters are gathered until a block begins or ends."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        self._pieces: list[str] = []
        self._links = 0
        self._in_link = 0
        self._pictured = False
        self._open: list[HtmlElement] = []

    def blocks(self) -> Iterator[Shown]:
        for event, node in etree.iterwalk(self._root, events=("start", "end")):
            tag = node.tag
            if not isinstance(tag, str):
                continue
            block = tag not in _INLINE and tag not in ("br", "img", "picture", "source")
            if event == "start":
                if block:
                    if self._pieces:
                        yield from self._flush()
                    self._open.append(node)
                    self._pictured = False
                elif tag == "img":
                    self._pictured = self._pictured or not "".join(self._pieces).strip()
                elif (
                    node.get("class") and (before := node.getprevious()) is not None and not (before.tail or "").strip()
                ):
                    self._add(" ")
                self._in_link += tag == "a"
                self._add("\n" if tag == "br" else node.text)
            else:
                self._in_link -= tag == "a"
                if block:
                    if self._pieces:
                        yield from self._flush()
                    self._open.pop()
                if node is not self._root:
                    self._add(node.tail)

    def _add(self, text: str | None) -> None:
        if not text or (not self._pieces and text.isspace()):
            return
        self._pieces.append(text if text == "\n" else text.replace("\n", " ").replace("\r", " "))
        if self._in_link:
            self._links += len("".join(text.split()))

    def _flush(self) -> Iterator[Shown]:
        """The lines gathered so far, as blocks of the innermost open element."""
        lines = list(_joined("".join(self._pieces)))
        element = self._open[-1] if self._open else self._root
        length = sum([len(line) - line.count(" ") for line in lines]) or 1
        mark = element.get(MARK)
        for line in lines:
            linked = min(1.0, self._links / length)
            yield Shown(line, element, str(element.tag), linked, self._pictured, int(mark) if mark else None)
        self._pieces.clear()
        self._links = 0
        self._pictured = self._pictured and not lines


def _joined(text: str) -> Iterator[str]:
    """The lines of a run: a single break parts them only where a sentence ends before it."""
    kept = ""
    for line in text.split("\n"):
        for unseen in _UNSEEN:
            line = line.replace(unseen, "")
        shown = " ".join(line.split())
        if kept and (kept.endswith(_SENTENCE_END) or not shown or is_chrome_line(kept) or is_chrome_line(shown)):
            yield kept
            kept = shown
        else:
            kept = f"{kept} {shown}".strip()
    if kept:
        yield kept
