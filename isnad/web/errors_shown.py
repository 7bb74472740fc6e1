"""What a page of an error says, in the reader's language."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from isnad.errors import IsnadError, QueryError
from isnad.web.words import WordList

# Words of the messages of `isnad.store.search.query`, and the key of what says the same in both languages.
_QUERY = (
    ("parenthesis was not opened", "unopened"),
    ("parenthesis is not closed", "unclosed"),
    ("stands between two words", "operator"),
    ("a word is missing", "missing"),
    ("parentheses in one another", "deep"),
    ("between these quotation marks", "empty-phrase"),
    ("there is no field", "field"),
    ("has no value", "value"),
    ("this is no date", "date"),
    ("whom somebody spoke to", "to"),
    ("has no counterpart", "quote"),
    ("no room for this", "form"),
    ("write one word here", "one-word"),
    ("one kind of quotation marks", "quotes"),
)


# Words of the messages of a `JudgementError` and a `SavedSearchError`, and the key of what says the same.
_JUDGEMENT = (
    ("needs the name of its author", "author"),
    ("may not be empty", "empty"),
    ("is no date", "date"),
    ("does not hold the words", "words"),
    ("stands in several places", "several"),
    ("is told by these words already", "told"),
    ("was taken back by", "undone"),
    ("there is no judgement", "missing"),
    ("there is no report", "gone"),
    ("none of its", "gone"),
    ("there is no such actor", "gone"),
    ("nothing was changed", "unchanged"),
    ("no longer as the page showed it", "changed"),
    ("a saved search needs a name", "search-name"),
    ("a saved search asks for", "search-long"),
    ("no search is kept under this name", "search-gone"),
)


def refusal(error: IsnadError, words: WordList) -> tuple[Markup, str]:
    """Why a form was not kept, in the reader's language, and the message itself where that says more."""
    if isinstance(error, QueryError):
        key = _query_key(error)
        return words.text(f"query-errors.{key}" if key else "errors.query.title"), ""
    key = next((key for said, key in _JUDGEMENT if said in str(error)), None)
    if key is None:
        return words.text("refusals.other"), str(error)
    return words.text(f"refusals.{key}"), ""


def told_error(error: IsnadError, query: str, words: WordList) -> dict[str, Any]:
    """Values for the template: a heading, what to do, and for a query the place at which it cannot be read."""
    slug = error.slug if f"errors.{error.slug}.title" in words else "failure"
    told = {
        "slug": error.slug,
        "title": words.text(f"errors.{slug}.title"),
        "advice": words.text(f"errors.{slug}.advice"),
        "message": str(error) if slug != "not-found" else "",
        "before": "",
        "behind": "",
    }
    if isinstance(error, QueryError):
        if key := _query_key(error):
            told |= {"advice": words.text(f"query-errors.{key}"), "message": ""}
        told |= {"before": query[: error.place], "behind": query[error.place :]}
    return told


def _query_key(error: QueryError) -> str | None:
    return next((key for said, key in _QUERY if said in str(error)), None)
