"""The words of the pages: complete in both languages, and used."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

import isnad.web
from isnad.lexicon.offices import QUALIFIERS
from isnad.lexicon.quantities import COUNTED
from isnad.model import ChangeKind, Channel, EventType, Kind, MentionType, Status
from isnad.web.manner import Manner
from isnad.web.words import LANGUAGES, PLURALS, preferred, word_list

ROOM = Path(isnad.web.__file__).parent
LATIN = re.compile(r"[A-Za-z]+")
RELATIONS = ("met", "praised", "accused", "threatened", "attacked", "quoted", "addressed")
FIELDS = ("money", "date", "place", "actors", "recipients", "type", "mode", "status", "speaker", "channel")
FIELDS += ("addressee", "target", "polarity", "stance")
ALLOWED = {"CSV", "JSON", "OpenAPI", "isnad", "serve", "J", "K"}


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
    kinds |= {"field": (*COUNTED, *FIELDS), "qualifier": QUALIFIERS, "course": ("rising", "falling")}
    for kind, values in kinds.items():
        assert [value for value in values if f"{kind}.{value}" not in word_list("ar")] == []


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


def test_digits_and_months_are_shown_as_chosen() -> None:
    assert "٢٩ مايو/أيار ٢٠١٨" in Manner(digits="arab").date("2018-05-29")
    assert ">29 May 2018, 10:05<" in Manner(lang="en").date("2018-05-29T10:05:00+02:00")
    assert Manner(lang="en").date("2018-W22") == '<bdi dir="ltr">2018-W22</bdi>'
    assert Manner().date("<b>") == '<bdi dir="ltr">&lt;b&gt;</bdi>'
    assert Manner(digits="arab").number(3919) == "٣٬٩١٩"
