"""What a page says about itself: JSON-LD first, then OpenGraph and other meta elements, then its own headings."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from isnad.ingest.build import iso_prefix
from isnad.text.bylines import clean_author
from isnad.text.datelines import find_date

_ARTICLES = re.compile(
    r"(?:News|Report|Blog|Opinion|Analysis|Live|Tech|Background|Review|Scholarly)*(?:Article|Posting|Report)$"
)
_SEPARATORS = re.compile(r"\s+[-–—|•·»«/]+\s+|\s*(?:\||::|»|«)\s*")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "published_time",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "date",
    "parsely-pub-date",
    "sailthru.date",
)
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "twitter:creator:name",
)
_OUTLETS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher")
_AUTHOR_PATH = (
    "//*[@itemprop='author' or contains(concat(' ', normalize-space(@rel), ' '), ' author ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' author ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' byline ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' author-name ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' post-author ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' fn ')]"
)


class PageMeta(NamedTuple):
    """None where the page does not tell; `body` is the JSON-LD `articleBody`, empty where there is none."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    body: str = ""


def read_meta(tree: HtmlElement) -> PageMeta:
    """The metadata of a parsed page; the tree is left as it is."""
    items = list(_items(tree))
    article = next((item for item in items if _is_article(item)), {})
    metas = _metas(tree)
    outlet = _outlet(article, items, metas)
    return PageMeta(
        title=_title(tree, article, metas, outlet),
        outlet=outlet,
        author=_author(tree, article, items, metas),
        published=_published(tree, article, metas),
        url=_url(tree, article, metas),
        body=_markup_off(_text(article.get("articleBody"))) if isinstance(article.get("articleBody"), str) else "",
    )


