"""Countries by code, name, capital and adjective."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.lexicon.countries import capital_of, countries, country_of, supranational
from isnad.text import fold

# ISO 3166-1 alpha-2, officially assigned (249).
ISO = re.findall(
    "[A-Z]{2}",
    """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
""",
)


def test_every_code_of_the_standard_is_there_and_no_other() -> None:
    assert len(ISO) == 249
    assert set(countries()) == {*ISO, "XK"}


@pytest.mark.parametrize("code", [*ISO, "XK"])
def test_each_country_has_names_a_capital_and_an_adjective_or_the_reason_why_not(code: str) -> None:
    country = countries()[code]
    assert country.names
    assert bool(country.capitals) != bool(country.no_capital)
    assert bool(country.demonyms) != bool(country.no_demonym)
    for name in country.names + country.parts:
        assert country_of(name) == code, name
        assert re.fullmatch("[ء-ي -]+", name), name
    for demonym in country.demonyms:
        assert country_of(demonym) == code, demonym


@pytest.mark.parametrize("code", [code for code in ISO if len(countries()[code].demonyms) > 0])
def test_adjectives_are_read_in_every_form(code: str) -> None:
    for demonym in countries()[code].demonyms:
        *before, last = demonym.split()
        if before and not before[-1].endswith("ي"):
            continue  # the first word is no adjective: جنوب أفريقي
        for ending in ("ة", "ه", "ون", "ين", "ات"):
            for article in ("", "ال", "وال"):
                words = [f"{article[-2:]}{word}{ending}" for word in before] + [f"{article[-2:]}{last}{ending}"]
                form = ("و" if len(article) > 2 else "") + " ".join(words)
                if fold(form) not in {fold(name) for other in countries().values() for name in other.names}:
                    assert country_of(form) == code, form


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("ليبيا", "LY"), ("الليبي", "LY"), ("الليبية", "LY"), ("الليبيين", "LY"), ("لليبيا", "LY"), ("للليبيين", "LY"),
        ("وليبيا", "LY"), ("سوريا", "SY"), ("سورية", "SY"), ("السورية", "SY"), ("السوريون", "SY"),
        ("الأمريكية", "US"), ("الأميركية", "US"), ("الأمريكى", "US"), ("اميركي", "US"), ("الأمريكان", "US"),
        ("أمريكا", "US"), ("أميركا", "US"), ("للولايات المتحدة", "US"), ("والولايات المتحدة", "US"),
        ("الإماراتي", "AE"), ("بالإمارات", "AE"), ("الإماراتيتان", "AE"), ("للسعودية", "SA"), ("السعوديات", "SA"),
        ("الأتراك", "TR"), ("تركيا", "TR"), ("التركية", "TR"), ("الروس", "RU"), ("المغاربة", "MA"),
        ("الكوري الجنوبي", "KR"), ("الكورية الشمالية", "KP"), ("كوري شمالي", "KP"), ("الجنوب أفريقي", "ZA"),
        ("جنوب أفريقيا", "ZA"), ("جنوب إفريقيا", "ZA"), ("جنوب السودان", "SS"), ("السودان", "SD"),
        ("النيجيري", "NG"), ("النيجر", "NE"), ("النيجرية", "NE"), ("العمانية", "OM"), ("سلطنة عمان", "OM"),
        ("مالي", "ML"), ("إنجلترا", "GB"), ("الإنجليزية", "GB"), ("البريطانيتين", "GB"), ("الألمان", "DE"),
        ("اوكرانيا", "UA"), ("النمساوي", "AT"), ("المجرية", "HU"), ("اليونانية", "GR"), ("إسرائيل", "IL"),
        ("الفلسطينيين", "PS"), ("أَلْمَانِيَا", "DE"), ("الصينى", "CN"), ("كوسوفو", "XK"), ("الدنماركية", "DK"),
    ],
)  # fmt: skip
def test_names_and_adjectives_give_their_country(word: str, code: str) -> None:
    assert country_of(word) == code


@pytest.mark.parametrize(
    "word",
    ["المالية", "المالي", "الكوري", "الكونغو", "كوريا", "طرابلس", "واشنطن", "الأوروبي", "الأممية", "العربية", "الدولي",
     "القطرة", "المصرف", "وزارة", "في", "", "؟", "الأمم المتحدة", "المتحدة", "السودا", "فتحي باشاغا"],
)  # fmt: skip
def test_what_is_no_country_or_two_gives_none(word: str) -> None:
    assert country_of(word) is None


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("الأوروبية", "europe"), ("أوروبا", "europe"), ("الأوربي", "europe"), ("الاتحاد الأوروبي", "european-union"),
        ("أممي", "united-nations"), ("الأممية", "united-nations"), ("الأمم المتحدة", "united-nations"),
        ("للأمم المتحدة", "united-nations"), ("العربية", "arab"), ("العرب", "arab"), ("أفريقيا", "africa"),
        ("الأفريقيين", "africa"), ("الخليجي", "gulf"), ("الناتو", "atlantic-alliance"), ("الليبي", None),
    ],
)  # fmt: skip
def test_what_reaches_beyond_a_country_is_told_as_that(word: str, slug: str | None) -> None:
    assert supranational(word) == slug


def test_capitals_stand_apart_from_countries() -> None:
    assert [capital_of(name) for name in ("واشنطن", "لموسكو", "أبو ظبي", "نجامينا", "برلين")] == [
        "US", "RU", "AE", "TD", "DE",
    ]  # fmt: skip
    assert capital_of("ليبيا") is None
    assert capital_of("جورج تاون") is None  # of Guyana and of the Cayman Islands


@given(st.text(max_size=30))
def test_any_text_gives_a_code_or_none(word: str) -> None:
    assert country_of(word) in {*ISO, "XK", None}
