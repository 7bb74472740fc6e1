"""Verbs of saying: their frames, and the forms by which they are known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from isnad.lexicon import verbs
from isnad.lexicon.verbs import ACTS, STANCES
from isnad.text import fold

CASES = Path(__file__).parents[1] / "cases" / "lexicon"
FORMS = yaml.safe_load((CASES / "verb_forms.yaml").read_text(encoding="utf-8"))
GLUED = yaml.safe_load((CASES / "glued_verbs.yaml").read_text(encoding="utf-8"))
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءؤئ"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param(word, reading, id=f"{kind}-{word}")
        for kind, forms in FORMS.items()
        for word, reading in forms.items()
    ],
)
def test_inflection(word: str, expected: str) -> None:
    readings = verbs().readings(fold(word))
    found = {f"{r.verb.lemma} {r.form} {r.gender or '-'} {r.number} {r.person}" for r in readings}
    assert expected in found


@pytest.mark.parametrize(("word", "expected"), GLUED.items(), ids=GLUED.keys())
def test_glued_letters(word: str, expected: str) -> None:
    readings = verbs().readings(fold(word))
    found = {f"{r.verb.lemma} {r.form} {r.gender or '-'} {r.conjunction or '-'} {r.enclitic or '-'}" for r in readings}
    assert found == set() if expected == "none" else expected in found


def test_every_verb_has_a_frame() -> None:
    assert [verb.lemma for verb in verbs().verbs if not (verb.takes or verb.by)] == []
    assert {verb.stance for verb in verbs().verbs} <= STANCES
    assert {verb.act for verb in verbs().verbs} <= ACTS


def test_what_rules_compare_is_normalised() -> None:
    words = [word for verb in verbs().verbs for word in (verb.present, verb.participle, verb.masdar, *verb.by, verb.to)]
    assert [word for word in words if word != fold(word)] == []


def test_every_verb_is_known_by_a_form_of_its_own() -> None:
    unknown = []
    for verb in verbs().verbs:
        past = fold(verb.lemma)
        forms = {past, past + "وا", verb.present, "س" + verb.present, verb.participle} - {""}
        if not any(reading.verb == verb for form in forms for reading in verbs().readings(form)):
            unknown.append(verb.lemma)
    assert unknown == []


def test_a_conjunction_is_read_in_front_of_every_form() -> None:
    for verb in verbs().verbs:
        plain = {r.form for r in verbs().readings(verb.present) if r.verb == verb}
        glued = {r.form for r in verbs().readings("و" + verb.present) if r.verb == verb and r.conjunction == "و"}
        never = not verbs().readings("و" + verb.present)
        assert never or plain <= glued


@given(st.text(st.sampled_from(LETTERS), max_size=12))
def test_any_word_can_be_asked_for(word: str) -> None:
    once: tuple[Any, ...] = verbs().readings(word)
    assert verbs().readings(word) == once
    for reading in once:
        assert word.startswith(reading.conjunction)
        assert word.endswith(reading.enclitic)


@pytest.mark.parametrize("form", ["قلن", "يقلن", "أضفن", "يضفن", "أعلنن", "يؤكدن"])
def test_women_speak_in_the_plural(form: str) -> None:
    assert any(reading.gender == "f" and reading.number == "p" for reading in verbs().readings(fold(form)))
