from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
import pytest

from isnad.workflow import Demo, Settings, demo


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return demo(tmp_path_factory.mktemp("demo"), Settings(), most=4)


def test_the_events_summed_up_are_those_of_the_records(shown: Demo) -> None:
    records = [msgspec.json.decode(line) for line in shown.lines.read_bytes().splitlines()]
    times = Counter(event["type"] for record in records for event in record["events"])
    assert shown.events == times.total()
    assert [(name, count) for name, count, _ in shown.types] == times.most_common(4)


def test_each_type_names_those_who_did_it_most_first(shown: Demo) -> None:
    for _, count, actors in shown.types:
        assert 0 < len(actors) <= 3
        assert sorted(actors.values(), reverse=True) == list(actors.values())
        assert max(actors.values()) <= count


def test_events_of_different_types_stand_with_the_sentence_that_tells_them(shown: Demo) -> None:
    text = shown.lines.read_text(encoding="utf-8")
    texts = [msgspec.json.decode(line)["text"] for line in text.splitlines()]
    assert len({happened.event.type for happened in shown.happened}) == len(shown.happened) == 3
    for happened in shown.happened:
        told = [body for body in texts if happened.sentence in body]
        assert any(happened.event.anchor.quote(body) in happened.sentence for body in told)
        assert (happened.place is None) is (happened.event.place is None)


def test_nothing_is_written_but_the_page_and_the_records(shown: Demo) -> None:
    assert {path.name for path in Path(shown.page).parent.iterdir()} == {"reports.html", "reports.jsonl"}
