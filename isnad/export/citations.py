"""Reports as an Arabic text cites them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from isnad.export.dates import readable_date
from isnad.export.identifiers import link
from isnad.export.selection import Selection
from isnad.model.happening import Telling


class Citation(NamedTuple):
    """What a citation is made of; None is what a report does not tell."""

    report: str
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: str | None = None
    address: str | None = None

    def words(self) -> str:
        """Author, title, outlet and date, as far as they are told, without the address.

        >>> Citation("a1", title="الموسم آمن", outlet="إذاعة الميناء", published="2018-05-30").words()
        '«الموسم آمن»، إذاعة الميناء، 30 مايو 2018'
        """
        title = f"«{self.title}»" if self.title else None
        day = readable_date(self.published.partition("T")[0]) if self.published else "بلا تاريخ"
        return "، ".join(part for part in (self.author, title, self.outlet, day) if part)


def citations(selection: Selection) -> dict[str, Citation]:
    """A citation for each report of a selection, by its id."""
    found: dict[str, Citation] = {}
    for report in selection.reports():
        title = report.title or (report.headline.quote(report.text) if report.headline else None)
        found[report.id] = Citation(report.id, title, report.author, report.outlet, report.published, link(report.url))
    return found


class Cited:
    """Numbers reports in the order in which they are first cited."""

    def __init__(self, sources: dict[str, Citation]) -> None:
        self._sources = sources
        self._numbers: dict[str, int] = {}
        self._others: dict[str, Citation] = {}

    def number(self, report: str, telling: Telling | None = None) -> int:
        """The number of a report. One that is not of the selection is cited with what its telling tells."""
        if report not in self._sources and telling is not None:
            told = Citation(report, outlet=telling.outlet, published=telling.published)
            self._others.setdefault(report, told)
        return self._numbers.setdefault(report, len(self._numbers) + 1)

    def source(self, report: str) -> Citation:
        """What is known of a report."""
        return self._sources.get(report) or self._others.get(report) or Citation(report)

    def __iter__(self) -> Iterator[tuple[int, Citation]]:
        for report, number in self._numbers.items():
            yield number, self.source(report)
