"""Searches that are kept by a name, on both backends."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from made_reports import RUN

from isnad.errors import QueryError, SavedSearchError
from isnad.model import Layers, Report
from isnad.store.record import Record
from isnad.store.search.hits import What
from isnad.store.searches import count_new, forget_search, keep_search, look, search_named, searches_of


def add(record: Record, *told: tuple[str, str]) -> None:
    reports: Iterable[Report] = [Report(id=id, text=text, published="2020-01-02") for id, text in told]
    record.writer(RUN).add((report, Layers()) for report in reports)


def new(record: Record, reader: str = "") -> dict[str, int]:
    with record.engine.connect() as connection:
        found = searches_of(connection, reader)
    return {one.name: count_new(record.engine, one) for one in found}


def test_what_came_since_a_reader_looked_is_new_to_him_alone(name: str) -> None:
    with Record(name, create=True) as record:
        add(record, ("a", "زار سامر الهلالي الميناء."), ("b", "عاد جلال السماقي."))
        kept = keep_search(record.engine, "  ميناء  السروة ", "الميناء", What.REPORTS, "ليلى")
        assert (kept.name, kept.query, kept.author) == ("ميناء السروة", "الميناء", "ليلى")
        assert new(record, "ليلى") == {"ميناء السروة": 0}
        add(record, ("c", "أُغلق الميناء."), ("d", "فُتحت المدرسة."))
        assert (new(record, "ليلى"), new(record, "هند")) == ({"ميناء السروة": 1}, {"ميناء السروة": 2})
        before = look(record.engine, "ميناء السروة", "ليلى")
        hits = record.search(before.query, before.what, after=before.seen).hits()
        assert [hit.report for hit in hits] == ["c"]
        assert (new(record, "ليلى"), new(record, "هند")) == ({"ميناء السروة": 0}, {"ميناء السروة": 2})
        add(record, ("a", "زار سامر الهلالي الميناء، ثم عاد."))  # corrected by its outlet
        assert new(record, "ليلى") == {"ميناء السروة": 1}


def test_a_name_is_kept_once_and_forgotten_with_its_looks(name: str) -> None:
    with Record(name, create=True) as record:
        keep_search(record.engine, "السوق", "سوق", What.STATEMENTS)
        keep_search(record.engine, "السوق", "أسواق", What.EVENTS)
        with record.engine.connect() as connection:
            assert [(one.query, one.what) for one in searches_of(connection)] == [("أسواق", What.EVENTS)]
        forget_search(record.engine, "السوق")
        assert new(record) == {}
        with record.engine.connect() as connection, pytest.raises(SavedSearchError):
            search_named(connection, "السوق")
        with pytest.raises(SavedSearchError):
            look(record.engine, "السوق")


@pytest.mark.parametrize("wrong", ["", "  ", "س" * 81, "سوق\u202e"])
def test_a_name_that_cannot_be_shown_is_refused(name: str, wrong: str) -> None:
    with Record(name, create=True) as record:
        with pytest.raises(SavedSearchError):
            keep_search(record.engine, wrong, "سوق", What.REPORTS)
        with pytest.raises(QueryError):
            keep_search(record.engine, "سوق", "(سوق", What.REPORTS)
        assert new(record) == {}


def test_what_was_added_last_comes_first_whatever_its_date(name: str) -> None:
    with Record(name, create=True) as record:
        for id, day in (("new", "2020-05-01"), ("old", "2019-01-01")):
            record.writer(RUN).add([(Report(id=id, text="أُغلق الميناء.", published=day), Layers())])
        found = record.search("الميناء")
        assert [hit.report for hit in found.hits(added=True)] == ["old", "new"]
        assert [hit.report for hit in found.hits()] == ["new", "old"]
