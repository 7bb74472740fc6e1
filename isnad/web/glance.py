"""What is counted over the whole record, kept until something more is read into it or judged.

What is quick to count is counted anew as soon as the record has changed. Of what is slow, readers go on seeing the
older answer while it is counted anew behind, one thing at a time, and not before it has stood for some times as long as
the counting took: a record that somebody reads into all day would be counted without end otherwise. What people judge
is never shown as it was before.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread
from time import monotonic
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection

from isnad.errors import SlowQueryError
from isnad.store.overview import judged_state, state
from isnad.store.patience import at_most, left
from isnad.store.record import Record

Counted = TypeVar("Counted")
Count = Callable[[Connection], Any]

_BEHIND = 120.0  # seconds that counting may take where nobody waits for it
_MOST = 200  # answers to passing questions that are kept
_SLOW = 0.15  # seconds of counting from which on an older answer is shown meanwhile
_REST = 30  # times as long as counting took an answer stands
_LONGEST = 240.0  # seconds that it stands at most
_OLDEST = 300.0  # seconds after which an older answer is not shown any more
_PATIENCE = 10.0  # seconds that somebody waits for another one's counting
LOG = logging.getLogger("isnad.web")


class State(NamedTuple):
    """What changes when something is read, and when somebody judges or the record is regrouped."""

    read: tuple[int, ...]
    people: tuple[int, ...]


class _Asked(NamedTuple):
    """What is to be counted: its name, how, whether judgements change it, and whether it is a passing question."""

    record: Record
    name: object
    count: Count
    judged: bool
    passing: bool

    def state(self, connection: Connection) -> State:
        return State(state(connection), judged_state(connection) if self.judged else ())


@dataclass
class _Kept:
    """An answer, the state of the record that it tells, and the seconds that it took; `held` is when it last held."""

    answer: Any
    state: State
    spent: float
    counted: float
    held: float


class Glances:
    """Answers by name, of one record."""

    def __init__(self) -> None:
        self._kept: dict[object, _Kept] = {}
        self._passing: OrderedDict[object, None] = OrderedDict()
        self._counting: dict[object, Lock] = {}
        self._lock = Lock()
        self._one_behind = Lock()
        self._waiting: set[object] = set()

    def now(self) -> Moment:
        """The answers for one request, which looks once at how the record stands."""
        return Moment(self)

    def answer(self, asked: _Asked, now: State) -> Any:
        """What was counted in this state, or in an earlier one where that may be shown still."""
        kept = self._found(asked.name)
        if kept is not None and self._shows(kept, now):
            if kept.state != now and monotonic() - kept.counted >= min(_REST * kept.spent, _LONGEST):
                self._behind(asked)
            return kept.answer
        return self._count(asked, now)

    def _found(self, name: object) -> _Kept | None:
        with self._lock:
            if name in self._passing:
                self._passing.move_to_end(name)
            return self._kept.get(name)

    def _shows(self, kept: _Kept, now: State) -> bool:
        if kept.state == now:
            kept.held = monotonic()
            return True
        return kept.state.people == now.people and kept.spent >= _SLOW and monotonic() - kept.held < _OLDEST

    def _count(self, asked: _Asked, now: State | None) -> Any:
        """Counts, or waits for who counts the same already."""
        with self._lock:
            counting = self._counting.setdefault(asked.name, Lock())
        if not counting.acquire(timeout=left(_PATIENCE)):
            raise SlowQueryError("this is still being counted over the whole record; ask again in a moment")
        try:
            kept = self._found(asked.name)
            if kept is not None and kept.state == now:
                return kept.answer
            start = monotonic()
            with asked.record.engine.connect() as connection:
                now = asked.state(connection)
                answer = asked.count(connection)
            self._keep(asked, _Kept(answer, now, monotonic() - start, monotonic(), monotonic()))
            return answer
        finally:
            counting.release()

    def _keep(self, asked: _Asked, kept: _Kept) -> None:
        with self._lock:
            self._kept[asked.name] = kept
            if asked.passing:
                self._passing[asked.name] = None
                if len(self._passing) > _MOST:
                    gone, _ = self._passing.popitem(last=False)
                    del self._kept[gone], self._counting[gone]

    def _behind(self, asked: _Asked) -> None:
        """Counts in a thread of its own, where that does not wait to be done already."""
        with self._lock:
            if asked.name in self._waiting:
                return
            self._waiting.add(asked.name)
        Thread(target=self._quietly, args=(asked,), daemon=True).start()

    def _quietly(self, asked: _Asked) -> None:
        try:
            with self._one_behind, at_most(_BEHIND):
                self._count(asked, None)
        except Exception:
            LOG.exception("counting %s", asked.name)
        finally:
            with self._lock:
                self._waiting.discard(asked.name)


class Moment:
    """The answers as one request sees them.

    Args:
        glances: Where they are kept.
    """

    def __init__(self, glances: Glances) -> None:
        self._glances = glances
        self._state: State | None = None

    def take(
        self,
        record: Record,
        name: object,
        count: Callable[[Connection], Counted],
        *,
        judged: bool = True,
        passing: bool = False,
    ) -> Counted:
        """What `count` gives; see above for how old it may be.

        Args:
            record: To read.
            name: Of the answer.
            count: Counts it.
            judged: Whether it changes with what people judge.
            passing: Whether it answers one question of many, such as a search; of these the last ones are kept alone.

        Raises:
            SlowQueryError: where counting takes longer than a question may, or somebody else's counting does.
        """
        if self._state is None:
            with record.engine.connect() as connection:
                self._state = State(state(connection), judged_state(connection))
        now = self._state if judged else State(self._state.read, ())
        asked = _Asked(record, name, count, judged, passing)
        return self._glances.answer(asked, now)  # type: ignore[no-any-return]
