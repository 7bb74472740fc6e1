"""Posts of social networks that stand in a report: their words, then a signature `— name (@handle) date`.

Known misses: a post whose words fill several lines of a text that parts paragraphs by single line ends (the last line
is taken); a signature without a handle and without a date; a signature that stands before its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from isnad.model import Post, Span
from isnad.text.datelines import BIDI, find_date, fold, is_date_line

_TAIL = 240  # characters at the end of a line in which a signature must lie
_LONGEST = 120  # characters of a whole signature line without a handle
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_SOFT = rf"[\s{BIDI}]*"
_HANDLE = re.compile(
    rf"[(（]{_SOFT}(?:@{_SOFT}(?P<a>[\w.]{{1,40}})|(?P<b>[\w.]{{1,40}}){_SOFT}@){_SOFT}[)）]", re.ASCII
)
_STRONG = re.compile(r"[—–―]|--+")
_DASH = re.compile(r"[—–―]|--+|(?<!\S)[-−‐‑](?=\s)")
_OPENER = re.compile(
    r"(?:A (?:post|video|photo) (?:shared|posted) by|Posted by|Shared by|تم النشر بواسطة|نشر(?:ه|ها)? بواسطة|منشور من"
    r"|تمت مشاركة (?:منشور|فيديو|صورة) بواسطة|منشور تمت مشاركته بواسطة)\s",
    re.IGNORECASE,
)
_AGO = re.compile(rf"{_SOFT}(?:منذ|قبل)\s[\w\s]{{1,25}}$|{_SOFT}\d{{1,2}}\s?(?:h|d|m|س|ي|د){_SOFT}$")
_BEFORE_DATE = re.compile(
    r"[\s،,·|(]+(?:on|في|يوم|بتاريخ|السبت|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|(?:Mon|Tues|Wednes"
    r"|Thurs|Fri|Satur|Sun)day)[\s،,:)]*$"
)
_LINKS = re.compile(r"(?:\s*(?:https?://\S+|pic\.twitter\.com/\w+|t\.co/\w+))+$")
_PLATFORMS = {
    "facebook": ("فيسبوك", "فايسبوك", "facebook"),
    "telegram": ("تلغرام", "تيليغرام", "تليغرام", "تلجرام", "telegram"),
    "instagram": ("انستغرام", "انستجرام", "إنستغرام", "instagram"),
    "twitter": ("تويتر", "twitter"),
}
_TRIM = f" \t\N{NO-BREAK SPACE}،,·|:-–—/{BIDI}"


class _Signature(NamedTuple):
    """Offsets in the text; `alone` where the line holds nothing else."""

    dash: Span
    name: Span
    end: int
    handle: str | None
    posted: str | None
    platform: str | None
    alone: bool


def find_posts(text: str) -> tuple[Post, ...]:
    """The embedded posts of a text, in order; their words are never empty and never another post's signature.

    >>> text = "نلتقي غدا في الميدان\\n— سعد الراوي (@saad_r) June 23, 2020"
    >>> [(post.words.quote(text), post.handle, post.posted) for post in find_posts(text)]
    [('نلتقي غدا في الميدان', 'saad_r', '2020-06-23')]
    """
    return tuple(_posts(text))


def _posts(text: str) -> Iterator[Post]:
    lines = [match.span() for match in _LINE.finditer(text) if not match.group().isspace()]
    signed, blank_lines = -1, None
    for index, (start, end) in enumerate(lines):
        signature = _signature(text, start, end)
        if signature is None:
            continue
        if blank_lines is None:
            blank_lines = _by_blank_lines(text, lines)
        words = _words(text, lines, index, signed, signature, blank_lines)
        signed = index
        if words is not None:
            yield _post(words, signature)


def _post(words: Span, signature: _Signature) -> Post:
    return Post(
        words=words,
        signature=Span(signature.dash.start, signature.end),
        dash=signature.dash,
        name=signature.name,
        handle=signature.handle,
        posted=signature.posted,
        platform=signature.platform,
    )


def _signature(text: str, start: int, end: int) -> _Signature | None:
    """The signature that ends a line, if one does."""
    tail = max(start, end - _TAIL)
    line = text[tail:end]
    if "@" in line:
        handles = list(_HANDLE.finditer(line))
        return _handled(text, start, tail, handles[-1]) if handles else None
    lead = re.match(_SOFT, line)
    body = line[lead.end() :] if lead else line
    if tail > start or not (_DASH.match(body) or _OPENER.match(body)):
        return None
    return _dated(text, end - len(body), end)


def _handled(text: str, start: int, tail: int, handle: re.Match[str]) -> _Signature | None:
    """A signature with a handle: a dash before it, nothing but a date after it."""
    head, rest = handle.string[: handle.start()], handle.string[handle.end() :]
    if rest.strip(_TRIM) and not is_date_line(rest) and not _AGO.match(rest):
        return None
    mark = _mark(head, whole=tail == start)
    if mark is None:
        return None
    alone = tail == start and not head[: mark.start()].strip(_TRIM)
    date = find_date(rest)
    name = _trimmed(text, tail + mark.end(), tail + handle.start())
    if name is None or (not alone and (date is None or not _STRONG.match(mark.group()))):
        return None
    opened = _OPENER.match(mark.group() + " ") is not None
    return _Signature(
        Span(tail + mark.start(), tail + mark.start() + len(mark.group().rstrip())),
        name,
        tail + len(handle.string.rstrip(f" \t{BIDI}")),
        handle["a"] or handle["b"],
        date.iso if date else None,
        _platform(name.quote(text)) or ("instagram" if opened else "twitter"),
        alone,
    )


def _mark(head: str, *, whole: bool) -> re.Match[str] | None:
    """The dash or opening words that part the post's words from its name; the last dash where words stand before it."""
    lead = re.match(_SOFT, head)
    body = lead.end() if lead else 0
    opener = _OPENER.search(head)
    if opener and (opener.start() == body or not _STRONG.search(head)):
        return opener
    marks = list(_DASH.finditer(head))
    strong = [mark for mark in marks if _STRONG.match(mark.group())]
    if whole and marks and marks[0].start() == body and (len(head) <= 90 or not strong[1:]):
        return marks[0]
    return (strong or marks)[-1] if marks else None


