"""Where the application writes: a second way into the record, opened when somebody first wants to keep something."""

from __future__ import annotations

from threading import Lock

from isnad.errors import RecordBusyError, RecordError, RefusedError
from isnad.store.engine import may_write
from isnad.store.record import Record
from isnad.web.settings import WebSettings


class Desk:
    """The record, opened for writing.

    Args:
        name: Of the record.
        settings: Whether anything may be written, and how long another program that writes is waited for.
    """

    def __init__(self, name: str, settings: WebSettings) -> None:
        self._name = name
        self._patience = settings.write_patience
        self._closed = settings.read_only
        self._record: Record | None = None
        self._lock = Lock()

    def open(self) -> bool:
        """Whether judgements can be kept. What was found once holds until the application ends."""
        with self._lock:
            if self._record is None and not self._closed:
                try:
                    record = Record(self._name, patience=self._patience)
                except RecordBusyError:
                    return True
                except RecordError:
                    self._closed = True
                    return False
                if may_write(record.engine):
                    self._record = record
                else:
                    record.close()
                    self._closed = True
            return not self._closed

    def record(self) -> Record:
        """The record to write to.

        Raises:
            RefusedError: where it may be read and not written, with the status 403.
            RecordBusyError: where another program writes to it.
        """
        if not self.open():
            raise RefusedError("this record may be read and not written", status=403, slug="read-only-record")
        return self._record or Record(self._name, patience=self._patience)

    def close(self) -> None:
        """Gives it back."""
        if self._record is not None:
            self._record.close()
