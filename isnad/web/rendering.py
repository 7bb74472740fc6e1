"""Templates, and what they may call."""

from __future__ import annotations

import hashlib
from functools import partial
from importlib.resources import files
from typing import Any
from unicodedata import bidirectional
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from isnad.web.countries import country_name
from isnad.web.manner import UNSHOWABLE, Manner
from isnad.web.offices import office
from isnad.web.queries import query_of
from isnad.web.words import named


def environment() -> Environment:
    """The templates of the package; everything put into a page is escaped."""
    made = Environment(
        loader=PackageLoader("isnad.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=showable,
    )
    made.globals |= {"url": url, "query_of": query_of, "edition": edition(), "office": office}
    made.globals |= {"flow": flow, "has_letters": has_letters}
    return made


def showable(value: Any) -> Any:
    """A value without characters that a page may not hold; None is nothing."""
    if value is None:
        return ""
    if isinstance(value, str) and UNSHOWABLE.search(value):
        return type(value)(UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", value))
    return value


def url(path: str, **params: Any) -> str:
    """An address of the application; fields without a value are left out, `in_` stands for `in`."""
    told = [(name.rstrip("_"), value) for name, value in params.items() if value not in (None, "")]
    return f"{path}?{urlencode(told, errors='replace')}" if told else path


def flow(words: str | None) -> str:
    """The direction of a quotation by most of its letters: an Arabic sentence may begin with a name in Latin ones.

    >>> flow("CNN: وافق الوزير على اللقاء"), flow("Reuters")
    ('rtl', 'ltr')
    """
    kinds = [bidirectional(char) for char in words or ""]
    return "rtl" if kinds.count("AL") + kinds.count("R") >= kinds.count("L") else "ltr"


def has_letters(words: str | None) -> bool:
    """Whether words hold a letter: a statement may have a bare colon as its cue.

    >>> has_letters("قال"), has_letters(":")
    (True, False)
    """
    return any(char.isalpha() for char in words or "")


def for_reader(manner: Manner) -> dict[str, Any]:
    """What a template needs to speak to one reader."""
    words = manner.words
    return {
        "manner": manner,
        "t": words.text,
        "value": words.value,
        "word_of": partial(named, words),
        "n": manner.number,
        "digit": manner.digit,
        "share": manner.share,
        "country_name": partial(country_name, language=manner.lang),
        "date": manner.date,
        "plain_date": manner.plain_date,
        "between": manner.between,
        "counted": lambda key, count: words.text(key, count=count, n=manner.number(count)),
        "Markup": Markup,
    }


def edition() -> str:
    """A short hash of the static files: their addresses change when they do, so that a browser may keep them."""
    static = files("isnad.web").joinpath("static")
    names = sorted(entry.name for entry in static.iterdir() if entry.is_file())
    return hashlib.sha256(b"".join(static.joinpath(name).read_bytes() for name in names)).hexdigest()[:10]


def inside(address: object) -> str:
    """An address of this application alone, never of another one."""
    told = address if isinstance(address, str) else ""
    return told if told.startswith("/") and not told.startswith(("//", "/\\")) and told.isprintable() else "/"