def _dated(text: str, start: int, end: int) -> _Signature | None:
    """A signature line without a handle: a dash, a short name, a date."""
    line = text[start:end]
    mark = _DASH.match(line) or _OPENER.match(line)
    if mark is None or len(line) > _LONGEST:
        return None
    weak, opened = not _STRONG.match(mark.group()), _OPENER.match(line) is not None
    platform = _platform(line) or ("facebook" if opened else None)
    date = find_date(line[mark.end() :])
    if date is None or not is_date_line(line[mark.end() + date.start :]) or (weak and platform is None):
        return None
    name = _trimmed(text, start + mark.end(), _name_end(line, mark.end(), mark.end() + date.start) + start)
    if name is None or len(name.quote(text).split()) > 8 or re.search(r"[.؟?!؛:\"«“]", name.quote(text)):
        return None
    dash = Span(start, start + len(mark.group().rstrip()))
    return _Signature(dash, name, end - len(line) + len(line.rstrip()), None, date.iso, platform, True)


def _name_end(line: str, start: int, end: int) -> int:
    """Where the name ends before a date: the weekday and `on` or `في` between them left out."""
    while cut := _BEFORE_DATE.search(line, start, end):
        end = cut.start()
    return end


def _words(
    text: str, lines: list[tuple[int, int]], index: int, signed: int, signature: _Signature, blank_lines: bool
) -> Span | None:
    """What the post says: the words before the signature in its line, or else the paragraph before it."""
    if not signature.alone:
        return _spoken(text, lines[index][0], signature.dash.start)
    first = last = index - 1
    if last <= signed or _gap(text, lines, last) > 2 or (last == 0 and _gap(text, lines, 0) > 1):
        return None
    if blank_lines:
        while first - 1 > signed and _gap(text, lines, first - 1) < 2:
            first -= 1
    return _spoken(text, lines[first][0], lines[last][1])


def _gap(text: str, lines: list[tuple[int, int]], index: int) -> int:
    """How many line ends part a line from the next one."""
    between = text[lines[index][1] : lines[index + 1][0]].replace("\r\n", "\n")
    return len(re.findall(r"[\r\n\u2028\u2029]", between))


def _by_blank_lines(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether the text parts its paragraphs by blank lines, the headline's own left aside."""
    gaps = [_gap(text, lines, index) for index in range(1, min(len(lines) - 1, 400))]
    blank = sum(gap > 1 for gap in gaps)
    return blank >= 2 and 2 * blank >= len(gaps)


def _spoken(text: str, start: int, end: int) -> Span | None:
    """The span without space around it and without the links that networks add at its end."""
    end = start + len(text[start:end].rstrip())
    links = _LINKS.search(text, max(start, end - 400), end)
    if links and text[start : links.start()].strip(_TRIM):
        end = links.start()
    return _trimmed(text, start, end, f" \t\r\n\N{NO-BREAK SPACE}{BIDI}")


def _trimmed(text: str, start: int, end: int, trim: str = _TRIM) -> Span | None:
    """The span without what surrounds a name, None where no letter or other sign is left."""
    part = text[start:end]
    kept = part.strip(trim)
    if not kept or not kept.strip():
        return None
    begin = start + len(part) - len(part.lstrip(trim))
    return Span(begin, begin + len(kept))


def _platform(name: str) -> str | None:
    """The network that a signature names, None where it names none."""
    small = fold(name)
    return next((network for network, words in _PLATFORMS.items() if any(fold(word) in small for word in words)), None)
