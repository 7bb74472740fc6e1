"""A bar on standard error for work that lasts."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

from isnad.cli.messages import message, say

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

PATIENCE = 2.0  # seconds before the bar is shown


class Progress:
    """Counts reports, or what `what` names.

    The count is shown from the third second on, where it is `wanted` and standard error is a terminal.
    """

    def __init__(self, *, wanted: bool, what: str = "reports") -> None:
        self._what = what
        self._wanted = wanted and sys.stderr.isatty()
        self._count = 0
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Progress:
        self._start = monotonic()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def begin(self, what: str) -> None:
        """Counts something else from here on."""
        self._what, self._count, self._start = what, 0, monotonic()
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
            self._show()

    def advance(self, count: int = 1) -> None:
        """So many more."""
        self._count += count
        if self._bar is None and self._wanted and monotonic() - self._start > PATIENCE:
            self._show()
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._count, rate=self._count / (monotonic() - self._start))

    def say(self, words: str) -> None:
        """A line on standard error, above the bar."""
        if self._bar is None:
            say(words)
        else:
            self._bar.console.print(message(words), markup=False, highlight=False, soft_wrap=True)

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        counts = TextColumn(f"{{task.completed}} {self._what}, {{task.fields[rate]:.0f}} a second")
        self._bar = Bar(BarColumn(), counts, TimeElapsedColumn(), console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task("", total=None, rate=0.0)
        self._bar.start()
