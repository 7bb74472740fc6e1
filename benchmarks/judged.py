"""What the measures share that draw from an archive, show what was drawn for reading, and count what people judged."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

_AROUND = 45  # characters on either side


def asking(doc: str, *, size: int) -> argparse.ArgumentParser:
    """What a measure that `doc` describes is asked: the step, the paths, how many to draw, and the files."""
    parser = argparse.ArgumentParser(description=doc.split("\n")[0])
    parser.add_argument("step", choices=("draw", "show", "measure"))
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--size", type=int, default=size)
    parser.add_argument("--output", type=Path, default=Path("drawn.jsonl"))
    parser.add_argument("--judged", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    return parser


def judged_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a judged file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def around(text: str, start: int, end: int) -> str:
    """Some words of a text on one line, in double brackets, with what stands around them."""
    text = text.replace("\n", " ")
    return f"{text[max(0, start - _AROUND) : start]}[[{text[start:end]}]]{text[end : end + _AROUND]}"
