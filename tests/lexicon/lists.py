"""A copy of the package's word lists that a test may spoil."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

import pytest

import isnad
from isnad.lexicon import attributions, channels, load, verbs


class Lists:
    """The lists in a folder of their own; `spoil` changes one and makes the loaders forget what they read."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "data" / "lexicon"

    def spoil(self, name: str, old: str, new: str) -> None:
        path = self.folder / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name}.yaml no longer has {old}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        forget()

    def write(self, name: str, text: str) -> None:
        (self.folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        forget()

    def remove(self, name: str) -> None:
        (self.folder / f"{name}.yaml").unlink()
        forget()


def forget() -> None:
    for loader in (load.read, verbs, channels, attributions):
        loader.cache_clear()


@contextmanager
def copied(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lists]:
    copytree(Path(isnad.__file__).parent / "data" / "lexicon", root / "data" / "lexicon")
    with monkeypatch.context() as patch:
        patch.setattr(load.resources, "files", lambda package: root)
        forget()
        yield Lists(root)
    forget()
