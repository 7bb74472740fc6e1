"""Bytes to characters, by the marks that they carry and by what Arabic news looks like."""

from __future__ import annotations

import codecs
import re

from isnad.errors import EncodingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ONE_BYTE = ("cp1256", "iso8859-6")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_ARTICLE = re.compile(r"(?<![\u0621-\u064a])[وفبك]?ال[\u0621-\u064a]")
_WORD = re.compile(r"[\u0621-\u0652]{2,}")
_FOREIGN = re.compile(r"[^\W\d_\u0621-\u064aA-Za-z]|[\x80-\x9f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_SAMPLE = 200_000  # characters that are looked at to tell one encoding from another


def decode(data: bytes, *, identifier: str, declared: str | None = None) -> tuple[str, str]:
    """The characters of `data` and the encoding that gave them; a byte order mark is left out, nothing else.

    Args:
        data: All bytes of one text.
        identifier: What an error shows.
        declared: An encoding that the page or the server names; it is believed after UTF-8 has been ruled out.

    Raises:
        EncodingError: if no encoding gives text; never a guess that is not Arabic.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, identifier), encoding
    if (wide := _wide(data)) is not None:
        return wide
    try:
        return _checked(data.decode("utf-8"), identifier), "utf-8"
    except UnicodeDecodeError as error:
        bad = error.start
    found = _one_byte(data, declared)
    if found is None:
        raise EncodingError(
            f"{identifier}: no text: byte {bad + 1} is not UTF-8, and windows-1256 or ISO 8859-6 do not give Arabic; "
            "save it as UTF-8 and read it again",
            identifier=identifier,
        )
    return found


def decode_damaged(data: bytes, *, identifier: str, declared: str | None = None) -> tuple[str, str]:
    """Like `decode`, but UTF-8 with a few broken characters is read, each of them as U+FFFD.

    Raises:
        EncodingError: if no encoding gives text.
    """
    try:
        return decode(data, identifier=identifier, declared=declared)
    except EncodingError:
        text = data.decode("utf-8", errors="replace").removeprefix("\N{BYTE ORDER MARK}")
        broken = text.count("\N{REPLACEMENT CHARACTER}")
        if broken * 200 > len(text) or _CONTROL.search(text):
            raise
        return text, "utf-8"


def is_binary(text: str) -> bool:
    """Whether decoded characters are those of no text: more than one in two hundred is a control character."""
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) * 200 > len(sample)


def _checked(text: str, identifier: str) -> str:
    if is_binary(text):
        raise EncodingError(
            f"{identifier}: binary data, not a text; name a text, JSON Lines, HTML or WARC file", identifier=identifier
        )
    return text


def _strictly(data: bytes, encoding: str, identifier: str) -> str:
    try:
        return _checked(data.decode(encoding), identifier)
    except UnicodeDecodeError as error:
        message = (
            f"{identifier}: marked as {encoding}, but byte {error.start + 1} is not; save it as UTF-8 and read it again"
        )
        raise EncodingError(message, identifier=identifier) from None


def _wide(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: every second byte is the Arabic block's 06 or the zero of ASCII."""
    sample = data[:_SAMPLE]
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = sample[offset::2]
        if len(high) >= 8 and high.count(6) * 2 > len(high) and (high.count(6) + high.count(0)) * 10 > len(high) * 8:
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError:
                continue
    return None


def _one_byte(data: bytes, declared: str | None) -> tuple[str, str] | None:
    """The one-byte encoding whose characters look most like Arabic, None where none does."""
    names = dict.fromkeys((*_ONE_BYTE, *([declared] if declared else [])))
    best: tuple[float, str, str] | None = None
    for name in names:
        try:
            text = data.decode(name)
        except (UnicodeError, LookupError, ValueError):
            continue
        score = _likeness(text) if isinstance(text, str) else 0.0
        if score > 0 and (best is None or score > best[0]):
            best = (score, text, name)
    return (best[1], best[2]) if best else None


def _likeness(text: str) -> float:
    """How much a text looks like Arabic: the share of its words that carry the article; 0 where it is none."""
    sample = text[:_SAMPLE]
    arabic = len(_ARABIC.findall(sample))
    if is_binary(sample) or arabic < 6 or arabic < 4 * len(_FOREIGN.findall(sample)):
        return 0.0
    words = len(_WORD.findall(sample))
    return len(_ARTICLE.findall(sample)) / words + 0.001 if words and arabic >= 2.2 * words else 0.0
