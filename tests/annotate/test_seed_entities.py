"""Every person, body and place of the five reports with which the project began: one entity each, none merged."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from isnad.annotate import default_pipeline
from isnad.ingest import read_paths
from isnad.model import Layers, Report

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
TABLE = yaml.safe_load((Path(__file__).parents[1] / "cases" / "seed_entities.yaml").read_text(encoding="utf-8"))
ROWS = [
    pytest.param(seed, kind, name, forms, id=f"{seed[:3]}-{kind}-{name}")
    for seed, kinds in TABLE.items()
    for kind, names in kinds.items()
    for name, forms in names.items()
]
pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason="the seed reports of ../shared are not there")


@cache
def annotated(seed: str) -> tuple[Report, Layers]:
    (report,) = read_paths([str(SEEDS / f"{seed}.txt")])
    assert isinstance(report, Report)
    return report, default_pipeline()(report)


def entities_of(seed: str, kind: str, form: str) -> set[Any]:
    """The entities of all mentions of this type that are written so, by the report."""
    report, layers = annotated(seed)
    return {
        mention.entity
        for mention in layers.mentions
        if mention.type == kind and mention.span.quote(report.text) == form
    }


@pytest.mark.parametrize(("seed", "kind", "name", "forms"), ROWS)
def test_all_forms_of_a_name_are_one_entity(seed: str, kind: str, name: str, forms: list[str]) -> None:
    assert {form: entities_of(seed, kind, form) for form in forms} == {form: {name} for form in forms}


@pytest.mark.parametrize("seed", TABLE)
def test_no_two_are_merged(seed: str) -> None:
    report, layers = annotated(seed)
    for entity in layers.entities:
        rows = [
            name
            for name, forms in TABLE[seed].get(entity.type, {}).items()
            if any(
                m.entity == entity.name and m.type == entity.type and m.span.quote(report.text) in forms
                for m in layers.mentions
            )
        ]
        assert len(rows) <= 1, f"{entity.name}: {rows}"


@pytest.mark.parametrize("seed", TABLE)
def test_no_form_of_the_table_stands_in_the_report_without_a_mention(seed: str) -> None:
    """Full names at least: a name of two words or more is found wherever it stands."""
    report, layers = annotated(seed)
    told = [mention.span for mention in layers.mentions]
    told += [role.span for entity in layers.entities for role in entity.roles]
    found = {place for span in told for place in range(span.start, span.end)}
    for forms in TABLE[seed]["PER"].values():
        for form in forms:
            if " " in form:
                places = {match.start() for match in re.finditer(re.escape(form), report.text)}
                assert places - found == set(), form