def _items(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of every JSON-LD script, those of `@graph` and of lists one by one."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            waiting = [json.loads((script.text or "").strip().rstrip(";"), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting[:0] = value
            elif isinstance(value, dict):
                yield value
                waiting[:0] = [
                    value[key] for key in ("@graph", "mainEntity") if isinstance(value.get(key), (list, dict))
                ]


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLES.match(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The content of meta elements by name, property or itemprop; the first of each name."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = _text(meta.get("content"))
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if content and name:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _text(value: Any) -> str:
    """A string with entities read and space made single; empty for what is no string."""
    if not isinstance(value, str):
        return ""
    return html.unescape(html.unescape(value)).replace("\N{NO-BREAK SPACE}", " ").strip()


def _markup_off(body: str) -> str:
    return re.sub(r"<[^<>]{0,300}>", "", re.sub(r"(?i)</p>|<br\s*/?>", "\n", body))


def _line(value: Any) -> str:
    return " ".join(_text(value).split())


def _title(tree: HtmlElement, article: dict[str, Any], metas: dict[str, str], outlet: str | None) -> str | None:
    """The headline: the page's one `h1` where metadata agree with it, else what they say without the site's name."""
    page = _line(tree.findtext(".//title"))
    told = _line(article.get("headline")) or _line(metas.get("og:title")) or _line(metas.get("twitter:title"))
    heads = [line for head in tree.iter("h1") if (line := " ".join(head.text_content().split()))]
    known = f"{page}\n{told}\n{_line(metas.get('og:title'))}"
    for head in heads:
        if len(head) > 8 and (head in known or (told and head.startswith(told.rstrip(".… ")[:60]))):
            return head
    if told:
        return _without_site(told, outlet)
    if len(heads) == 1 and len(heads[0].split()) > 3:
        return heads[0]
    return _without_site(page, outlet) or None


def _without_site(title: str, outlet: str | None) -> str:
    """The title without the name of the site at either end: the outlet where it is known, else a much shorter part."""
    parts = [part for part in _SEPARATORS.split(title) if part.strip()]
    if len(parts) < 2:
        return title.strip()
    if outlet and outlet in (parts[-1].strip(), parts[0].strip()):
        last = parts[-1].strip() == outlet
        cut = title.rfind(outlet) if last else title.find(outlet) + len(outlet)
        return (title[:cut] if last else title[cut:]).strip(" -–—|•·»«/:")
    longest = max(parts, key=len)
    return longest.strip() if len(longest.split()) >= 4 and 2 * len(longest) > len(title) else title.strip()


def _outlet(article: dict[str, Any], items: list[dict[str, Any]], metas: dict[str, str]) -> str | None:
    for name in (
        metas.get("og:site_name"),
        _name(article.get("publisher"), items),
        *(metas.get(key) for key in _OUTLETS),
    ):
        if name and _line(name):
            return _line(name)
    sites = [item for item in items if item.get("@type") in ("WebSite", "Organization", "NewsMediaOrganization")]
    return next((name for item in sites if (name := _line(item.get("name")))), None)


def _name(value: Any, items: list[dict[str, Any]]) -> str:
    """The name of a person or an organisation in JSON-LD: a string, an object, a reference, or a list of them."""
    if isinstance(value, list):
        return "، ".join(
            dict.fromkeys(name for item in value if not isinstance(item, list) and (name := _name(item, items)))
        )
    if isinstance(value, dict):
        if value.get("name"):
            return _line(value["name"])
        return next(
            (_line(item.get("name")) for item in items if value.get("@id") and item.get("@id") == value["@id"]), ""
        )
    return _line(value)


def _author(
    tree: HtmlElement, article: dict[str, Any], items: list[dict[str, Any]], metas: dict[str, str]
) -> str | None:
    told = [_name(article.get("author"), items), *(metas.get(key, "") for key in _AUTHORS)]
    for name in told:
        if name and "://" not in name and (author := clean_author(name)):
            return author
    for element in tree.xpath(_AUTHOR_PATH):
        shown = " ".join(element.text_content().split())
        if shown and len(shown) <= 60 and not any(char.isdigit() for char in shown):
            return clean_author(shown)
    return None


def _published(tree: HtmlElement, article: dict[str, Any], metas: dict[str, str]) -> str | None:
    """The day or moment of publication; a `time` element counts where it is the first of the page or marked."""
    told = [_line(article.get("datePublished")), *(metas.get(key, "") for key in _DATES)]
    times = sorted(
        tree.iter("time"), key=lambda time: time.get("itemprop") != "datePublished" and time.get("pubdate") is None
    )
    told += [time.get("datetime") or " ".join(time.text_content().split()) for time in times if not _inside(time)]
    for value in told:
        iso = _moment(value) if value else None
        if iso:
            return iso
    return None


def _moment(value: str) -> str | None:
    """ISO 8601 of a date as pages write it, with its hour where a blank stands in the place of the T."""
    spaced = re.sub(r"^(\d{4}-\d{2}-\d{2}) (?=\d{2}:)", r"\1T", value.strip())
    spaced = re.sub(r"(?<=\d) (?=[+-]\d{2}:?\d{2}$)|\s+(?=Z$)", "", spaced)
    iso = iso_prefix(spaced)
    if iso is not None and len(iso) >= 7:
        return iso
    found = find_date(value)
    return found.iso if found else None


def _inside(element: HtmlElement) -> bool:
    """Whether an element stands in an embed, an aside or a list of other reports."""
    return any(
        parent.tag in ("blockquote", "aside", "nav", "li")
        or re.search(r"tweet|embed|related|comment|sidebar", parent.get("class") or "")
        for parent in element.iterancestors()
    )


def _url(tree: HtmlElement, article: dict[str, Any], metas: dict[str, str]) -> str | None:
    links = [
        link.get("href") or "" for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    ]
    main = article.get("mainEntityOfPage")
    told = [*links, metas.get("og:url", ""), article.get("url"), main.get("@id") if isinstance(main, dict) else main]
    return next((link.strip() for link in told if isinstance(link, str) and re.match(r"\s*https?://\S", link)), None)
