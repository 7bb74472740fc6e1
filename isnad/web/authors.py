"""The name under which a reader judges: asked once, kept in a cookie, which holds ASCII alone."""

from __future__ import annotations

from urllib.parse import quote, unquote

from isnad.errors import JudgementError
from isnad.model import Judgement
from isnad.web.views import Sent

AUTHOR = "isnad_author"
LONGEST = 80


def author_cookie(name: str) -> str:
    """A name as a cookie holds it."""
    return quote(name, safe="")


def kept_author(cookie: str | None) -> str:
    """The name of a cookie, empty where it holds none.

    >>> kept_author(author_cookie("ليلى المرزوقي")), kept_author("%FF"), kept_author(None)
    ('ليلى المرزوقي', '', '')
    """
    name = unquote(cookie or "", errors="replace")
    return name if name.isprintable() and "\N{REPLACEMENT CHARACTER}" not in name and len(name) <= LONGEST else ""


def checked_author(name: str) -> str:
    """A name that a reader gave, with single blanks.

    Raises:
        JudgementError: where it is none.
    """
    name = " ".join(name.split())
    if not name or not name.isprintable() or len(name) > LONGEST:
        raise JudgementError("a judgement needs the name of its author, of 80 characters at most")
    return name


def take_back(sent: Sent) -> Judgement:
    """Takes back the judgement whose number a form names, and gives it.

    Raises:
        JudgementError: where it names none, or nobody is named who takes it back.
    """
    told = sent.field("judgement")
    if sent.field("act") != "undo" or not told.isdecimal() or len(told) > 12:
        raise JudgementError("this form says nothing that can be kept: load the page anew")
    return sent.record.undo(int(told), checked_author(sent.asked.author))
