"""How often somebody may be wrong: logins that fail are counted by name and by address, and wait after too many."""

from __future__ import annotations

import math
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock
from time import monotonic

from isnad.errors import ThrottledError

WINDOW = 900.0  # seconds in which failures count
BY_NAME, BY_ADDRESS = 10, 30
MOST = 10_000  # names and addresses that are kept, the oldest forgotten first


class Throttle:
    """Failures of late.

    Args:
        clock: Seconds that only go on.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._failed: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()
        self._lock = Lock()

    def check(self, name: str, address: str) -> None:
        """Lets somebody try.

        Raises:
            ThrottledError: where this name, or whoever asks from this address, was wrong too often.
        """
        with self._lock:
            waits = [self._wait(("name", name), BY_NAME), self._wait(("address", address), BY_ADDRESS)]
        if max(waits) > 0:
            raise ThrottledError(max(waits))

    def failed(self, name: str, address: str) -> None:
        """Counts a failure."""
        with self._lock:
            for key in (("name", name), ("address", address)):
                self._failed.setdefault(key, deque(maxlen=max(BY_NAME, BY_ADDRESS))).append(self._clock())
                self._failed.move_to_end(key)
            while len(self._failed) > MOST:
                self._failed.popitem(last=False)

    def succeeded(self, name: str) -> None:
        """Forgets what failed under a name; what failed from an address stays counted."""
        with self._lock:
            self._failed.pop(("name", name), None)

    def _wait(self, key: tuple[str, str], most: int) -> int:
        """Seconds until this one may try again."""
        failed = self._failed.get(key)
        if failed is None:
            return 0
        while failed and failed[0] <= self._clock() - WINDOW:
            failed.popleft()
        return math.ceil(failed[-most] + WINDOW - self._clock()) if len(failed) >= most else 0
