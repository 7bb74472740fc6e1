"""Every pattern codes its own examples, and leaves alone the sentences that it must not code."""

from __future__ import annotations

from functools import cache

import pytest
import yaml
from statement_cases import CASES, pipeline

from isnad.ingest.build import build
from isnad.lexicon.events import EventPattern, Example, event_patterns
from isnad.model import Event, Report

ROLES = 0.7  # the least share of examples with everybody in the right role

KNOWN = yaml.safe_load((CASES / "event_examples_known_misses.yaml").read_text(encoding="utf-8"))


def listed(id: str) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.xfail(strict=True, reason="a known miss: take it off the list once it passes"),) * (id in KNOWN)


EXAMPLES = [
    pytest.param(pattern, example, id=(id := f"{pattern.name}-{number}"), marks=listed(id))
    for pattern in event_patterns().patterns
    for number, example in enumerate(pattern.examples)
]


@cache
def coded(text: str) -> tuple[Event, ...]:
    report = build(Report(id="example", text=text, published="2024-05-15"), max_characters=100_000)
    return pipeline()(report).events


def hits(pattern: EventPattern, example: Example) -> list[Event]:
    """The events of the pattern's type whose anchor touches the example's."""
    start = example.text.index(example.anchor)
    end = start + len(example.anchor)
    return [
        event
        for event in coded(example.text)
        if event.type.value == pattern.type and event.anchor.start < end and start < event.anchor.end
    ]


@pytest.mark.parametrize(("pattern", "example"), EXAMPLES)
def test_an_example_is_coded_as_its_pattern_says(pattern: EventPattern, example: Example) -> None:
    if example.event:
        assert hits(pattern, example)
    else:
        assert [event.rule for event in coded(example.text) if event.type.value == pattern.type] == []


def test_who_takes_part_is_found_in_most_examples() -> None:
    right = asked = 0
    for pattern in event_patterns().patterns:
        for example in pattern.examples:
            found = hits(pattern, example) if example.event else []
            asked += example.event
            right += any(
                sorted(event.actors) == sorted(example.actors)
                and sorted(event.recipients) == sorted(example.recipients)
                for event in found
            )
    assert right / asked >= ROLES


def test_each_pattern_has_an_example_that_it_codes() -> None:
    assert [p.name for p in event_patterns().patterns if not any(example.event for example in p.examples)] == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("ضرب إعصار الساحل، وأعلنت الإدارة مقتل سبعة أشخاص من سكان القرى.", ""),
        ("أعلنت الإدارة مقتل سبعة أشخاص برصاص مسلحين في قرية ضربها إعصار.", "ASSAULT:مقتل"),
        ("دخلت القافلة البلدة المحاصرة مساء أمس.", ""),
        ("استمرت محاصرة البلدة شهرين.", "COERCE:حاصر"),
    ],
)
def test_what_only_looks_like_a_deed_is_none(text: str, rule: str) -> None:
    rules = {name for event in coded(text) for name in [event.rule] if name in {"ASSAULT:مقتل", "COERCE:حاصر"}}
    assert rules == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("أصابت صواريخ أطلقها المتمردون مصفاة الساحل.", {"ASSAULT:أطلق+صاروخ"}),
        ("القوات تتقدم ببطء.", {"ASSAULT:تقدم+قوات"}),
        ("وقفت قرب الصواريخ سيارة، وأطلق صاحبها مشروعا.", set()),
    ],
)
def test_the_noun_that_a_verb_needs_may_stand_before_it(text: str, rules: set[str]) -> None:
    assert {event.rule for event in coded(text) if event.type.value == "ASSAULT"} == rules
