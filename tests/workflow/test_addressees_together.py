"""Addressees that reports write in several ways are counted and asked for as one."""

from __future__ import annotations

from across_reports import layers_of, record_of, report

from isnad.store.actor_statements import Of, SaidWanted, count_said, said_by, spread_said
from isnad.store.actors import actors_of
from isnad.store.addressees import together
from isnad.workflow.regroup import regroup

SAID = (
    "أبلغ سامر الهلالي المسؤولين أن الجسر سيفتح قريبا.",
    "أبلغ سامر الهلالي المسئولين أن الطريق سيغلق غدا.",
    "وقال سامر الهلالي للمسؤولين إن المرفأ لن يتوقف.",
    "وقال سامر الهلالي للصحفيين إن الموسم جيد.",
)


def test_an_addressee_is_one_however_it_is_written(name: str) -> None:
    told = [report(str(at), "صدى", "2024-03-01", "جولة في المرفأ", words) for at, words in enumerate(SAID)]
    with record_of(name, [(one, layers_of(one)) for one in told]) as record:
        regroup(record)
        who = Of([one.id for one in actors_of(record.engine) if one.name == "سامر الهلالي"])
        with record.engine.connect() as connection:
            spread = spread_said(connection, who, limit=2)
            assert [(one.value, one.count) for one in spread.facets["addressee"]] == [("المسؤولين", 3), ("للصحفيين", 1)]
            for words in ("المسؤولين", "للمسئولين"):
                wanted = SaidWanted(addressee=words)
                assert sorted(one.report for one in said_by(connection, who, wanted)) == ["0", "1", "2"]
                assert count_said(connection, who, wanted, folded=True) == 3
            assert count_said(connection, who, SaidWanted(addressee="المسؤول")) == 0


def test_the_way_that_most_write_is_told_without_a_preposition_where_anybody_writes_it_so() -> None:
    told = [("للحكومة", 9), ("الحكومة", 2), ("الحكومه", 3), ("لبنان", 4), ("للبنان", 1), ('"الحكومة', 1)]
    assert together(told) == [("الحكومه", 15), ("لبنان", 4), ("للبنان", 1)]
