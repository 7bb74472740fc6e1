"""Keeps the folders of the server's machine from those who read: files are shown by their names alone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from isnad.errors import IsnadError
from isnad.store.engine import is_url


def file_name(record: str) -> str:
    """The name of a record without the folders in which it lies; an address of a server stays.

    >>> file_name("/srv/news/libya.db"), file_name("postgresql://reader@localhost/news")
    ('libya.db', 'postgresql://reader@localhost/news')
    """
    return record if is_url(record) else Path(record).name


def without_folders(error: IsnadError, files: Iterable[str]) -> IsnadError:
    """The same error, which tells of some files their names alone.

    Args:
        error: Of which the message may name files.
        files: Their paths; addresses of servers among them are passed over.
    """
    told = str(error)
    for file in files:
        path = Path(file)
        if not is_url(file):
            for whole in (str(path.absolute()), file, str(path)):
                told = told.replace(whole, path.name)
    if told != str(error):
        error.args = (told, *error.args[1:])
    return error
