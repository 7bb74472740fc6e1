"""What is counted over the whole record, kept until something more is read into it or judged.

What is quick to count is counted anew as soon as the record has changed. Of what is slow, readers go on seeing the
older answer while it is counted anew behind, one thing at a time, and not before it has stood for some times as long as
the counting took: a record that somebody reads into all day would be counted without end otherwise. What people judge
shows at once.
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
from isnad.store.patience import at_most, left
from isnad.store.record import Record
from isnad.store.state import judged_state, state

Counted = TypeVar("Counted")

_BEHIND = 120.0  # seconds that counting may take where nobody waits for it
_MOST = 200  # answers to passing questions that are kept
_SLOW = 0.15  # seconds of counting from which on an older answer is shown meanwhile
_REST = 30  # times as long as counting took an answer stands
_LONGEST = 240.0  # seconds that it stands at most
_OLDEST = 300.0  # seconds after which an older answer is not shown any more
_PATIENCE = 10.0  # seconds that somebody waits for another one's counting
LOG = logging.getLogger("isnad.web")


class State(NamedTuple):
    """How a record stands: what was read into it, and what people judged."""

    read: tuple[int, ...]
    judged: tuple[int, ...]


@dataclass(frozen=True)
class Question:
    """What is counted, and under which name; `judged` and `passing` are as for `Moment.take`."""

    record: Record
    name: object
    count: Callable[[Connection], Any]
    judged: bool
    passing: bool

    def state(self, connection: Connection) -> State:
        """How the record stands, as far as the answer changes with it."""
        return State(state(connection), judged_state(connection) if self.judged else ())


@dataclass
class _Kept:
    """An answer, the state of the record that it tells, and the seconds that it took; `held` is when it last held."""

    answer: Any
    state: State
    spent: float
    counted: float
    held: float

    def shows(self, now: State) -> bool:
        """Whether it may be shown."""
        if self.state == now:
            self.held = monotonic()
            return True
        return self.state.judged == now.judged and self.spent >= _SLOW and monotonic() - self.held < _OLDEST

    def rests(self, now: State) -> bool:
        """Whether it need not be counted anew yet."""
        return self.state == now or monotonic() - self.counted < min(_REST * self.spent, _LONGEST)


class Glances:
    """Answers by name, of one record."""

    def __init__(self) -> None:
        self._kept: dict[object, _Kept] = {}
        self._passing: OrderedDict[object, None] = OrderedDict()
        self._derived: dict[str, tuple[tuple[Any, ...], Any]] = {}
        self._counting: dict[object, Lock] = {}
        self._lock = Lock()
        self._one_behind = Lock()
        self._waiting: set[object] = set()

    def now(self) -> Moment:
        """The answers for one request, which looks once at how the record stands."""
        return Moment(self)

    def take(self, question: Question, now: State) -> Any:
        """The answer to a question; see `Moment.take`."""
        kept = self._found(question.name)
        if kept is None or not kept.shows(now):
            return self._count(question, now)
        if not kept.rests(now):
            self._behind(question)
        return kept.answer

    def derived(self, name: str, make: Callable[..., Counted], *bases: Any) -> Counted:
        """What is made of some answers, made anew where one of them is another."""
        with self._lock:
            known, made = self._derived.get(name, ((), None))
        if len(known) == len(bases) and all(one is other for one, other in zip(known, bases, strict=True)):
            return made  # type: ignore[no-any-return]
        made = make(*bases)
        with self._lock:
            self._derived[name] = (bases, made)
        return made

    def _found(self, name: object) -> _Kept | None:
        with self._lock:
            if name in self._passing:
                self._passing.move_to_end(name)
            return self._kept.get(name)

    def _count(self, question: Question, now: State | None) -> Any:
        """Counts, or waits for who counts the same already; without a state counts anyway."""
        with self._lock:
            counting = self._counting.setdefault(question.name, Lock())
        if not counting.acquire(timeout=left(_PATIENCE)):
            raise SlowQueryError("this is still being counted over the whole record; ask again in a moment")
        try:
            kept = self._found(question.name)
            if kept is not None and kept.state == now:
                return kept.answer
            start = monotonic()
            with question.record.engine.connect() as connection:
                told = question.state(connection)
                answer = question.count(connection)
            self._keep(question, _Kept(answer, told, monotonic() - start, monotonic(), monotonic()))
            return answer
        finally:
            counting.release()

    def _keep(self, question: Question, kept: _Kept) -> None:
        with self._lock:
            self._kept[question.name] = kept
            if question.passing:
                self._passing[question.name] = None
                if len(self._passing) > _MOST:
                    gone, _ = self._passing.popitem(last=False)
                    del self._kept[gone]
                    self._counting.pop(gone, None)

    def _behind(self, question: Question) -> None:
        """Counts in a thread of its own, where that does not wait to be done already."""
        with self._lock:
            if question.name in self._waiting:
                return
            self._waiting.add(question.name)
        Thread(target=self._quietly, args=(question,), daemon=True).start()

    def _quietly(self, question: Question) -> None:
        try:
            with self._one_behind, at_most(_BEHIND):
                self._count(question, None)
        except Exception:
            LOG.exception("counting %s", question.name)
        finally:
            with self._lock:
                self._waiting.discard(question.name)


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
        """What `count` gives; the head of the file tells how old it may be.

        Args:
            record: To read.
            name: Of the answer.
            count: Counts it, from the record alone: it may be called again later.
            judged: Whether it changes with what people judge.
            passing: Whether it answers one question of many, such as a search; of these the last ones are kept alone.

        Raises:
            SlowQueryError: where counting takes longer than a question may, or somebody else's counting does.
        """
        if self._state is None:
            with record.engine.connect() as connection:
                self._state = State(state(connection), judged_state(connection))
        now = self._state if judged else State(self._state.read, ())
        return self._glances.take(Question(record, name, count, judged, passing), now)  # type: ignore[no-any-return]

    def derived(self, name: str, make: Callable[..., Counted], *bases: Any) -> Counted:
        """What `make` gives of some answers, kept while these are the same."""
        return self._glances.derived(name, make, *bases)
