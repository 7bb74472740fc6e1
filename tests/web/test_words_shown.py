"""The words of the pages: complete in both languages, and used."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

import isnad.web
from isnad.lexicon.offices import QUALIFIERS
from isnad.lexicon.plover import MODES
from isnad.lexicon.quantities import COUNTED
from isnad.model import ChangeKind, Channel, EventType, Kind, MentionType, Status
from isnad.web.manner import Manner
from isnad.web.words import LANGUAGES, PLURALS, preferred, word_list

ROOM = Path(isnad.web.__file__).parent
LATIN = re.compile(r"[A-Za-z]+")
RELATIONS = ("met", "praised", "accused", "threatened", "attacked", "quoted", "addressed")
FIELDS = ("money", "date", "place", "actors", "recipients", "type", "mode", "status", "speaker", "channel")
FIELDS += ("addressee", "target", "polarity", "stance")
RESOLVED = (
    "named office short-form document described retold goes-on clause-subject joint agreement chain unknown person"
)
REASONS = (
    "no-publication-date no-publication-time no-post-date no-previous-time no-anchor no-day no-such-day no-such-time "
    "half-day-unknown calendar-unknown century-unknown order-unknown calendars-disagree out-of-range"
)
ALLOWED = {"CSV", "JSON", "OpenAPI", "isnad", "serve", "J", "K", "Y", "N", "S", "U"}


def test_both_languages_have_the_same_keys() -> None:
    ar, en = (set(word_list(language).words) for language in LANGUAGES)
    assert ar == en


@pytest.mark.parametrize("language", LANGUAGES)
def test_counted_words_have_all_plural_forms(language: str) -> None:
    for key, word in word_list(language).words.items():
        if not isinstance(word, str):
            assert set(word) == set(PLURALS[language]), key


def test_both_languages_put_in_the_same() -> None:
    ar, en = (word_list(language).words for language in LANGUAGES)
    for key in ar:
        if isinstance(ar[key], str):
            assert set(re.findall(r"{\w+}", ar[key])) == set(re.findall(r"{\w+}", en[key])), key


def test_arabic_words_hold_no_latin_letters() -> None:
    for key, word in word_list("ar").words.items():
        for words in [word] if isinstance(word, str) else word.values():
            assert set(LATIN.findall(re.sub(r"{\w+}", "", words))) <= ALLOWED, key


def test_every_value_of_the_record_has_a_word() -> None:
    kinds: dict[str, Iterable[str]] = {
        "channel": Channel,
        "type": EventType,
        "kind": Kind,
        "status": Status,
        "mention": MentionType,
    }
    kinds |= {"change": ChangeKind, "happening": ("statement", "meeting", "event"), "relation": RELATIONS}
    kinds |= {"mode": set().union(*MODES.values()), "resolved": RESOLVED.split(), "reason": REASONS.split()}
    kinds |= {"field": (*COUNTED, *FIELDS), "qualifier": QUALIFIERS, "course": ("rising", "falling")}
    for kind, values in kinds.items():
        assert [value for value in values if f"{kind}.{value}" not in word_list("ar")] == []


def test_every_word_is_used() -> None:
    """A key stands whole in code or template, begins as one that is put together there, or names a kind of values."""
    told = "\n".join(path.read_text(encoding="utf-8") for ending in ("*.py", "*.html") for path in ROOM.rglob(ending))
    whole = set(re.findall(r"""["']([a-z][\w.-]*)["']""", told))
    begun = re.findall(r"""["']([a-z][\w-]*\.[\w.-]*)["'] ~|f["']([a-z][\w-]*\.[\w.-]*){""", told)
    kinds = {*re.findall(r"""value\(["']([\w-]+)["']""", told), *FIELDS}
    for kind, names in re.findall(r"""heads\("(\w+)", \(([^)]*)\)""", told):
        whole |= {f"{kind}.{name}" for name in re.findall(r'"([\w-]+)"(?! ~)', names)}
        begun += [(f"{kind}.{name}", "") for name in re.findall(r'"([\w-]+)" ~', names)]
    starts = tuple(one or other for one, other in begun)
    words = word_list("ar").words
    assert not [key for key in words if not (key in whole or key.startswith(starts) or key.partition(".")[0] in kinds)]


def test_templates_use_only_words_that_are_there() -> None:
    for path in (ROOM / "templates").glob("*.html"):
        for key in re.findall(r"""(?:\bt|counted)\(["']([\w.-]+)["'](?! ~)""", path.read_text(encoding="utf-8")):
            assert key in word_list("ar"), f"{path.name}: {key}"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "لا أخبار"),
        (1, "خبر واحد"),
        (2, "خبران"),
        (3, "3 أخبار"),
        (11, "11 خبرا"),
        (100, "100 خبر"),
        (103, "103 أخبار"),
    ],
)
def test_arabic_counts_in_six_forms(count: int, words: str) -> None:
    manner = Manner()
    assert manner.words.text("count.reports", count=count, n=manner.number(count)) == words


