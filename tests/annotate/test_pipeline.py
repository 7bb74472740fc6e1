"""The pipeline refuses what cannot run when it is built, and what breaks its word when it runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from isnad.annotate import Pipeline, default_pipeline
from isnad.errors import PipelineError
from isnad.model import Layers, Rejection, Report, Span
from isnad.text import TextLayer

REPORT = Report(id="a", text="قال الوزير إن المطار سيفتح غداً.")
REJECTIONS = (Rejection(span=Span(0, 3), reason="background"),)


class Step:
    """A stage that gives what it is told to give, and notes the layers that it was shown."""

    def __init__(self, name: str, needs: set[str], gives: set[str], fields: Mapping[str, Any] | None = None) -> None:
        self.name = name
        self.needs, self.gives = frozenset(needs), frozenset(gives)
        self.fields = dict.fromkeys(gives, ()) if fields is None else fields
        self.shown: list[Layers] = []

    def __call__(self, report: Report, text: TextLayer, layers: Layers) -> Mapping[str, Any]:
        assert text.text == report.text
        self.shown.append(layers)
        return self.fields


def test_layers_are_handed_from_stage_to_stage() -> None:
    first = Step("first", set(), {"rejections"}, {"rejections": REJECTIONS})
    second = Step("second", {"rejections"}, {"statements"})
    layers = Pipeline([first, second])(REPORT)
    assert first.shown == [Layers()]
    assert second.shown == [Layers(rejections=REJECTIONS)]
    assert layers == Layers(rejections=REJECTIONS)


def test_a_layer_that_no_stage_before_gives_is_told_when_built() -> None:
    with pytest.raises(PipelineError, match="stage late needs rejections: put a stage that gives it before"):
        Pipeline([Step("late", {"rejections"}, {"statements"})])


def test_the_order_of_the_stages_counts() -> None:
    gives, needs = Step("first", set(), {"rejections"}), Step("second", {"rejections"}, {"statements"})
    Pipeline([gives, needs])
    with pytest.raises(PipelineError, match="second needs rejections"):
        Pipeline([needs, gives])


def test_a_stage_does_not_give_what_it_needs_itself() -> None:
    with pytest.raises(PipelineError, match="needs statements"):
        Pipeline([Step("own", {"statements"}, {"statements"})])


def test_a_layer_is_given_once() -> None:
    with pytest.raises(PipelineError, match="stage second gives statements a second time"):
        Pipeline([Step("first", set(), {"statements"}), Step("second", set(), {"statements"})])


@pytest.mark.parametrize(("needs", "gives"), [({"weather"}, set()), (set(), {"weather"})])
def test_a_layer_that_there_is_not_is_told_when_built(needs: set[str], gives: set[str]) -> None:
    with pytest.raises(PipelineError, match="stage odd: there is no layer weather"):
        Pipeline([Step("odd", needs, gives)])


@pytest.mark.parametrize("fields", [{}, {"rejections": ()}, {"statements": (), "rejections": ()}, {"weather": ()}])
def test_a_stage_that_returns_other_fields_than_it_gives_raises(fields: dict[str, Any]) -> None:
    pipeline = Pipeline([Step("loose", set(), {"statements"}, fields)])
    with pytest.raises(PipelineError, match="stage loose gave"):
        pipeline(REPORT)


def test_a_pipeline_without_stages_gives_empty_layers() -> None:
    assert Pipeline([])(REPORT) == Layers()


def test_each_stage_is_timed_by_its_name() -> None:
    layers, spent = Pipeline([Step("first", set(), {"rejections"}), Step("second", set(), {"statements"})]).timed(
        REPORT
    )
    assert layers == Layers()
    assert list(spent) == ["text", "first", "second"]
    assert all(milliseconds >= 0 for milliseconds in spent.values())


def test_the_pipeline_of_the_package_finds_statements_and_is_timed() -> None:
    layers, spent = default_pipeline().timed(REPORT)
    assert [statement.cue.quote(REPORT.text) for statement in layers.statements] == ["قال"]
    assert list(spent) == ["text", "mentions", "times", "entities", "statements", "events"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister Sami al-Hashem said on Monday that the road to Tripoli is open.", "latin"),
        ("وزیر امور خارجه سامی هاشمی گفت که این سفر برای ایران مهم است و باید ادامه یابد.", "fa"),
        ("وزیر اعظم نے کہا ہے کہ یہ منصوبہ ملک کے لیے اہم ہے اور اس پر کام جاری ہے۔", "ur"),
        ("وەزیری دەرەوە رایگەیاند کە ئەم سەردانە بۆ هەرێمی کوردستان گرنگە و لەگەڵ ئەوان کۆبووەوە.", "ckb"),
    ],
)
def test_nothing_is_invented_in_another_language(text: str, language: str) -> None:
    layers = default_pipeline()(Report(id="x", text=text))
    assert layers.language == language
    assert (layers.names, layers.mentions, layers.entities, layers.statements) == ((), (), (), ())


def test_in_mixed_text_the_arabic_part_is_read() -> None:
    text = "قال وزير النقل سامي الهاشم إن الطريق مفتوح.\nThe minister said in Oxford that the road is open again."
    layers = default_pipeline()(Report(id="x", text=text))
    assert layers.language == "mixed"
    assert [statement.speaker for statement in layers.statements] == ["سامي الهاشم"]
    assert all(mention.span.end <= text.index("\n") for mention in layers.mentions)
