"""Whether a time in a clause belongs to a verb right before it and not to the clause."""

from __future__ import annotations

from isnad.annotate.phrases.view import View
from isnad.lexicon import particles

_HAPPENED = particles("what_happened")
_PUBLISHED = particles("what_was_published")
_IN_A_MEDIUM = particles("in_a_medium")
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
