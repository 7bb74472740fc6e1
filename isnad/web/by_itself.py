"""A page of the application made into a file that stands by itself: style and fonts in it, no link back."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import parse_qs, urlsplit

from lxml import html
from markupsafe import Markup

POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; form-action 'none'; base-uri 'none'"
DOCTYPE = "<!DOCTYPE html>"
_FACE = re.compile(r"@font-face \{.*?\}\n", re.DOTALL)
_FONT = re.compile(r'url\("(fonts/[\w-]+\.woff2)"\)')


@cache
def style(fonts: bool) -> Markup:
    """The style of the pages; with `fonts` the Arabic fonts stand in it (0.4 MB), else the reader's own are used."""
    static = files("isnad.web").joinpath("static")
    sheet = static.joinpath("style.css").read_text(encoding="utf-8")
    if not fonts:
        return Markup(_FACE.sub("", sheet))

    def inside(found: re.Match[str]) -> str:
        return f"url(data:font/woff2;base64,{b64encode(static.joinpath(found[1]).read_bytes()).decode()})"

    return Markup(_FONT.sub(inside, sheet))


def by_itself(page: str, sources: Callable[[Sequence[str]], str]) -> str:
    """The page with nothing that leads back into the application.

    A link to a report leads to its place in the list of sources; other links of the application become their words;
    what is folded is opened, since paper does not unfold; what runs from right to left is marked as Arabic; elements of
    the class `app` are left out.

    Args:
        page: What `handed.html` makes.
        sources: The list of the reports of these ids, in the order in which they are cited first.
    """
    document = html.document_fromstring(page)
    for element in document.find_class("app"):
        element.drop_tree()
    for element in document.iter("details"):
        element.set("open", "")
    for element in document.xpath("//body//*[@dir='rtl'][not(@lang)]"):
        element.set("lang", "ar")
    cited: dict[str, int] = {}
    for link in list(document.iter("a")):
        _lead(link, cited)
    place = document.get_element_by_id("cited")
    place.append(html.fragment_fromstring(sources(list(cited))))
    return str(html.tostring(document, encoding="unicode", doctype=DOCTYPE)) + "\n"


def _lead(link: html.HtmlElement, cited: dict[str, int]) -> None:
    address = link.get("href", "")
    if not address.startswith("/"):
        return
    parts = urlsplit(address)
    report = parse_qs(parts.query).get("id", [""])[0] if parts.path == "/report" else ""
    if report:
        link.set("href", f"#report-{cited.setdefault(report, len(cited) + 1)}")
    else:
        link.drop_tag()
