"""Streams for archives: one that only goes forward, and a gzip file of which damaged members are left out."""

from __future__ import annotations

import io
import zlib
from io import BufferedReader
from typing import Any

MAGIC = b"\x1f\x8b\x08"
_CHUNK = 1 << 16
_HELD = 1 << 25  # bytes of one member that are held back until it has proved whole


class Forward:
    """A stream that is read from front to back and knows its place; what fastwarc needs of one that cannot seek."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def readinto(self, buffer: Any) -> int:
        count = self._stream.readinto(buffer)
        self._at += count
        return count

    def close(self) -> None:
        """Nothing: who opened the stream closes it."""

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go forward to a place; one behind is refused."""
        target = offset + self._at if whence == io.SEEK_CUR else offset
        if whence == io.SEEK_END or target < self._at:
            raise io.UnsupportedOperation("this stream goes forward only")
        while self._at < target and self.read(min(_CHUNK, target - self._at)):
            pass
        return self._at


class Members(io.RawIOBase):
    """The decompressed bytes, member by member. `broken` are the offsets in the file at which damaged ones begin.

    A member of more than 32 MiB is handed on before its end is known.
    """

    def __init__(self, stream: BufferedReader) -> None:
        self.broken: list[int] = []
        self._stream = stream
        self._raw = b""
        self._offset = 0  # of `_raw` in the file
        self._ready = bytearray()
        self._inflater: Any = None
        self._begin = 0
        self._taken = bytearray()  # compressed bytes of the member in hand, to look through again if it is damaged
        self._held = bytearray()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready and self._advance():
            pass
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        del self._ready[:count]
        return count

    def _advance(self) -> bool:
        """Take one step through the file; False at its end."""
        if self._inflater is None and not self._open():
            return False
        if not self._raw and not self._fill():
            self._drop()
            return True
        chunk = self._take(len(self._raw))
        self._taken += chunk
        try:
            self._held += self._inflater.decompress(chunk)
        except zlib.error:
            self._drop()
            return True
        if self._inflater.eof:
            self._close()
        elif len(self._held) > _HELD:
            self._ready += self._held
            self._held.clear()
            self._taken.clear()
        return True

    def _open(self) -> bool:
        """Go to the next member's first byte."""
        while (place := self._raw.find(MAGIC)) < 0:
            self._take(max(0, len(self._raw) - 2))
            if not self._fill():
                return False
        self._take(place)
        self._begin, self._inflater = self._offset, zlib.decompressobj(31)
        self._taken.clear()
        self._held.clear()
        return True

    def _close(self) -> None:
        """Hand a whole member on."""
        self._give_back(self._inflater.unused_data)
        self._ready += self._held
        self._inflater = None

    def _drop(self) -> None:
        """Leave a damaged member out and look for the next one right after its beginning."""
        self.broken.append(self._begin)
        self._give_back(bytes(self._taken[3:]))
        self._inflater = None

    def _fill(self) -> bool:
        more = self._stream.read(_CHUNK)
        self._raw += more
        return bool(more)

    def _take(self, count: int) -> bytes:
        taken, self._raw = self._raw[:count], self._raw[count:]
        self._offset += len(taken)
        return taken

    def _give_back(self, data: bytes) -> None:
        self._raw = data + self._raw
        self._offset -= len(data)
