"""One event or utterance in several reports is one happening; what differs stands side by side; nothing is chained."""

from __future__ import annotations

from itertools import permutations

import pytest
from invented import archive_of, found, joined, report, told_in

from isnad.model.happening import Happening, Verdict
from isnad.resolve.clusters import around_centres, average_link
from isnad.resolve.copies import copy_groups
from isnad.resolve.happenings import happenings

MORNING = report(
    "الضفة",
    "قتل 12 شخصا وأصيب 30 آخرون في انفجار سيارة مفخخة استهدف سوق مدينة سرملة يوم الأربعاء 15 مايو 2024.\n"
    "وقال وزير الداخلية سامر الهلالي إن التحقيق في الانفجار سيكشف من يقف وراءه، وإن الأمن سيبقى في الشوارع شهرا.",
)
NOON = report(
    "المرفأ",
    "أسفر انفجار سيارة مفخخة استهدف سوق مدينة سرملة الأربعاء عن مقتل 20 شخصا.\n"
    'وأكد وزير الداخلية سامر الهلالي أن "التحقيق في الانفجار سيكشف من يقف وراءه".',
    "2024-05-15T15:00:00+00:00",
)
EVENING = report(
    "التل",
    "قتل أكثر من 12 شخصا الأربعاء في انفجار سيارة مفخخة استهدف سوق مدينة سرملة.\n"
    "ونفى المتحدث باسم حركة الفجر هشام القطان مسؤولية الحركة عن انفجار السيارة المفخخة في سوق سرملة.\n"
    "واتهم وزير الداخلية سامر الهلالي حركة الفجر بالمسؤولية عن انفجار السيارة المفخخة في سوق سرملة.",
    "2024-05-15T18:00:00+00:00",
)
MARCH = report("أ", "التقى وزير الخارجية نبيل الصواف رئيس الوزراء حسام الراوي في سرملة يوم 3 مارس 2018.", "2018-03-04")
JUNE = report("ب", "التقى وزير الخارجية نبيل الصواف رئيس الوزراء حسام الراوي في سرملة يوم 5 يونيو 2020.", "2020-06-06")
TALKS = report(
    "ج", "عقد وزير الخارجية نبيل الصواف ورئيس الوزراء حسام الراوي لقاء في سرملة يوم 5 يونيو 2020.", "2020-06-06"
)


@pytest.fixture(scope="module")
def blast() -> list[Happening]:
    return told_in(MORNING, NOON, EVENING)


def reports_of(happening: Happening) -> list[str]:
    return [telling.report for telling in happening.tellings]


def test_one_attack_in_three_reports_is_one_happening_in_order_of_publication(blast: list[Happening]) -> None:
    (attack,) = joined(blast, "event", "ASSAULT")
    assert reports_of(attack) == ["الضفة", "المرفأ", "التل"]
    assert attack.independent == 3


def test_every_quote_is_what_stands_at_its_span(blast: list[Happening]) -> None:
    texts = {one.id: one.text for one in (MORNING, NOON, EVENING)}
    for happening in blast:
        for telling in happening.tellings:
            assert telling.span.quote(texts[telling.report]) == telling.quote
            assert telling.sentence.quote(texts[telling.report]) == telling.sentence_quote
            assert telling.sentence.contains(telling.span)
            if telling.cue_span is not None:
                assert telling.cue_span.quote(texts[telling.report]) == telling.cue
        for field in happening.fields:
            for value in field.values:
                for at, span in zip(value.tellings, value.spans, strict=False):
                    assert span is None or span.quote(texts[happening.tellings[at].report])


def test_numbers_that_cannot_both_be_true_stand_side_by_side(blast: list[Happening]) -> None:
    (attack,) = joined(blast, "event", "ASSAULT")
    killed = attack.field("killed")
    assert killed is not None
    assert killed.verdict is Verdict.DISAGREED
    assert [(value.value, value.bound, value.tellings) for value in killed.values] == [
        ("12", "", (0,)),
        ("20", "", (1,)),
        ("12", "least", (2,)),
    ]


def test_a_field_that_one_telling_has_is_no_agreement(blast: list[Happening]) -> None:
    (attack,) = joined(blast, "event", "ASSAULT")
    verdicts = {field.name: field.verdict for field in attack.fields}
    assert verdicts["wounded"] is Verdict.ONLY
    assert verdicts["date"] is Verdict.AGREED


def test_a_quotation_and_its_paraphrase_are_one_utterance_with_its_verbs(blast: list[Happening]) -> None:
    (said,) = joined(blast, "statement")
    assert [(telling.report, telling.lemma, telling.stance) for telling in said.tellings] == [
        ("الضفة", "قال", "neutral"),
        ("المرفأ", "أكد", "assertive"),
    ]


def test_what_the_shorter_telling_kept_and_cut_is_shown(blast: list[Happening]) -> None:
    (said,) = joined(blast, "statement")
    (wording,) = said.wordings
    kept = [span.quote(NOON.text) for span in wording.kept]
    assert (said.fullest, wording.telling, kept) == (0, 1, ["التحقيق في الانفجار سيكشف من يقف وراءه"])
    assert [span.quote(MORNING.text) for span in wording.cut] == ["وإن الأمن سيبقى في الشوارع شهرا"]
    assert [span.quote(NOON.text) for span in wording.quoted] == ["التحقيق في الانفجار سيكشف من يقف وراءه"]
    assert 0 < wording.share < 1


def test_a_denial_is_linked_to_the_accusation_that_it_denies(blast: list[Happening]) -> None:
    denials = [one for one in blast if one.denies]
    by_id = {one.id: one for one in blast}
    assert [one.type for one in denials] == ["deny"]
    denied = [by_id[id] for id in denials[0].denies]
    assert "accuse" in {one.type for one in denied}
    assert all(denials[0].id in one.denied_by for one in denied)


def test_two_meetings_of_the_same_people_on_other_days_are_two() -> None:
    meetings = [one for one in told_in(MARCH, JUNE, TALKS) if one.type == "CONSULT"]
    assert [reports_of(one) for one in meetings] == [["أ"], ["ب", "ج"]]


def test_copies_do_not_count_as_independent() -> None:
    (attack,) = joined(told_in(MORNING, NOON, EVENING, copies=[("الضفة", "التل")]), "event", "ASSAULT")
    assert attack.independent == 2
    assert [telling.copy for telling in attack.tellings] == [0, 1, 0]


def test_reports_of_other_stories_are_not_joined() -> None:
    assert joined(told_in(MORNING, NOON, stories={"الضفة": 0, "المرفأ": 1}), "event") == []


def test_the_order_in_which_reports_come_changes_nothing(blast: list[Happening]) -> None:
    for order in permutations((MORNING, NOON, EVENING)):
        assert told_in(*order) == blast


def test_an_empty_archive_has_none() -> None:
    archive = archive_of()
    assert list(happenings(archive, found(archive))) == []


def test_tables_that_are_missing_are_empty() -> None:
    assert list(happenings(archive_of(MORNING), {})) == []


def test_a_chain_of_likeness_does_not_join_its_ends() -> None:
    scores = {(0, 1): 1.0, (1, 2): 1.0, (2, 3): 1.0}
    assert average_link(range(4), scores, lambda one, other: -1.0, 0.5) == [[0, 1], [2, 3]]
    assert around_centres(range(4), scores, lambda node: float(-node), 0.5) == [[0, 1], [2, 3]]


def test_copies_of_copies_are_one_group() -> None:
    assert copy_groups([(3, 4), (4, 9), (1, 2)]) == {3: 3, 4: 3, 9: 3, 1: 1, 2: 1}
