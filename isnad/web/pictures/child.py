"""The process that draws: it stands alone, imports nothing of the house and answers on its standard output.

vl-convert holds Python's lock while it draws, so that a server that drew by itself would answer nobody meanwhile.
A request is its length in four bytes and JSON: `spec` and `form` (`svg`, `png`, or `script` for the bundle of Vega);
an answer is one byte (0 drawn, 1 failed), a length in four bytes, and what was made or the message.
"""

from __future__ import annotations

import json
import sys
from typing import Any, BinaryIO

import vl_convert

SCALE = 2.0  # of PNG: dots for each unit of the drawing
SCRIPT = "globalThis.vegaEmbed = vegaEmbed;"  # what of the bundle a page may call
NOWHERE = ["https://nowhere.invalid/"]  # what a picture may load: nothing


def main() -> None:
    """Answers until its input ends."""
    vl_convert.register_font_directory(sys.argv[1])
    taken, given = sys.stdin.buffer, sys.stdout.buffer
    while len(head := taken.read(4)) == 4:
        request = json.loads(taken.read(int.from_bytes(head)))
        try:
            _send(given, 0, _made(request))
        except Exception as error:  # whatever it is, the server says so and goes on
            _send(given, 1, str(error).encode())


def _made(request: dict[str, Any]) -> bytes:
    if request["form"] == "script":
        return vl_convert.javascript_bundle(SCRIPT).encode()
    if request["form"] == "png":
        return bytes(vl_convert.vegalite_to_png(request["spec"], scale=SCALE, allowed_base_urls=NOWHERE))
    return vl_convert.vegalite_to_svg(request["spec"], allowed_base_urls=NOWHERE).encode()


def _send(out: BinaryIO, failed: int, body: bytes) -> None:
    out.write(bytes((failed,)) + len(body).to_bytes(4) + body)
    out.flush()


if __name__ == "__main__":
    main()
