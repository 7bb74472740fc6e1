"""A question that takes too long is stopped, and the next one is answered."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from isnad.errors import SlowQueryError
from isnad.store.patience import at_most, keep_deadlines
from isnad.store.record import Record

ENDLESS = text("with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n")


def test_an_endless_question_is_stopped_and_the_next_is_answered(name: str) -> None:
    with Record(name, create=True) as record:
        keep_deadlines(record.engine)
        with pytest.raises(SlowQueryError, match="too long"), at_most(0.1), record.engine.connect() as connection:
            connection.execute(ENDLESS)
        assert record.search().count() == 0
        with at_most(5):
            assert record.search().count() == 0
