"""An HTML page to a report: title, blank line, paragraphs; each embedded post as its words and a signature.

Order of work: decode, parse once, read metadata, rewrite embeds, find the body. Where the body cannot be found, the
`articleBody` of the page's JSON-LD is taken, then what trafilatura finds.

Known misses: posts that the page loads by script (their words are not in it); text in images; comments that have no
class or heading to know them by.
"""

from __future__ import annotations

import hashlib
from io import BufferedReader

import lxml.html
from lxml import etree

from isnad.errors import EmptyInputError, FormatError, ReadError
from isnad.ingest.body import Block, find_body
from isnad.ingest.build import build, iso_prefix, too_large
from isnad.ingest.charset import decode_page
from isnad.ingest.embeds import Embed, rewrite_embeds
from isnad.ingest.pagemeta import PageMeta, read_meta
from isnad.ingest.plain import read_author, read_published
from isnad.model import Origin, Post, Report, Span
from isnad.text.bylines import byline_beside_date

MEDIA_TYPE = "text/html"
_PER_CHARACTER = 4
_DROPPED = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "select",
    "textarea",
    "button",
    "input",
)


def bytes_limit(max_characters: int) -> int:
    """The most bytes that a page may have: markup included, four for each character that a text may have."""
    return max_characters * _PER_CHARACTER


def read_page(stream: BufferedReader, path: str, identifier: str, *, max_characters: int) -> Report:
    """The report of an HTML file.

    Raises:
        ReadError: if it is too large, no text, no HTML, or holds no article.
    """
    limit = bytes_limit(max_characters)
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large(path, max_characters)
    return read_markup(data, path, identifier, max_characters=max_characters)


def read_markup(
    data: bytes,
    path: str,
    identifier: str,
    *,
    max_characters: int,
    media_type: str = MEDIA_TYPE,
    charset: str | None = None,
    url: str | None = None,
    member: str | None = None,
) -> Report:
    """The report of a page's bytes.

    Args:
        data: The page.
        path: The input as it was named.
        identifier: The report's id.
        max_characters: The most code points that its text may have.
        media_type: What the input is.
        charset: The encoding that the server named.
        url: The address that it was fetched from, taken where the page names none.
        member: The record that held it.

    Raises:
        ReadError: if it is no text, no HTML, or holds no article.
    """
    place = identifier if media_type != MEDIA_TYPE else path
    markup, encoding = decode_page(data, identifier=place, charset=charset)
    if not markup.strip():
        raise EmptyInputError(f"{place}: an empty page; fetch it again", identifier=place)
    try:
        meta, blocks, embeds = _taken_apart(markup)
    except ReadError:
        raise
    except Exception as error:  # parsers of pages that anybody wrote: what they raise on one must not stop the rest
        message = (
            f"{place}: HTML that cannot be read ({type(error).__name__}: {error}); save the page again or give its text"
        )
        raise FormatError(message, identifier=place) from error
    if not blocks:
        raise EmptyInputError(f"{place}: no article text in this page; give its text as .txt", identifier=place)
    text, posts = _written(meta.title, blocks, embeds)
    digest = hashlib.sha256(data).hexdigest()
    origin = Origin(path=path, media_type=media_type, sha256=digest, encoding=encoding, member=member)
    report = Report(
        id=identifier,
        text=text,
        outlet=meta.outlet,
        url=meta.url or url,
        title=meta.title,
        author=meta.author,
        published=meta.published,
        origin=origin,
    )
    return build(report, max_characters=max_characters, posts=posts)


def _taken_apart(markup: str) -> tuple[PageMeta, list[Block], list[Embed]]:
    """The metadata, the blocks of the body and the embedded posts of a page."""
    clean = markup.replace("\0", "").encode("utf-8", "replace")
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(clean, parser=parser)
    except etree.ParserError:
        return PageMeta(), [], []
    elements = list(tree.iter())  # lxml makes an element anew each time that it is met and nobody holds it
    meta = read_meta(tree)
    etree.strip_elements(tree, *_DROPPED, with_tail=False)
    embeds = rewrite_embeds(tree)
    blocks, lines = find_body(tree, meta.title, stamps=meta.author is None or meta.published is None)
    spoken = sum(len(block.text) for block in blocks)
    if len(meta.body) > 1.5 * spoken:
        blocks = [Block("p", line.strip()) for line in meta.body.splitlines() if line.strip()]
    blocks = blocks or _by_trafilatura(markup)
    del elements
    return _completed(meta, lines, tree), blocks, embeds


def _completed(meta: PageMeta, lines: list[str], tree: lxml.html.HtmlElement) -> PageMeta:
    """The metadata with author and day read from the lines around the article, then the day by htmldate."""
    author = meta.author or read_author(["", *lines]) or _beside_date(lines)
    published = meta.published or read_published(lines)
    if published is None:
        from htmldate import find_date  # slow to import and seldom needed

        published = iso_prefix(find_date(tree, extensive_search=False, original_date=True))
    return meta._replace(author=author, published=published)


def _beside_date(lines: list[str]) -> str | None:
    return next((byline.author for line in lines if (byline := byline_beside_date(line)) and byline.author), None)


def _by_trafilatura(markup: str) -> list[Block]:
    """The paragraphs that trafilatura finds, for a page in which nothing else was found."""
    from trafilatura import extract  # slow to import and seldom needed

    text = extract(markup, include_comments=False, include_tables=True) or ""
    return [Block("p", line.strip()) for line in text.splitlines() if line.strip()]


def _written(title: str | None, blocks: list[Block], embeds: list[Embed]) -> tuple[str, list[Post]]:
    """The text of a report, and the posts with their places in it."""
    parts = [f"{title}\n\n"] if title else []
    at = len(parts[0]) if parts else 0
    posts = []
    for block in blocks:
        line = block.text
        if block.embed is not None:
            embed = embeds[block.embed]
            line = embed.text()
            posts.append(_post(embed, at))
        parts.append(line + "\n")
        at += len(line) + 1
    return "".join(parts).rstrip("\n"), posts


def _post(embed: Embed, start: int) -> Post:
    """The post whose block begins at `start`."""
    dash = start + len(embed.words) + 1
    name = dash + 2
    return Post(
        words=Span(start, start + len(embed.words)),
        signature=Span(dash, start + len(embed.text())),
        dash=Span(dash, dash + 1),
        name=Span(name, name + len(embed.name)),
        handle=embed.handle,
        posted=embed.posted,
        platform=embed.platform,
    )
