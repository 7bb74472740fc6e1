"""Copies are told from independent wordings, with their direction, agency and changes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from msgspec.structs import replace
from told_reports import BRIDGE, COPIED, HARVEST, REPORTS, archive, report

from isnad.model import Change, ChangeKind, CopyPair, Report
from isnad.resolve import copy_pairs, find_copies
from isnad.resolve.copies import grouped, likeness
from isnad.resolve.terms import terms_of_text


def pairs(*reports: Report) -> list[CopyPair]:
    told = archive(*reports)
    return list(copy_pairs(told, find_copies(told)))


def quotes(changes: tuple[Change, ...], kind: ChangeKind) -> list[tuple[str | None, str | None]]:
    return [(change.earlier_quote, change.later_quote) for change in changes if change.kind == kind]


def test_a_copy_with_some_words_changed_is_found_and_a_retelling_is_none() -> None:
    assert [(pair.earlier, pair.later, pair.ordered) for pair in pairs(*REPORTS)] == [("bridge-1", "bridge-2", True)]


def test_the_outcome_is_the_same_in_another_order() -> None:
    assert pairs(*REPORTS) == pairs(*reversed(REPORTS))


def test_the_agency_that_the_text_names() -> None:
    (pair,) = pairs(*REPORTS)
    assert (pair.agency, [credit.quote for credit in pair.credits]) == ("رويترز", ["رويترز"])
    assert all(credit.span.quote(REPORTS[1].text) == credit.quote for credit in pair.credits)


def test_two_agencies_leave_the_agency_open() -> None:
    other = replace(REPORTS[0], text=REPORTS[0].text + " نقلا عن وكالة الأناضول")
    (pair,) = pairs(other, REPORTS[1])
    assert (pair.agency, {credit.agency for credit in pair.credits}) == (None, {"رويترز", "الأناضول"})


def test_what_was_added_cut_and_reworded() -> None:
    (pair,) = pairs(*REPORTS)
    added = [later for _, later in quotes(pair.changes, ChangeKind.ADDED)]
    cut = [earlier for earlier, _ in quotes(pair.changes, ChangeKind.CUT)]
    reworded = quotes(pair.changes, ChangeKind.REWORDED)
    assert "وحضر الافتتاح عازفون من فرقة المدينة." in added
    assert any(sentence is not None and sentence.startswith("وأضاف الوزير أن الشاحنات") for sentence in cut)
    assert any(earlier and later and "مئات من سكان" in earlier and "أهالي" in later for earlier, later in reworded)


def test_every_change_quotes_its_text() -> None:
    texts = {told.id: told.text for told in REPORTS}
    (pair,) = pairs(*REPORTS)
    for change in pair.changes:
        for span, quote, name in (
            (change.earlier, change.earlier_quote, pair.earlier),
            (change.later, change.later_quote, pair.later),
        ):
            assert (span.quote(texts[name]) if span is not None else None) == quote


@pytest.mark.parametrize("published", [None, "2031-04-06"])
def test_the_direction_is_open_where_the_times_do_not_tell_it(published: str | None) -> None:
    found = pairs(report("b", "جسر", BRIDGE, published), report("a", "جسر", COPIED, published, "الضفاف"))
    assert [(pair.earlier, pair.later, pair.ordered) for pair in found] == [("a", "b", False)]


def test_one_body_twice_is_wholly_alike() -> None:
    (pair,) = pairs(report("a", "جسر", BRIDGE, None), report("b", "افتتاح", BRIDGE, None))
    assert pair.similarity == 1.0
    assert {change.kind for change in pair.changes} <= {ChangeKind.ADDED, ChangeKind.CUT, ChangeKind.REWORDED}


def test_fresh_news_over_an_outlets_own_background_is_no_copy() -> None:
    background = BRIDGE.split("\n", 2)[2]
    fresh = "زار وزير النقل بلدة الرمانة والتقى تجارها صباح السبت في قاعة البلدية واستمع إلى شكاوى الصيادين.\n"
    other_fresh = "أرجأت البلدية عبور الحافلات أسبوعا بسبب الرياح القوية التي هبت مساء الجمعة واقتلعت لوحتين.\n"
    one = report("a", "الوزير في الرمانة", fresh + background, None)
    other = report("b", "تأجيل العبور", other_fresh + background, None)
    assert likeness(*(_terms(told) for told in (one, other))) > 0.5
    assert pairs(one, other) == []


def _terms(told: Report) -> npt.NDArray[np.int64]:
    return np.array(terms_of_text(told.text.split("\n\n", 1)[1]), dtype=np.int64)


@pytest.mark.parametrize("reports", [(), (report("a", "لوز", HARVEST, None),), (Report(id="x", text="نص قصير"),)])
def test_where_there_is_nothing_to_compare_there_is_no_copy(reports: tuple[Report, ...]) -> None:
    assert pairs(*reports) == []


def test_groups_hold_what_pairs_hold_together() -> None:
    assert grouped([(4, 2), (7, 9), (2, 5)]) == [[2, 4, 5], [7, 9]]
