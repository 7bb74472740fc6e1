"""The Arabic of a chronology that is handed on, and what is told of a story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from isnad.export.dates import readable_date
from isnad.export.table import AMONG
from isnad.model import Story

STORIES: Final = "الموضوعات"
CHRONOLOGY: Final = "التسلسل الزمني"
REPORTS: Final = "التقارير المستشهد بها"
LINK: Final = "الرابط"
DATE: Final = "التاريخ"
OUTLET, SPEAKER, WORDS, SOURCE = "المنبر", "القائل", "النص", "المرجع"


def told_stories(stories: Iterable[Story]) -> Iterator[Story]:
    """The stories that several reports tell: of a report that stands alone there is nothing to add."""
    return (story for story in stories if len(story.reports) > 1)


def story_facts(story: Story) -> list[tuple[str, str]]:
    """How often a story is told, by whom and when, each with its label."""
    ends = dict.fromkeys(readable_date(day) for day in (story.first, story.last) if day)
    told = [
        ("عدد التقارير", str(len(story.reports))),
        ("عدد الصيغ المستقلة", str(story.independent)),
        ("المنابر", AMONG.join(story.outlets)),
        ("النشر", " – ".join(ends)),
    ]
    return [(label, value) for label, value in told if value]
