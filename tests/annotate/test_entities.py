"""Who is who in one report, from names that are given: `<PER:سامي الهاشم>` in a text marks what a tagger would find."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.annotate.entities import EntityStage
from isnad.model import Entity, Form, Layers, Mention, MentionType, Report, Span
from isnad.text import TextLayer

MARK = re.compile(r"<(PER|ORG|LOC|MISC):([^>]+)>")


def read(marked: str) -> tuple[str, tuple[Mention, ...], tuple[Entity, ...]]:
    """The text without marks, the mentions of the entity stage and the entities."""
    text, names, at = "", list[Mention](), 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        names.append(Mention(span=Span(len(text), len(text) + len(mark[2])), type=MentionType(mark[1])))
        text += mark[2]
        at = mark.end()
    text += marked[at:]
    given = Layers(names=tuple(names))
    layers = EntityStage()(Report(id="x", text=text), TextLayer(text), given)
    return text, layers["mentions"], layers["entities"]


def told(marked: str, words: str, form: Form | None = None) -> list[str | None]:
    """The entities of the mentions that are written so, in text order."""
    text, mentions, _ = read(marked)
    return [m.entity for m in mentions if m.span.quote(text) == words and form in (None, m.form)]


def roles(marked: str) -> dict[str, list[tuple[Any, ...]]]:
    """The offices of each person."""
    _, _, entities = read(marked)
    return {
        entity.name: [(r.title, r.organisation, r.country, r.qualifiers) for r in entity.roles]
        for entity in entities
        if entity.type is MentionType.PER
    }


@pytest.mark.parametrize(
    ("marked", "words", "name"),
    [
        ("قال <PER:سامي الهاشم> إن الوضع جيد. وغادر <PER:الهاشم> البلاد.", "الهاشم", "سامي الهاشم"),
        ("وصل <PER:الهاشم> أمس. وكان <PER:سامي الهاشم> قد سافر.", "الهاشم", "سامي الهاشم"),
        ("استقبل <PER:فائز العمران> الوفد، ثم غادر <PER:فايز العمران>.", "فايز العمران", "فائز العمران"),
        ("تحدث <PER:عبد الله النجار> ثم سكت <PER:عبدالله النجار>.", "عبدالله النجار", "عبد الله النجار"),
        ("قال <PER:رتشارد ماكغورك> ذلك، ثم كرره <PER:ماكجورك>.", "ماكجورك", "رتشارد ماكغورك"),
        ("زار <ORG:وزارة النقل> وفد. وقالت <ORG:وزارة النقل> إنها راضية.", "وزارة النقل", "وزارة النقل"),
        ("قال <PER:سامي الهاشم> إن <PER:نادر سالم> غاب، وإن <PER:نادر> سيعود.", "نادر", "نادر سالم"),
    ],
)
def test_a_shorter_or_other_spelling_is_the_same_person(marked: str, words: str, name: str) -> None:
    assert set(told(marked, words)) == {name}


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ('قُتل <PER:فادي سلوم> الملقب بـ"أبو الريح" أمس. وكان أبو الريح قد سافر.', "أبو الريح"),
        ('قُتل <PER:فادي سلوم> الملقب بـ"الصقر" أمس. وكان "الصقر" قد سافر.', "الصقر"),
        ('اعتقل <PER:خالد مطر> "أبو نضال" في العاصمة.', "أبو نضال"),
        ("اعتقل <PER:خالد مطر>، المكنى أبو نضال، في العاصمة.", "أبو نضال"),
        ("اعتقل <PER:خالد مطر>، والمعروف بالاسم الحركي (سبع الليل)، في العاصمة.", "سبع الليل"),
    ],
)
def test_a_nickname_is_the_person_before_it_and_never_the_name(marked: str, words: str) -> None:
    given = MARK.search(marked)
    assert given is not None
    found = told(marked, words)
    assert found
    assert set(found) == {given[2]}


@pytest.mark.parametrize(
    "marked",
    [
        'قال <PER:فادي سلوم> "لا نريد الحرب" أمس.',
        "قال <PER:فادي سلوم>، المعروف بمواقفه الحادة، إنه راض.",
        'كتب <PER:فادي سلوم> "الطريق الطويل" قبل عام.',
        'وقال <PER:فادي سلوم> الملقب بـ"الرجل الذي لا ينام في الليل أبدا" ذلك.',
    ],
)
def test_other_words_behind_a_name_are_no_nickname(marked: str) -> None:
    _, mentions, _ = read(marked)
    assert [mention.entity for mention in mentions if mention.type is MentionType.PER] == ["فادي سلوم"]


@pytest.mark.parametrize(
    ("marked", "pronoun", "names"),
    [
        ("التقى <PER:سامي الهاشم> نظيره <PER:نادر سالم> وأكد أهمية لقائهما.", "هما", ["سامي الهاشم", "نادر سالم"]),
        ("وصل <PER:سامي الهاشم> و<PER:نادر سالم> أمس. وبحثت زيارتهما الطرق.", "هما", ["سامي الهاشم", "نادر سالم"]),
        (
            "وصل <PER:سامي الهاشم> و<PER:نادر سالم> و<PER:ليلى العمران>، وكان وصولهم متأخرا.",
            "هم",
            ["سامي الهاشم", "نادر سالم", "ليلى العمران"],
        ),
        ("التقى <PER:سامي الهاشم> السكان واستمع إلى شكواهم.", "هم", []),
        ("وصل <PER:سامي الهاشم> و<PER:نادر سالم> و<PER:ليلى العمران>. وقال الرجلان إن لقاءهما جيد.", "هما", []),
        ("قال <PER:سامي الهاشم> إن <PER:نادر سالم> مهم، وإن الفهم صعب.", "هم", []),
    ],
)
def test_a_pronoun_of_many_is_a_mention_of_each(marked: str, pronoun: str, names: list[str]) -> None:
    text, mentions, _ = read(marked)
    found = [m for m in mentions if m.form is Form.PRONOUN and m.span.quote(text) == pronoun]
    assert [mention.entity for mention in found] == names
    assert len({mention.span for mention in found}) <= 1


def test_two_of_one_family_are_kept_apart_and_the_family_name_alone_is_neither() -> None:
    marked = "اجتمع <PER:سامي الهاشم> و<PER:ليلى الهاشم> في العاصمة. وقال <PER:الهاشم> إن اللقاء مفيد."
    text, mentions, entities = read(marked)
    assert {entity.name for entity in entities if entity.type is MentionType.PER} == {"سامي الهاشم", "ليلى الهاشم"}
    (alone,) = [m for m in mentions if m.span.quote(text) == "الهاشم"]
    assert alone.entity is None
    assert set(alone.alternatives) == {"سامي الهاشم", "ليلى الهاشم"}


def test_of_two_the_only_one_named_before_is_taken() -> None:
    marked = "قال <PER:سامي الهاشم> ذلك. وأضاف <PER:الهاشم> أنه راض. ثم وصلت <PER:ليلى الهاشم>."
    assert told(marked, "الهاشم") == ["سامي الهاشم"]


@pytest.mark.parametrize(
    ("marked", "role"),
    [
        ("قال وزير الداخلية الليبي <PER:سامي الهاشم> ذلك.", ("وزير", "الداخلية", "LY", ())),
        ("قال السفير الأمريكي <PER:جون كارتر> ذلك.", ("السفير", None, "US", ())),
        ("وصل <PER:سامي الهاشم>، سفير مصر لدى تونس، أمس.", ("سفير", "مصر", "EG", ())),
        ("قال المتحدث باسم وزارة الصحة <PER:سامي الهاشم> ذلك.", ("المتحدث", "وزارة الصحة", None, ("spokesperson",))),
        ("قال الرئيس المنتخب <PER:سامي الهاشم> ذلك.", ("الرئيس", None, None, ("elect",))),
        ("قال وزير النفط السابق <PER:سامي الهاشم> ذلك.", ("وزير", "النفط", None, ("former",))),
        ("قالت نائبة وزير النقل <PER:ليلى العمران> ذلك.", ("نائبة", "وزير النقل", None, ("deputy",))),
        ("قال القائم بالأعمال الفرنسي <PER:بيير مارتان> ذلك.", ("القائم بالأعمال", None, "FR", ())),
        ("قال اللواء <PER:سامي الهاشم> ذلك.", ("اللواء", None, None, ())),
        ("قال الأمين العام للأمم المتحدة <PER:سامي الهاشم> ذلك.", ("الأمين العام", "الأمم المتحدة", None, ())),
    ],
)
def test_an_office_beside_a_name_is_taken_apart(marked: str, role: tuple[Any, ...]) -> None:
    assert [found for person in roles(marked).values() for found in person] == [role]


def test_an_office_is_of_the_name_beside_it_alone() -> None:
    found = roles("أعلن وزير الداخلية <PER:سامي الهاشم> رفقة وزير الخارجية <PER:نادر سالم> ذلك.")
    assert {name: [role[1] for role in held] for name, held in found.items()} == {
        "سامي الهاشم": ["الداخلية"],
        "نادر سالم": ["الخارجية"],
    }


@pytest.mark.parametrize(
    ("marked", "words", "name"),
    [
        ("وصل وزير النقل <PER:سامي الهاشم>. وقال الوزير إن الطريق مفتوح.", "الوزير", "سامي الهاشم"),
        ("وصل وزير النقل <PER:سامي الهاشم>. وقال وزير النقل إن الطريق مفتوح.", "وزير النقل", "سامي الهاشم"),
        ("أصدرت وزارة النقل بيانا. وأضافت الوزارة أن الطريق مفتوح.", "الوزارة", "وزارة النقل"),
        (
            "استقبل وزير الخارجية البلجيكي <PER:جان مارتان> الوفد. وشكر الضيف البلجيكي الجميع.",
            "الضيف البلجيكي",
            "جان مارتان",
        ),
    ],
)
def test_a_title_or_short_form_stands_for_the_one_that_is_named(marked: str, words: str, name: str) -> None:
    assert name in told(marked, words, Form.NOMINAL)


def test_a_title_that_two_hold_is_neither() -> None:
    marked = "اجتمع وزير النقل <PER:سامي الهاشم> ووزير الصحة <PER:نادر سالم>. وقال الوزير إن اللقاء مفيد."
    text, mentions, _ = read(marked)
    (title,) = [m for m in mentions if m.span.quote(text) == "الوزير"]
    assert title.entity is None
    assert set(title.alternatives) == {"سامي الهاشم", "نادر سالم"}


def test_ministries_of_two_countries_are_two() -> None:
    _, _, entities = read("التقت وزارة الخارجية المصرية وفدا من وزارة الخارجية التونسية.")
    bodies = {entity.name: entity.country for entity in entities if entity.type is MentionType.ORG}
    assert bodies == {"وزارة الخارجية المصرية": "EG", "وزارة الخارجية التونسية": "TN"}


def test_another_name_in_quotation_marks_is_the_same_body() -> None:
    marked = 'قالت القيادة العسكرية الأمريكية في إفريقيا "<ORG:ديلكوم>" ذلك. وأضافت <ORG:ديلكوم> أنها راضية.'
    assert set(told(marked, "ديلكوم")) == {"القيادة العسكرية الأمريكية"}


def test_a_family_name_is_the_persons_whatever_type_it_was_given() -> None:
    marked = "وصل <PER:سامي بوغازي>. وتقدمت قوات <ORG:بوغازي> نحو الجنوب."
    assert told(marked, "بوغازي") == ["سامي بوغازي"]


def test_a_city_and_the_body_of_its_name_stay_two() -> None:
    _, _, entities = read("في <LOC:طرابلس> قالت <ORG:طرابلس> إنها توافق.")
    assert {(entity.type.value, entity.name) for entity in entities} == {("LOC", "طرابلس"), ("ORG", "طرابلس")}


@pytest.mark.parametrize(
    ("marked", "country"),
    [
        ("في <LOC:ليبيا> قال الليبيون إن <LOC:طرابلس> هادئة، وإن القوات الليبية بعيدة.", "LY"),
        ("في <LOC:لبنان> قال الجيش اللبناني إن <LOC:طرابلس> هادئة، وأكدت الحكومة اللبنانية ذلك.", "LB"),
    ],
)
def test_a_place_is_told_by_the_countries_of_the_report(marked: str, country: str) -> None:
    _, _, entities = read(marked)
    (place,) = [entity.place for entity in entities if entity.name == "طرابلس"]
    assert place is not None
    assert place.country == country
    assert place.geonames is not None


def test_a_place_that_nothing_tells_keeps_its_candidates() -> None:
    _, _, entities = read("وصل الوفد إلى <LOC:طرابلس> مساء.")
    (city,) = entities
    assert city.place is None
    assert {place.country for place in city.candidates} >= {"LY", "LB"}


@pytest.mark.parametrize(
    ("marked", "suffix", "name"),
    [
        ("كتب <PER:سامي الهاشم> على حسابه أن الطريق مفتوح.", "ه", "سامي الهاشم"),
        ("قالت وزيرة الصحة <PER:ليلى العمران> في بيانها إن الدواء متوفر.", "ها", "ليلى العمران"),
    ],
)
def test_a_suffix_is_resolved_by_agreement(marked: str, suffix: str, name: str) -> None:
    text, mentions, _ = read(marked)
    found = [(m.span.quote(text), m.entity) for m in mentions if m.form is Form.PRONOUN]
    assert (suffix, name) in found


def test_a_suffix_that_two_fit_is_neither() -> None:
    _, mentions, _ = read("التقى <PER:سامي الهاشم> <PER:نادر سالم> في مكتبه.")
    (suffix,) = [m for m in mentions if m.form is Form.PRONOUN]
    assert suffix.entity is None
    assert set(suffix.alternatives) == {"سامي الهاشم", "نادر سالم"}


@given(st.text(alphabet='سامي الهاشموزيرقلن،.:«»"()\n', max_size=80), st.data())
def test_whatever_is_tagged_each_mention_and_role_quotes_the_text(text: str, data: st.DataObject) -> None:
    layer = TextLayer(text)
    names = []
    for first, last in zip(layer.words.starts[::3], layer.words.ends[::3], strict=True):
        kind = data.draw(st.sampled_from(MentionType))
        names.append(Mention(span=Span(first, last), type=kind))
    layers = EntityStage()(Report(id="x", text=text), layer, Layers(names=tuple(names)))
    known = {(entity.type, entity.name) for entity in layers["entities"]}
    for mention in layers["mentions"]:
        assert mention.span.quote(text).strip()
        assert mention.entity is None or (mention.type, mention.entity) in known
    for entity in layers["entities"]:
        assert entity.names
        for role in entity.roles:
            assert role.span.quote(text)


@pytest.mark.parametrize("words", ["السلطات الفرنسية", "النيابة العامة"])
def test_a_described_body_is_one_mention_at_each_place(words: str) -> None:
    text = f"قالت {words} إن الطريق مغلق. وأكدت {words} أن العمل مستمر، وأضافت {words} أن الميناء مفتوح."
    found, mentions, _ = read(text)
    places = [mention.span for mention in mentions if words in mention.span.quote(found)]
    assert len(places) == len(set(places)) == 3
