"""Pictures as files: drawn by another process, one at a time, and kept."""

from __future__ import annotations

import subprocess
import sys
from base64 import b64encode
from collections import OrderedDict
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from threading import Lock, Timer
from typing import Any, BinaryIO

import msgspec

from isnad.errors import RefusedError
from isnad.web.manner import UNSHOWABLE
from isnad.web.pictures import child

KEPT = 48_000_000  # bytes of drawn pictures
PATIENCE = 30.0  # seconds, for one drawing
FONTS = Path(str(files("isnad.web").joinpath("static", "fonts")))
FONT_FAMILY = "Isnad Pictures"


class Renderer:
    """Draws charts as SVG and PNG; the process is started by the first and ends with `close`."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._turn, self._shelf = Lock(), Lock()
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def kept(self, name: str) -> bytes | None:
        """What was drawn under a name, None where it was not or is kept no longer."""
        with self._shelf:
            if name in self._kept:
                self._kept.move_to_end(name)
            return self._kept.get(name)

    def drawn(self, name: str, spec: dict[str, Any], form: str) -> bytes:
        """A chart as `svg` or `png`, kept under a name that stands for all that it is made of.

        Raises:
            RefusedError: where it cannot be drawn, or not in time.
        """
        with self._turn:
            if (found := self.kept(name)) is not None:  # another reader's, while this one waited
                return found
            made = self._ask({"spec": spec, "form": form})
        if form == "svg":
            made = _with_font(made, str(spec.get("description", "")))
        self._keep(name, made)
        return made

    def script(self) -> bytes:
        """Vega, Vega-Lite and Vega-Embed as one script, as vl-convert bundles them."""
        with self._turn:
            return self._ask({"form": "script"})

    def close(self) -> None:
        """Ends the process."""
        with self._turn:
            self._end()

    def _keep(self, name: str, made: bytes) -> None:
        with self._shelf:
            self._kept[name] = made
            while sum(map(len, self._kept.values())) > KEPT:
                self._kept.popitem(last=False)

    def _ask(self, request: dict[str, Any]) -> bytes:
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        late = Timer(PATIENCE, process.kill)
        late.start()
        try:
            body = msgspec.json.encode(request)
            process.stdin.write(len(body).to_bytes(4) + body)
            process.stdin.flush()
            failed, size = _exactly(process.stdout, 1), int.from_bytes(_exactly(process.stdout, 4))
            made = _exactly(process.stdout, size)
        except (EOFError, OSError):
            self._end()
            raise RefusedError("the picture could not be drawn in time", status=503, slug="picture") from None
        finally:
            late.cancel()
        if failed != b"\0":
            raise RefusedError(f"the picture could not be drawn: {made.decode()[:200]}", status=503, slug="picture")
        return made

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, str(child.__file__), str(FONTS)]
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _exactly(stream: BinaryIO | Any, size: int) -> bytes:
    read = bytes(stream.read(size))
    if len(read) < size:
        raise EOFError
    return read


def _with_font(svg: bytes, title: str) -> bytes:
    """The drawing with its font in it, which a browser would not load for an image, and with a title for readers."""
    head, rest = svg.split(b">", 1)
    words = escape(UNSHOWABLE.sub("", title)).encode()
    return head + b' role="img"><title>' + words + b"</title>" + _font() + rest


@cache
def _font() -> bytes:
    data = b64encode((FONTS / "IsnadPictures-Regular.woff2").read_bytes()).decode()
    source = f'url("data:font/woff2;base64,{data}") format("woff2")'
    return f'<style>@font-face{{font-family:"{FONT_FAMILY}";src:{source}}}</style>'.encode()
