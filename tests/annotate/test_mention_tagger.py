"""The tagger of names: its spans, its languages, its repeatability, and a small set of sentences of our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.annotate.mentions import MentionStage, TaggedName, Tagger, language_of, weights
from isnad.annotate.mentions.decode import names
from isnad.annotate.mentions.network import Network
from isnad.annotate.mentions.vectors import runs
from isnad.annotate.mentions.weights import load
from isnad.annotate.mentions.wordbank import WordBank
from isnad.errors import ModelError
from isnad.lexicon import models
from isnad.model import Form, Layers, MentionType, Report
from isnad.text import TextLayer

# Invented people, and places and bodies in invented settings: (sentence, names with their types).
SENTENCES: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "قال وزير الخارجية المصري سامح الدندراوي إن القاهرة ترحب بالمبادرة.",
        [("سامح الدندراوي", "PER"), ("القاهرة", "LOC")],
    ),
    (
        "وصل الرئيس منصور الشهابي إلى باريس قادما من بيروت.",
        [("منصور الشهابي", "PER"), ("باريس", "LOC"), ("بيروت", "LOC")],
    ),
    (
        "اجتمع رئيس الوزراء خليل المزروعي مع الأمين العام للأمم المتحدة في نيويورك.",
        [("خليل المزروعي", "PER"), ("للأمم المتحدة", "ORG"), ("نيويورك", "LOC")],
    ),
    (
        "وأضاف الشهابي أن بلاده ستوقع الاتفاق مع ألمانيا وبريطانيا.",
        [("الشهابي", "PER"), ("ألمانيا", "LOC"), ("بريطانيا", "LOC")],
    ),
    (
        "دعا الاتحاد الأوروبي إسرائيل إلى وقف القصف على قطاع غزة.",
        [("الاتحاد الأوروبي", "ORG"), ("إسرائيل", "LOC"), ("قطاع غزة", "LOC")],
    ),
    (
        "وقتل ثلاثة جنود في هجوم شنته حركة طالبان قرب مدينة قندهار.",
        [("حركة طالبان", "ORG"), ("قندهار", "LOC")],
    ),
    (
        "والتقت السفيرة ماريا كوفاليتش نظيرها الروسي في موسكو.",
        [("ماريا كوفاليتش", "PER"), ("موسكو", "LOC")],
    ),
    (
        "أعلن مجلس الأمن الدولي أنه سيناقش الأزمة في سوريا والعراق.",
        [("مجلس الأمن الدولي", "ORG"), ("سوريا", "LOC"), ("العراق", "LOC")],
    ),
    ("وأكد المتحدث باسم حزب الله يوسف برجاوي أن المفاوضات مستمرة.", [("حزب الله", "ORG"), ("يوسف برجاوي", "PER")]),
    (
        "فاز فريق ريال مدريد على برشلونة بهدفين سجلهما خافيير مونديز.",
        [("ريال مدريد", "ORG"), ("برشلونة", "ORG"), ("خافيير مونديز", "PER")],
    ),
    (
        "قال المتحدث باسم البيت الأبيض جون هاربروك إن بلاده لن تنسحب من أفغانستان.",
        [("البيت الأبيض", "ORG"), ("جون هاربروك", "PER"), ("أفغانستان", "LOC")],
    ),
    (
        "ونقلت وكالة رويترز عن عبد الكريم السلطاني قوله إن طرابلس آمنة.",
        [("رويترز", "ORG"), ("عبد الكريم السلطاني", "PER"), ("طرابلس", "LOC")],
    ),
]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger()


def told(tagger: Tagger, text: str) -> list[tuple[str, str]]:
    return [(name.span.quote(text), name.type.value) for name in tagger(TextLayer(text))]


def test_it_finds_most_names_of_our_own_sentences(tagger: Tagger) -> None:
    found = [set(told(tagger, text)) for text, _ in SENTENCES]
    wanted = [set(names) for _, names in SENTENCES]
    hits = sum(len(a & b) for a, b in zip(found, wanted, strict=True))
    assert hits >= 0.8 * sum(map(len, wanted))
    assert hits >= 0.8 * sum(map(len, found))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وشارك الوزير في محادثات مع فرنسا وإيطاليا.", "إيطاليا"),
        ("سافر الوفد من لبنان لمصر أمس الأول.", "مصر"),
        ("وقع الانفجار بالقاهرة صباح اليوم.", "القاهرة"),
        ("وقال الوزير إن موقف بلاده قريب من موقف لـبريطانيا وحلفائها.", "بريطانيا"),
        ("تحدث الرئيس عن لندن وباريس.", "لندن"),
    ],
)
def test_glued_conjunctions_and_prepositions_stay_outside_the_span(tagger: Tagger, text: str, name: str) -> None:
    assert name in [quote for quote, _ in told(tagger, text)]


def test_a_preposition_that_shares_the_article_stays_inside(tagger: Tagger) -> None:
    assert ("للأمم المتحدة", "ORG") in told(tagger, "قال الأمين العام للأمم المتحدة إن الوضع صعب.")


@pytest.mark.parametrize("name", ["وليد المعلم", "بشار الأسد", "فؤاد السنيورة", "كمال الجنزوري"])
def test_a_letter_that_belongs_to_the_name_stays(tagger: Tagger, name: str) -> None:
    text = f"وقال الوزير {name} في مؤتمر صحفي إن بلاده ترفض ذلك."
    assert (name, "PER") in told(tagger, text)


def test_what_is_glued_before_a_name_of_the_report_is_told_by_the_name(tagger: Tagger) -> None:
    text = "وصل السفير ريتشارد هاربروك إلى القاهرة. وقال الوزير إن اللقاء بين شكري وهاربروك كان مفيدا."
    quotes = [quote for quote, _ in told(tagger, text)]
    assert "شكري" in quotes
    assert "هاربروك" in quotes


def test_a_hashtag_is_read_by_its_words(tagger: Tagger) -> None:
    text = "وكتب الناشط أن الحرب في #الولايات_المتحدة مستمرة."
    assert ("الولايات_المتحدة", "LOC") in told(tagger, text)


def test_quotation_marks_stay_outside(tagger: Tagger) -> None:
    text = 'ونشرت صحيفة "الأهرام" مقالا عن زيارة الرئيس إلى "واشنطن".'
    assert all('"' not in quote for quote, _ in told(tagger, text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "2020 ، 15 . !!!",
        "The minister met President Harbrook in London on Tuesday.",
        "وزیر امور خارجه ایران در تهران گفت که این سفر با همکاری روسیه انجام شده است.",
        "وزیر اعظم نے لاہور میں کہا کہ پاکستان اور چین کے تعلقات بہت اچھے ہیں۔",
        "سەرۆکی هەرێمی کوردستان لە هەولێر لەگەڵ باڵیۆزی فەرەنسا کۆبووەوە.",
        "د بهرنیو چارو وزیر په لندن کې وویل چې ښه خبرې وشوې او ډېر کار پاتې دی.",
    ],
)
def test_text_that_is_not_arabic_has_no_names(tagger: Tagger, text: str) -> None:
    assert tagger(TextLayer(text)) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قال وزير الخارجية إن بلاده لن تشارك في المؤتمر.", "ar"),
        ("قال القاضى إن المتهم حضر فى موعده.", "ar"),
        ("زار الوزير ڤيينا وقال إن الاتفاق مع پاريس قريب من التوقيع.", "ar"),
        ("وزیر امور خارجه ایران در تهران گفت که این سفر با همکاری روسیه انجام شده است.", "fa"),
        ("وزیر اعظم نے لاہور میں کہا کہ پاکستان اور چین کے تعلقات بہت اچھے ہیں۔", "ur"),
        ("سەرۆکی هەرێمی کوردستان لە هەولێر لەگەڵ باڵیۆزی فەرەنسا کۆبووەوە.", "ckb"),
        ("The minister met the president in London.", "latin"),
        ("قال الوزير هذا then he left for the airport early", "mixed"),
        ("وزير امور خارجه گفت كه اين سفر براي همكاري است", "fa"),
        ("123 – 45!", None),
        ("", None),
    ],
)
def test_the_language_of_a_text(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_the_same_text_gives_the_same_names(tagger: Tagger) -> None:
    text = "\n".join(text for text, _ in SENTENCES)
    first = tagger(TextLayer(text))
    assert first == tagger(TextLayer(text))
    assert [name[:4] for name in first] == [name[:4] for name in Tagger()(TextLayer(text))]


def test_neighbouring_reports_leave_no_trace(tagger: Tagger) -> None:
    small = Tagger()
    small._bank = WordBank(load(), capacity=12)
    for text, _ in SENTENCES:
        assert told(small, text) == told(tagger, text)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([w for text, _ in SENTENCES for w in text.split()] + ['"', "\n", "#", "،", "َ", "ـ", "_"]))
)
def test_spans_lie_in_order_and_on_words(pieces: list[str]) -> None:
    text = " ".join(pieces)
    layer = TextLayer(text)
    found: list[TaggedName] = Tagger()(layer)
    end = 0
    for name in found:
        assert end <= name.span.start < name.span.end <= len(text)
        end = name.span.end
        assert name.span.end == layer.words.ends[name.last - 1]
        assert layer.words.starts[name.first] <= name.span.start < layer.words.ends[name.first]
        assert 0 < name.score <= 1


def test_the_stage_gives_names_by_place() -> None:
    text = SENTENCES[2][0]
    report = Report(id="r", text=text)
    mentions = MentionStage()(report, TextLayer(text), Layers())["names"]
    assert mentions == tuple(sorted(mentions, key=lambda mention: mention.span))
    assert {mention.form for mention in mentions} == {Form.NAME}
    assert {mention.type for mention in mentions} >= {MentionType.PER, MentionType.LOC}


def test_the_labels_need_no_model() -> None:
    import numpy as np

    scores = np.log(np.full((3, 9), 0.01, dtype=np.float32))
    scores[0, 1] = scores[1, 2] = scores[2, 0] = np.log(0.9)
    assert [name[:3] for name in names(scores, [(0, 3)])] == [(0, 2, 0)]
    assert [name[:3] for name in names(scores, [(0, 1), (1, 3)])] == [(0, 1, 0)]


def test_runs_of_letters_are_those_of_fasttext() -> None:
    buckets, words = runs(["قال", "", "a"], 60_000)  # the numbers are those that fastText 0.9.2 gives
    assert sorted(buckets[words == 0].tolist()) == [2465, 13540, 13833, 25016, 29134, 42966]
    assert buckets[words == 2].tolist() == [7600]
    assert isinstance(load().network, Network)


@pytest.mark.parametrize(
    ("card", "content"),
    [
        (None, b"x"),
        ('{"format": 1, "version": "1", "sha256": "0"}', None),
        ('{"format": 1, "version": "1", "sha256": "0"}', b"x"),
        ('{"format": 99, "version": "1", "sha256": "0"}', b"x"),
        ("no card", b"x"),
    ],
)
def test_a_model_that_is_missing_or_another_one_is_told(
    card: str | None, content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data" / "models"
    folder.mkdir(parents=True)
    if card is not None:
        (folder / "mentions.json").write_text(card, encoding="utf-8")
    if content is not None:
        (folder / "mentions.npz").write_bytes(content)
    monkeypatch.setattr(models.resources, "files", lambda _: tmp_path)
    with pytest.raises(ModelError, match="install the package again"):
        weights.load.__wrapped__()
