"""What processes make together is what one makes; steps over reports leave Python as they found it."""

from __future__ import annotations

import gc

import pytest

from isnad.annotate import default_pipeline
from isnad.ingest.build import build
from isnad.model import Report
from isnad.resolve import Archive, stories_told
from isnad.resolve.happenings import happenings
from isnad.workflow.across import found
from isnad.workflow.collecting import uncollected
from isnad.workflow.happenings_pool import happenings_by

TEXTS = {
    "صدى": "قتل 12 شخصا في انفجار استهدف سوق مدينة سرملة يوم الأربعاء 15 مايو 2024.\n"
    "وقال وزير الداخلية سامر الهلالي إن التحقيق في الانفجار سيكشف من يقف وراءه.",
    "الضفاف": "قتل 20 شخصا في انفجار استهدف سوق مدينة سرملة يوم الأربعاء 15 مايو 2024.\n"
    "وأكد وزير الداخلية سامر الهلالي أن التحقيق في الانفجار سيكشف من يقف وراءه.",
    "مرسال": "التقى وزير الزراعة نبيل الصواف رئيسة اتحاد المزارعين هنادي البستاني في هضبة النورس الخميس.",
}


@pytest.fixture(scope="module")
def archive() -> Archive:
    annotate = default_pipeline()
    reports = [
        build(Report(id=outlet, text=text, outlet=outlet, published="2024-05-16"), max_characters=10_000)
        for outlet, text in TEXTS.items()
    ]
    return Archive.of((report, annotate(report)) for report in reports)


def test_several_processes_make_the_happenings_of_one_in_its_order(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stories_told, "_PART", 1)  # every story is a part
    tables = found(archive)
    alone = list(happenings(archive, tables))
    assert len({one.story for one in alone}) > 1
    assert list(happenings_by(2, archive, tables)) == alone
    assert list(happenings(archive, tables)) == alone  # the files are gone, and the archive is whole


def test_the_collector_runs_again_behind_a_step_and_where_one_fails() -> None:
    def failing() -> None:
        with uncollected():
            assert not gc.isenabled()
            raise KeyError

    with pytest.raises(KeyError):
        failing()
    assert gc.isenabled()
