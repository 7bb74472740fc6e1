"""Work that takes its time is done in threads, so many at once, and the server goes on answering."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import anyio
import anyio.to_thread

from isnad.store.patience import at_most

Done = TypeVar("Done")


class Threads:
    """Some threads; what finds none free waits for one.

    Args:
        at_once: How many.
        patience: Seconds that a call of `patiently` may spend in the record.
    """

    def __init__(self, at_once: int, patience: float) -> None:
        self._at_once = at_once
        self._patience = patience
        self._limiter: anyio.CapacityLimiter | None = None  # which is made where a loop runs

    async def run(self, call: Callable[..., Done], *told: object) -> Done:
        """What a call gives."""
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(self._at_once)
        return await anyio.to_thread.run_sync(call, *told, limiter=self._limiter)

    async def patiently(self, call: Callable[..., Done], *told: object) -> Done:
        """The same.

        Raises:
            SlowQueryError: where it takes longer than it may.
        """
        return await self.run(self._timed, call, *told)

    def _timed(self, call: Callable[..., Done], *told: object) -> Done:
        with at_most(self._patience):
            return call(*told)
