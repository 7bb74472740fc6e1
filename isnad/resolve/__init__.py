"""What holds over many reports: copies, stories, happenings, who is who, naming, chronology."""

from isnad.resolve.archive import Archive
from isnad.resolve.changes import copy_pairs
from isnad.resolve.copies import find_copies
from isnad.resolve.growing import grown, regrouped
from isnad.resolve.stories import find_stories, stories

__all__ = ["Archive", "copy_pairs", "find_copies", "find_stories", "grown", "regrouped", "stories"]
