"""The encoding of a page: its byte order mark, what it is, then what it or its server says it is."""

from __future__ import annotations

import codecs
import re

from isnad.ingest.decode import decode_damaged

_HEAD = 4096
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)


def decode_page(data: bytes, *, identifier: str, charset: str | None = None) -> tuple[str, str]:
    """The characters of a page and the encoding that gave them.

    A page that is UTF-8 is read so whatever it declares; the declaration decides between the one-byte encodings only
    where what it gives looks more like Arabic than the others.

    Raises:
        EncodingError: if no encoding gives text.
    """
    declared = _known(charset) or declared_charset(data)
    return decode_damaged(data, identifier=identifier, declared=declared)


def declared_charset(data: bytes) -> str | None:
    """The encoding that the page itself names, None where it names none that is known."""
    head = data[:_HEAD]
    for pattern in (_META, _XML):
        found = pattern.search(head)
        if found and (name := _known(found[1].decode("ascii", "replace"))):
            return name
    return None


def _known(name: str | None) -> str | None:
    """A name by which Python knows a text encoding."""
    try:
        info = codecs.lookup(name.strip()) if name else None
    except (LookupError, ValueError):
        return None
    return info.name if info is not None and info._is_text_encoding else None