@pytest.mark.parametrize(
    ("accept", "language"),
    [("", "ar"), ("fr", "ar"), ("en-GB,en;q=0.9", "en"), ("ar-EG;q=0.9, en;q=0.3", "ar"), ("en;q=x, ;;,", "ar")],
)
def test_the_language_of_a_browser(accept: str, language: str) -> None:
    assert preferred(accept) == language


@pytest.mark.parametrize(
    ("value", "ar", "en"),
    [
        ("2018-05-29TMO", "صباح 29 مايو/أيار 2018", "29 May 2018, morning"),
        ("XXXX-XX-XXTNI", "ليل", "night"),
        ("2018-W22", "أسبوع 28 مايو/أيار 2018", "week of 28 May 2018"),
        ("2018-SU", "صيف 2018", "summer 2018"),
        ("2018-Q3", "الربع الثالث من 2018", "third quarter of 2018"),
        ("199X", "عقد 1990", "1990s"),
        ("19XX", "القرن 20", "century 20"),
        ("BC0030", "30 قبل الميلاد", "30 BC"),
        ("BC01XX", "القرن 2 قبل الميلاد", "century 2 BC"),
        ("PAST_REF", "فيما مضى", "in the past"),
        ("XXXX-XX-XXT07:00Z", "07:00 بتوقيت غرينتش", "07:00 GMT"),
        ("XXXX-WXX-2", "كل ثلاثاء", "every Tuesday"),
        ("XXXX-03-08", "8 مارس/آذار", "8 March"),
        ("P2D", "يومان", "2 days"),
        ("P11Y", "11 سنة", "11 years"),
        ("PT48H", "48 ساعة", "48 hours"),
        ("P1.5M", "1.5 شهرا", "1.5 months"),
        ("PXDE", "بضعة عقود", "some decades"),
    ],
)
def test_times_that_are_no_day_are_said_in_words(value: str, ar: str, en: str) -> None:
    assert (Manner().date(value), Manner(lang="en").date(value)) == (f"<bdi>{ar}</bdi>", f"<bdi>{en}</bdi>")


@pytest.mark.parametrize("value", ["2018-W60", "PXQ", "2018-13-01", "XXXX-13-01", "P3", "nonsense"])
def test_a_time_without_words_stands_as_written(value: str) -> None:
    assert Manner().date(value) == f'<bdi dir="ltr">{value}</bdi>'


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2018-05-17", "2018-05-20T07:00", "17 to 20 May 2018"),
        ("2018-04-17", "2018-05-20", "17 April to 20 May 2018"),
        ("2017-04-17", "2018-05-20", "17 April 2017 to 20 May 2018"),
        ("2018-05-17T01:00", "2018-05-17T09:00", "17 May 2018"),
        ("0070", "2018-05", "70 to May 2018"),
    ],
)
def test_days_tell_their_month_and_year_once(first: str, last: str, words: str) -> None:
    assert Manner(lang="en").between(first, last).striptags() == words


def test_digits_and_months_are_shown_as_chosen() -> None:
    assert "٢٩ مايو/أيار ٢٠١٨" in Manner(digits="arab").date("2018-05-29")
    assert ">29 May 2018, 10:05<" in Manner(lang="en").date("2018-05-29T10:05:00+02:00")
    assert Manner(lang="en").date("2018-W22") == "<bdi>week of 28 May 2018</bdi>"
    assert Manner().date("<b>") == '<bdi dir="ltr">&lt;b&gt;</bdi>'
    assert Manner(digits="arab").number(3919) == "٣٬٩١٩"
