"""Spellings of one name have one key, different bodies have different ones."""

from __future__ import annotations

import pytest

from isnad.resolve.name_keys import family_part, key_of, without_titles

ONE = [
    ("PER", "عبدالناصر السلواني", "عبد الناصر السلوانى"),
    ("PER", "أنطونيو بريغوتيز", "أنطونيو بريجوتيز"),
    ("PER", "الوزيرة هبة الكرمي", "هبه الكرمي"),
    ("PER", "سعد بن ناصر آل زهير", "سعد بن ناصر"),
    ("ORG", "وزارة الداخلية التونسية", "الداخلية التونسية"),
    ("ORG", "وزارة الخارجية الأمريكية", "وزارة الخارجية الأميركية"),
    ("ORG", "سفارة ليبيا", "السفارة الليبية"),
    ("LOC", "السلوانة", "السلوانه"),
]
TWO = [
    ("PER", "سامر بن سلمان", "سامر بن سليمان"),
    ("ORG", "وزارة الخارجية التونسية", "وزارة الداخلية التونسية"),
    ("ORG", "حزب الفجر", "قناة الفجر"),
    ("ORG", "مجلس النواب الليبي", "مجلس الدولة الليبي"),
]


@pytest.mark.parametrize(("kind", "one", "other"), ONE)
def test_spellings_of_one_name_share_a_key(kind: str, one: str, other: str) -> None:
    assert key_of(kind, one) == key_of(kind, other) is not None


@pytest.mark.parametrize(("kind", "one", "other"), TWO)
def test_other_names_have_other_keys(kind: str, one: str, other: str) -> None:
    assert key_of(kind, one) != key_of(kind, other)


def test_the_country_of_a_body_is_told_apart() -> None:
    tunisian, libyan = key_of("ORG", "وزارة الداخلية التونسية"), key_of("ORG", "وزارة الداخلية الليبية")
    assert tunisian is not None
    assert libyan is not None
    assert (tunisian.key, tunisian.sort) == (libyan.key, "kind") == (libyan.key, libyan.sort)
    assert (tunisian.country, libyan.country) == ("TN", "LY")


def test_embassies_of_one_country_are_many() -> None:
    key = key_of("ORG", "السفارة الليبية")
    assert key is not None
    assert key.sort == "one-of-many"


@pytest.mark.parametrize(("kind", "name"), [("MISC", "كأس السلوان"), ("ORG", "أم"), ("PER", "…"), ("LOC", "ليلة")])
def test_what_is_no_name_has_no_key(kind: str, name: str) -> None:
    assert key_of(kind, name) is None


def test_a_fathers_name_is_no_family_name() -> None:
    assert family_part("سعد بن ناصر") is None
    assert family_part("سعد الهلالي") == family_part("نادر الهلالي") is not None
    assert without_titles("الرئيس سعد الهلالي") == "سعد الهلالي"
