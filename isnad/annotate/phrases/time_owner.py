"""Whether a time in a clause belongs to it, to a verb right before the time, or to what is earlier or later."""

from __future__ import annotations

from isnad.annotate.phrases.view import THAT, View
from isnad.lexicon import particles

_HAPPENED = particles("what_happened")
_PUBLISHED = particles("what_was_published")
_IN_A_MEDIUM = particles("in_a_medium")
_BEFORE_OR_AFTER = particles("before_or_after")
_ONCE = particles("once_something_was_done")
_POINTS_BACK = particles("points_back")
_IN_TIME = particles("in_a_time")
_MEDIUM = 4  # words between a medium of what is said and its preposition


def is_of_what_happened(view: View, at: int, first: int) -> bool:
    """Whether the time at a token is that of a verb right before it, which stands at `first` or behind.

    `نددوا بمقال نشر الأحد` and `طالبوا باتفاق بدأ في مايو` tell nothing of when it was said. What is said in a medium
    (`قال في بيان صدر الأحد`) is said when that appears.
    """
    k = at - 1
    k -= k > first and view.forms[k] in _IN_TIME
    if k < first:
        return False
    if view.forms[k] in _HAPPENED:
        return True
    if view.forms[k] not in _PUBLISHED:
        return False
    return not any(view.forms[j] in _IN_A_MEDIUM for j in range(max(first, k - _MEDIUM), k))


def points_back(view: View, at: int, first: int) -> bool:
    """Whether the time at a token is that of something since which another goes on, or of which it is the anniversary:
    a word that says so stands at `first` or behind, but not right before the time."""
    return any(view.forms[k] in _POINTS_BACK for k in range(first, at - 1))


def is_before_or_after(view: View, at: int) -> bool:
    """Whether what is told at a token is earlier or later than its clause (`بعد تهديدها`, `بعد أن هددت`, `بعدما`)."""
    forms = view.forms
    if at < 1:
        return False
    joined = forms[at - 1] in THAT and opens_before_or_after(view, at - 2)
    return joined or forms[at - 1] in _ONCE or forms[at - 1] in _BEFORE_OR_AFTER


def opens_before_or_after(view: View, k: int) -> bool:
    """Whether a clause begins at a token that is earlier or later than the one before (`بعد أن`, `بعدما`, `قبل أن`)."""
    forms = view.forms
    if k < 0:
        return False
    return forms[k] in _ONCE or (forms[k] in _BEFORE_OR_AFTER and k + 1 < len(forms) and forms[k + 1] in THAT)
