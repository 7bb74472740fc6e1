"""Every error that Isnad raises on purpose, in one tree.

Each class carries a `slug`, stable across versions, which stands as `error.type` in what the commands print. A message
says what was wrong with which input and what to do about it.
"""

from __future__ import annotations


class IsnadError(Exception):
    """The root: catch this to catch all that Isnad raises on purpose."""

    slug = "isnad-error"


class SpanError(IsnadError):
    """A span does not lie in its text, or its quote is not what the text says there."""

    slug = "span"


class LexiconError(IsnadError):
    """A word list of the package is malformed: the message names the file and the entry."""

    slug = "lexicon"


class ModelError(IsnadError):
    """A trained model of the package is missing, or is not the one that its card names."""

    slug = "model"


class PipelineError(IsnadError):
    """Stages were put together in an order in which one lacks a layer that it needs."""

    slug = "pipeline"


class ReadError(IsnadError):
    """An input could not be read as a report; its neighbours still are.

    Args:
        message: What is wrong and what to do.
        identifier: The report's id, or the path and line where it stands; what the output shows in its place.

    `path` is the file that it stands in, absolute, once a reader has told it; None for standard input. `gives` is the
    id that this file gives its report where it holds one alone.
    """

    slug = "unreadable"

    def __init__(self, message: str, *, identifier: str = "") -> None:
        super().__init__(message)
        self.identifier = identifier
        self.path: str | None = None
        self.gives: str | None = None

    @property
    def reason(self) -> str:
        """The message without the identifier at its head, for a line that names it already."""
        return str(self).removeprefix(f"{self.identifier}: ")


class MissingInputError(ReadError):
    """A path that was named does not exist or may not be opened."""

    slug = "missing-input"


class EmptyInputError(ReadError):
    """An input that holds no text."""

    slug = "empty-input"


class EncodingError(ReadError):
    """Bytes that are no text in any encoding that Arabic news uses."""

    slug = "encoding"


class FormatError(ReadError):
    """Text that does not have the form that its name or its neighbours promise (JSON, HTML, WARC)."""

    slug = "format"


class TooLargeError(ReadError):
    """One report of more characters than Settings allow."""

    slug = "too-large"


class GoldError(IsnadError):
    """A gold file and the predictions do not fit each other."""

    slug = "gold"


class RecordError(IsnadError):
    """A record on disk could not be used: the message names it and says what to do."""

    slug = "record"


class MissingRecordError(RecordError):
    """There is no record where one was named."""

    slug = "missing-record"


class NotARecordError(RecordError):
    """A file is no record of Isnad, or is damaged."""

    slug = "not-a-record"


class NewerRecordError(RecordError):
    """A record was written by a newer Isnad than this one."""

    slug = "newer-record"


class ReadOnlyRecordError(RecordError):
    """A record may be read and not written."""

    slug = "read-only-record"


class DiskFullError(RecordError):
    """There is no room left for what was to be written; what was written before is kept."""

    slug = "disk-full"


class RecordBusyError(RecordError):
    """Another process writes to the record."""

    slug = "record-busy"


class SlowQueryError(RecordError):
    """An answer took longer than it may: the question is stopped, so that others are answered."""

    slug = "slow-query"


class EvidenceError(RecordError):
    """A record keeps words for a span that are not those of its text."""

    slug = "evidence"


class MissingExtraError(IsnadError):
    """Something needs a library that is not installed: the message names the extra that brings it."""

    slug = "missing-extra"


class QueryError(IsnadError):
    """A search query that cannot be read.

    Args:
        message: What is wrong and what to do.
        place: The code point of the query where it is wrong.
    """

    slug = "query"

    def __init__(self, message: str, *, place: int = 0) -> None:
        super().__init__(message)
        self.place = place


class UnknownActorError(RecordError):
    """No report of a record names the actor that was asked for."""

    slug = "unknown-actor"


class JudgementError(RecordError):
    """A judgement does not fit what it is about: the message says what to write in its place.

    Args:
        message: What is wrong and what to do.
        field: The field whose value does not fit, None where it is none of them alone.
    """

    slug = "judgement"

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class SeveralPlacesError(JudgementError):
    """Words that somebody quotes stand in several places of a text: `places` are their beginnings and ends, in code
    points."""

    def __init__(self, message: str, *, places: tuple[tuple[int, int], ...]) -> None:
        super().__init__(message)
        self.places = places


class AlreadyToldError(JudgementError):
    """What somebody adds to a report is there already: `place` is that of its row in the tables of the record."""

    def __init__(self, message: str, *, field: str, place: int) -> None:
        super().__init__(message, field=field)
        self.place = place


class SavedSearchError(RecordError):
    """A search cannot be kept as asked, or none is kept under a name."""

    slug = "saved-search"


class ServeError(IsnadError):
    """The web application could not be started as asked."""

    slug = "serve"


class AccountsError(ServeError):
    """A file of accounts could not be used, or an account not be made as asked."""

    slug = "accounts"


class RefusedError(IsnadError):
    """A request that the web application does not answer.

    Args:
        message: What is wrong and what to do.
        status: Of HTTP.
        slug: What it is called in JSON and in the lists of words.
    """

    slug = "refused"

    def __init__(self, message: str, *, status: int = 400, slug: str = "refused") -> None:
        super().__init__(message)
        self.status = status
        self.slug = slug


class ThrottledError(RefusedError):
    """Somebody was wrong too often at the login.

    Args:
        wait: Seconds until the next try.
    """

    def __init__(self, wait: int) -> None:
        message = f"too many logins failed: try again in {wait} seconds"
        super().__init__(message, status=429, slug="throttled")
        self.wait = wait
