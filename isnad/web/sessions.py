"""Who is logged in: sessions in the memory of the process, told by a random number in a cookie."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock
from time import monotonic

from isnad.web.accounts import Account

IDLE, WHOLE = 8 * 3600.0, 7 * 24 * 3600.0  # seconds after which a session ends: unused, and at the latest
MOST = 10_000


@dataclass(frozen=True)
class Session:
    """One login; `since` is when the account's password was set, so that another password ends it."""

    name: str
    since: str
    begun: float
    used: float


class Sessions:
    """The sessions of one process; a cookie's number is kept as its hash alone.

    Args:
        clock: Seconds that only go on.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._held: dict[str, Session] = {}
        self._lock = Lock()

    def begin(self, account: Account) -> str:
        """A new session, never one that a browser brought along: the number for its cookie, of 256 random bits."""
        number, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            self._forget(now)
            self._held[_key(number)] = Session(account.name, account.since, now, now)
        return number

    def find(self, number: str | None) -> Session | None:
        """The session of a cookie, where it has not ended; it is used now."""
        now, key = self._clock(), _key(number or "")
        with self._lock:
            found = self._held.get(key)
            if found is None or self._over(found, now):
                self._held.pop(key, None)
                return None
            self._held[key] = replace(found, used=now)
            return found

    def end(self, number: str | None) -> None:
        """Ends the session of a cookie."""
        with self._lock:
            self._held.pop(_key(number or ""), None)

    def _forget(self, now: float) -> None:
        """Those that have ended, and where there are too many those that were not used for longest."""
        self._held = {key: one for key, one in self._held.items() if not self._over(one, now)}
        while len(self._held) >= MOST:
            del self._held[min(self._held, key=lambda key: self._held[key].used)]

    @staticmethod
    def _over(one: Session, now: float) -> bool:
        return now - one.used > IDLE or now - one.begun > WHOLE


def _key(number: str) -> str:
    return hashlib.sha256(number.encode("utf-8", "surrogatepass")).hexdigest()
