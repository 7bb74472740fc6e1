from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from isnad.evaluate import (
    Counts,
    GoldReport,
    MeasuredEvent,
    align_events,
    bootstrap,
    event_changes,
    event_figures,
    event_group,
    figure_value,
    grouped,
    intervals,
)
from isnad.evaluate.event_changes import EventChange
from isnad.evaluate.figures import Figure
from isnad.model import Event, EventType, Span, Status
from isnad.workflow import Settings, evaluate_gold

SHARED = Path(__file__).parents[2].parent / "shared" / "gold"
TEXT = "التقت هناء النجار سامر الهلالي في مرج البحر. ثم رفضت هناء العرض. وقال سامر إن اللقاء تأجل."


def find(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def told(type_: str, anchor: str, *actors: str, **fields: Any) -> MeasuredEvent:
    return MeasuredEvent(type=type_, anchor=find(anchor), actors=actors, **{"status": "actual", **fields})


MEETING = told("CONSULT", "التقت", "هناء النجار", "سامر الهلالي", date="2018-05-29", place=find("مرج البحر"))
REFUSAL = told("REJECT", "رفضت", "هناء النجار", recipients=("سامر الهلالي",), claimed_by="سامر الهلالي")


def figures(gold: list[MeasuredEvent], predicted: list[MeasuredEvent]) -> dict[str, Figure]:
    return event_figures(align_events(TEXT, gold, predicted))


def paired(gold: list[MeasuredEvent], predicted: list[MeasuredEvent]) -> list[tuple[MeasuredEvent, MeasuredEvent]]:
    matches = align_events(TEXT, gold, predicted)
    return [(match.gold, match.predicted) for match in matches if match.gold and match.predicted]


def test_a_prediction_equal_to_gold_has_every_figure_at_one() -> None:
    found = figures([MEETING, REFUSAL], [REFUSAL, MEETING])
    assert {figure_value(figure) for figure in found.values()} == {1.0}
    assert list(found)[-2:] == ["CONSULT", "REJECT"]


def test_nothing_predicted_has_every_figure_at_zero() -> None:
    assert {figure_value(figure) for figure in figures([MEETING, REFUSAL], []).values()} == {0.0}


def test_figures_of_a_case_counted_by_hand() -> None:
    predicted = [
        told("CONSULT", "اللقاء", "الهلالي", "هناء النجار", date="2018-05", place=find("البحر"), status="planned"),
        told("REJECT", "العرض", "هناء النجار"),  # in the same sentence; recipient and claimant missing
        told("ASSAULT", "رفضت"),  # another type: alone
    ]
    found = figures([MEETING, REFUSAL], predicted)
    assert found["type and place in the text"] == Counts(2, 3, 2)
    assert found["with all roles right"] == Counts(1, 3, 2)
    assert found["actors"] == Counts(3, 3, 3)
    assert found["recipients"] == Counts(0, 0, 1)
    assert found["date accuracy"] == 0.5
    assert found["date accuracy where dated"] == 0.0
    assert found["status accuracy"] == 0.5
    assert found["claimant accuracy"] == 0.5
    assert found["place"] == Counts(1, 1, 1)
    assert (found["ASSAULT"], found["CONSULT"]) == (Counts(0, 1, 0), Counts(1, 1, 1))


def test_a_claimant_who_is_not_there_is_wrong() -> None:
    claimed = told("CONSULT", "التقت", "هناء النجار", "سامر الهلالي", claimed_by="سامر الهلالي")
    assert figures([MEETING], [claimed])["claimant accuracy"] == 0.0


def test_the_same_words_go_before_the_same_sentence_and_this_before_the_same_actors() -> None:
    far = told("CONSULT", "اللقاء", "هناء النجار", "سامر الهلالي")
    near = told("CONSULT", "البحر")
    assert paired([MEETING], [far, near, MEETING]) == [(MEETING, MEETING)]
    assert paired([MEETING], [far, near]) == [(MEETING, near)]
    assert paired([MEETING], [far]) == [(MEETING, far)]


def test_half_of_those_who_take_part_must_be_the_same() -> None:
    assert paired([MEETING], [told("CONSULT", "اللقاء", "سامر الهلالي")])
    assert not paired([MEETING], [told("CONSULT", "اللقاء", "سامر الهلالي", "مروان", "جاد")])
    assert not paired([told("CONSULT", "التقت")], [told("CONSULT", "اللقاء")])


def test_an_event_that_was_just_made_is_measured_by_its_values() -> None:
    event = Event(type=EventType.REJECT, anchor=find("رفضت"), actors=("هناء النجار",), status=Status.DENIED)
    assert MeasuredEvent.of(event) == told("REJECT", "رفضت", "هناء النجار", status="denied")


def report(*events: MeasuredEvent) -> GoldReport:
    return GoldReport(id="r", text=TEXT, statements=(), events=events, outlet="تجربة")


def test_groups_add_up_to_the_whole() -> None:
    gold = report(MEETING, REFUSAL)
    matched = [(gold, align_events(TEXT, gold.events or (), [MEETING, told("ASSAULT", "رفضت")]))]
    by_type = {name: len(matches) for name, matches in grouped("type", matched, event_group).items()}
    assert by_type == {"ASSAULT": 1, "CONSULT": 1, "REJECT": 1}
    assert {name: len(matches) for name, matches in grouped("outlet", matched, event_group).items()} == {"تجربة": 3}
    with pytest.raises(ValueError, match="no grouping 'kind' of events"):
        grouped("kind", matched, event_group)


def test_what_a_run_gains_and_loses_is_told_by_event_and_field() -> None:
    gold = report(MEETING, REFUSAL)
    before = [(gold, align_events(TEXT, gold.events or (), [told("CONSULT", "التقت", "هناء النجار")]))]
    now = [(gold, align_events(TEXT, gold.events or (), [told("CONSULT", "التقت", date="2018-05-29"), REFUSAL]))]
    found = list(event_changes(before, now))
    assert found[0] == EventChange("r", "CONSULT", "التقت", "date", gained=True)
    assert {(change.anchor, change.field, change.gained) for change in found[1:]} == {
        ("رفضت", field, True) for field in ("found", "roles", "date", "place", "status", "claimant")
    }
    assert [change.gained for change in event_changes(now, before)] == [False] * 7
    assert list(event_changes(now, now)) == []


def test_an_interval_of_a_type_rests_on_the_samples_that_have_it() -> None:
    reports = [align_events(TEXT, [MEETING], [MEETING]), align_events(TEXT, [REFUSAL], [])]
    found = intervals(list(bootstrap(reports, event_figures, samples=50)))
    assert found["CONSULT"] == (1.0, 1.0)
    assert found["REJECT"] == (0.0, 0.0)


def disturbed(event: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A prediction with faults of every kind."""
    changed = dict(event)
    start, end = event["anchor"]
    if chance.random() < 0.4:
        moved = max(0, start + chance.randint(-300, 300))
        changed["anchor"] = [moved, moved + end - start]
    if chance.random() < 0.1:
        changed["type"] = chance.choice(list(EventType)).value
    for field in ("actors", "recipients"):
        if chance.random() < 0.3:
            changed[field] = [name.split()[-1] for name in event[field][1:]] + ["سامر الهلالي"]
    wrong = {"date": "2018-05", "status": "denied", "claimed_by": "سامر الهلالي", "place": event["anchor"]}
    for field, value in wrong.items():
        if chance.random() < 0.3:
            changed[field] = chance.choice([value, None])
    if chance.random() < 0.3:
        changed.pop(chance.choice(["actors", "recipients", "date", "place", "status", "claimed_by"]))
    return changed


@pytest.mark.shared
def test_figures_are_those_of_the_reference_scorer(tmp_path: Path) -> None:
    gold_path = SHARED / "reports_train.jsonl"
    if not (SHARED / "score.py").exists():
        pytest.skip("the reference scorer and gold of ../shared are missing")
    chance = random.Random(7)
    gold = [json.loads(line) for line in gold_path.read_text(encoding="utf-8").splitlines()]
    predicted = tmp_path / "predicted.jsonl"
    with predicted.open("w", encoding="utf-8") as out:
        for told_report in gold[1:]:
            kept = [disturbed(event, chance) for event in told_report["events"] if chance.random() < 0.8]
            chance.shuffle(kept)
            out.write(json.dumps({"id": told_report["id"], "events": kept}) + "\n")
    command = [sys.executable, SHARED / "score.py", "events", gold_path, predicted, "--json"]
    expected = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    record = evaluate_gold([str(gold_path)], Settings(), predicted=str(predicted)).record()["events"]
    assert {name: _rounded(value) for name, value in record.items()} == {
        name.strip(): _rounded(value) for name, value in expected.items()
    }
    assert list(record) == [name.strip() for name in expected]
    assert 0.3 < record["with all roles right"]["f1"] < record["type and place in the text"]["f1"] < 0.95


def _rounded(figure: Any) -> Any:
    return {name: round(value, 9) for name, value in figure.items()} if isinstance(figure, dict) else round(figure, 9)
