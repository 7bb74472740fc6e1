"""What is counted over the whole record: when anew, and what is shown meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from made_reports import RUN
from served import copy_of, told_differently
from sqlalchemy import Connection, func, select

from isnad.errors import SlowQueryError
from isnad.store.patience import at_most
from isnad.store.record import Record
from isnad.store.schema import reports
from isnad.web.glance import Glances


@pytest.fixture
def record(record_path: str, tmp_path: Path) -> Iterator[Record]:
    """A record of its own, into which a test may read."""
    with Record(copy_of(record_path, tmp_path)) as opened:
        yield opened


def _one_more(record: Record) -> None:
    first, _ = told_differently()
    count = _count(record)
    fresh = type(first.report)(text=first.report.text, id=f"one more {count}")
    record.writer(RUN).add([(fresh, first.layers)])


def _count(record: Record) -> int:
    with record.engine.connect() as connection:
        return _counted(connection)


def _counted(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(reports)).scalar_one())


def _slowly(connection: Connection) -> int:
    sleep(0.2)
    return _counted(connection)


def _becomes(told: Callable[[], bool]) -> bool:
    end = monotonic() + 20
    while not told() and monotonic() < end:
        sleep(0.02)
    return told()


def test_what_is_quick_to_count_is_counted_anew_at_once(record: Record) -> None:
    glances, before = Glances(), _count(record)
    assert glances.now().take(record, "reports", _counted) == before
    _one_more(record)
    assert glances.now().take(record, "reports", _counted) == before + 1


def test_nothing_is_counted_twice_while_the_record_is_the_same(record: Record) -> None:
    glances, asked = Glances(), []
    for _ in range(3):
        glances.now().take(record, "reports", lambda _: asked.append(1))
    assert asked == [1]


def test_of_what_is_slow_the_older_answer_is_shown_until_the_newer_is_there(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("isnad.web.glance._REST", 0)
    glances, before = Glances(), _count(record)
    assert glances.now().take(record, "reports", _slowly) == before
    _one_more(record)
    assert glances.now().take(record, "reports", _slowly) == before
    assert _becomes(lambda: glances.now().take(record, "reports", _slowly) == before + 1)


def test_an_answer_that_did_not_hold_for_long_is_not_shown(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isnad.web.glance._OLDEST", 0.0)
    glances, before = Glances(), _count(record)
    glances.now().take(record, "reports", _slowly)
    _one_more(record)
    assert glances.now().take(record, "reports", _slowly) == before + 1


def test_who_asks_for_what_another_counts_waits_no_longer_than_a_question_may_take(record: Record) -> None:
    glances, goes_on, begun = Glances(), Event(), Event()

    def long(_: Connection) -> int:
        begun.set()
        goes_on.wait(20)
        return 1

    first = Thread(target=glances.now().take, args=(record, "long", long))
    first.start()
    begun.wait(20)
    with pytest.raises(SlowQueryError), at_most(0.1):
        glances.now().take(record, "long", long)
    goes_on.set()
    first.join()
    assert glances.now().take(record, "long", lambda _: 2) == 1


def test_of_passing_questions_the_last_are_kept(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isnad.web.glance._MOST", 2)
    glances, asked = Glances(), []

    def take(name: str, *, passing: bool = True) -> None:
        glances.now().take(record, name, lambda _: asked.append(name), passing=passing)

    take("kept", passing=False)
    for name in ("a", "b", "a", "c", "a", "b", "kept"):
        take(name)
    assert asked == ["kept", "a", "b", "c", "b"]
