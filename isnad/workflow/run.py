"""Which run this is: what decides on the layers of a report, as hashes of what the package holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import isnad
from isnad.store.writing import Run

_HOUSE = Path(isnad.__file__).parent
_RULES = ("data/lexicon", "text", "lexicon", "annotate")
_MODELS = ("data/models",)
_NO_RULES = {".pyc", ".md"}


@cache
def this_run() -> Run:
    """The version of Isnad, a hash of its word lists and rules, and one of its models; told once a process."""
    return Run(version=isnad.__version__, rules=_hash(_files(_RULES)), models=_hash(_files(_MODELS)))


def _files(folders: Iterable[str]) -> list[Path]:
    found = (path for folder in folders for path in (_HOUSE / folder).rglob("*"))
    return sorted(path for path in found if path.is_file() and path.suffix not in _NO_RULES)


def _hash(files: Iterable[Path]) -> str:
    """Of names and bytes, the first 16 hexadecimal digits."""
    told = hashlib.sha256()
    for path in files:
        told.update(path.relative_to(_HOUSE).as_posix().encode() + b"\0")
        told.update(hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()[:16]
