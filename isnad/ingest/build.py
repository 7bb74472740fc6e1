"""What every reader does last: check the text, find headline, chrome and posts, and make the report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from isnad.errors import EmptyInputError, EncodingError, FormatError, ReadError, TooLargeError
from isnad.model import Post, Report, Span
from isnad.text.bylines import read_byline
from isnad.text.chrome import find_chrome, is_chrome_line
from isnad.text.posts import find_posts

_HEADLINE = 200  # characters that a headline has at most
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK = re.compile(r"\s*")
_ISO = re.compile(
    r"\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}(?::\d{2}(?::\d{2}(?:[.,]\d+)?)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?)?)?(?![\d-])",
    re.ASCII,
)
_OTHER_ISO = re.compile(r"\d{8}(?:T\d{2,6}(?:Z|[+-]\d{2}:?(?:\d{2})?)?)?|\d{4}-?W\d{2}(?:-?\d)?", re.ASCII)


class Seen:
    """The ids that were read so far, so that no two reports of one reading share one. Keeps two hashes a report."""

    def __init__(self) -> None:
        self._texts: dict[int, int] = {}

    def check(self, report: Report) -> Report | ReadError:
        """The report, or an error where an earlier one has its id."""
        key, text = hash(report.id), hash(report.text)
        told = self._texts.get(key)
        if told is None:
            self._texts[key] = text
            return report
        if told == text:
            message = f"{report.id}: repeated: an earlier report has the same id and text; leave one of them out"
        else:
            message = (
                f"{report.id}: duplicate id: an earlier report with another text has it; give each report its own id"
            )
        return FormatError(message, identifier=report.id)


def build(report: Report, *, max_characters: int, posts: Iterable[Post] = ()) -> Report:
    """The report with its headline, chrome and posts found; its text is left as it is.

    Args:
        report: What the input gave: at least id and text.
        max_characters: The most code points that one text may have.
        posts: Embedded posts that the reader knows already; others are looked for around them.

    Raises:
        EmptyInputError: if the text holds nothing but space.
        TooLargeError: if it is longer than `max_characters`.
        EncodingError: if it holds half of a surrogate pair.
    """
    check_text(report.text, report.id, max_characters)
    chrome = find_chrome(report.text)
    title, headline = find_headline(report.text, report.title, chrome)
    known = list(posts)
    found = [post for post in find_posts(report.text) if not any(_meet(post, other) for other in known)]
    merged = tuple(sorted([*known, *found], key=lambda post: post.signature.start))
    if headline is not None:
        chrome = tuple(span for span in chrome if not span.overlaps(headline))
    chrome = tuple(
        span for span in chrome if not any(span.overlaps(p.words) or span.overlaps(p.signature) for p in merged)
    )
    return Report(
        id=report.id,
        text=report.text,
        outlet=report.outlet,
        url=report.url,
        title=title,
        author=report.author,
        published=report.published,
        headline=headline,
        chrome=chrome,
        posts=merged,
        origin=report.origin,
    )


def check_text(text: str, identifier: str, max_characters: int) -> None:
    """Nothing where the text can be a report's; the error that says why where it cannot."""
    if len(text) > max_characters:
        raise too_large(identifier, max_characters)
    if _BLANK.fullmatch(text):
        raise EmptyInputError(f"{identifier}: no text; leave it out or give its text", identifier=identifier)
    if _SURROGATE.search(text):
        raise unpaired(identifier)


def too_large(identifier: str, max_characters: int) -> TooLargeError:
    """The error for a report above the limit."""
    message = f"{identifier}: more than {max_characters:,} characters in one report; split it or raise max_characters"
    return TooLargeError(message, identifier=identifier)


def unpaired(identifier: str) -> EncodingError:
    """The error for half of a surrogate pair in a JSON string."""
    message = f"{identifier}: half of a surrogate pair (such as \\ud800) is no character; write the text anew as UTF-8"
    return EncodingError(message, identifier=identifier)


def find_headline(text: str, title: str | None, chrome: Iterable[Span]) -> tuple[str | None, Span | None]:
    """The title, and where it stands in the text; both None where the text neither has nor needs one."""
    first, after = _first_line(text, chrome)
    if title is not None and title.strip():
        begin = len(text) - len(text.lstrip())
        shown = title.strip()
        if text.startswith(shown, begin):
            return title, Span(begin, begin + len(shown))
        same = first is not None and first.quote(text).split() == shown.split()
        return title, first if same else None
    if first is None or not after or not _is_headline(first.quote(text)):
        return None, None
    return first.quote(text), first


def iso_prefix(value: str | None) -> str | None:
    """A date as it was given where it is ISO 8601, else the longest valid beginning of it, else None.

    >>> iso_prefix("2018-05-29 10:00"), iso_prefix("2018-13"), iso_prefix("أمس")
    ('2018-05-29', '2018', None)
    """
    shown = value.strip() if value else ""
    if _OTHER_ISO.fullmatch(shown) and _is_date(shown):
        return shown
    match = _ISO.match(shown)
    for length in (match.end(), 19, 16, 10, 7, 4) if match else (10, 7, 4):
        part = shown[:length]
        if _ISO.fullmatch(part) and _is_date(part):
            return part
    return None


def _is_date(part: str) -> bool:
    """Whether a calendar and a clock have the value; year and month alone are filled up for the test."""
    full = part + {4: "-01-01", 7: "" if "W" in part else "-01"}.get(len(part), "")
    try:
        return datetime.fromisoformat(full).year >= 1000
    except ValueError:
        return False


def _first_line(text: str, chrome: Iterable[Span]) -> tuple[Span | None, bool]:
    """The first line that is no chrome, and whether a blank line, a date or a byline comes after it."""
    marked = {span.start for span in chrome}
    for match in re.finditer(r"[^\r\n\u2028\u2029]+", text[:20_000]):
        shown = match.group().strip()
        begin = match.start() + len(match.group()) - len(match.group().lstrip())
        if not shown or begin in marked:
            continue
        rest = text[match.end() : match.end() + 2_000].replace("\r\n", "\n")
        blank = re.match(r"[\r\n\u2028\u2029][ \t]*[\r\n\u2028\u2029]\s*\S", rest) is not None
        below = rest.strip().split("\n", 1)[0]
        boxed = read_byline(below) is not None or (bool(below) and is_chrome_line(below))
        return Span(begin, begin + len(shown)), bool(rest.strip()) and (blank or boxed)
    return None, False


def _is_headline(line: str) -> bool:
    return len(line) < _HEADLINE and not line.endswith((".", "،", ":", "؛", '."', ".»", ".”"))


def _meet(post: Post, other: Post) -> bool:
    return any(
        mine.overlaps(theirs) for mine in (post.words, post.signature) for theirs in (other.words, other.signature)
    )
