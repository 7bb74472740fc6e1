"""Embedded posts in a text: what is one, and what only looks like one."""

from __future__ import annotations

import pytest

from isnad.text.posts import find_posts

WORDS = "بدأنا اليوم توزيع الكتب على مدارس الوادي"
BEFORE = "أعلنت الوزارة بدء توزيع الكتب المدرسية.\n"
AFTER = "\nوتشمل الحملة خمسين مدرسة في الوادي."


@pytest.mark.parametrize(
    ("signature", "name", "handle", "posted", "platform"),
    [
        ("— وزارة التعليم (@moe_wadi) June 23, 2020", "وزارة التعليم", "moe_wadi", "2020-06-23", "twitter"),
        ("– وزارة التعليم (@moe_wadi) ٢٣ يونيو ٢٠٢٠", "وزارة التعليم", "moe_wadi", "2020-06-23", "twitter"),
        (
            "- وزارة التعليم - الوادي (@moe_wadi) 23 حزيران 2020",
            "وزارة التعليم - الوادي",
            "moe_wadi",
            "2020-06-23",
            "twitter",
        ),
        ("&mdash; وزارة (@m) June 23, 2020".replace("&mdash;", "―"), "وزارة", "m", "2020-06-23", "twitter"),
        ("— وزارة التعليم (\N{RIGHT-TO-LEFT MARK}@moe_wadi)", "وزارة التعليم", "moe_wadi", None, "twitter"),
        ("— صفحة الوزارة على فيسبوك، الثلاثاء 5 مايو 2020", "صفحة الوزارة على فيسبوك", None, "2020-05-05", "facebook"),
        ("— وزارة التعليم، 5 مايو 2020", "وزارة التعليم", None, "2020-05-05", None),
        ("Posted by وزارة التعليم on Tuesday, May 5, 2020", "وزارة التعليم", None, "2020-05-05", "facebook"),
        (
            "A post shared by Huda K (@huda.k) on Jul 18, 2018 at 10:28am PDT",
            "Huda K",
            "huda.k",
            "2018-07-18",
            "instagram",
        ),
    ],
)
def test_signatures(signature: str, name: str, handle: str | None, posted: str | None, platform: str | None) -> None:
    text = f"{BEFORE}{WORDS}\n{signature}{AFTER}"
    (post,) = find_posts(text)
    assert post.words.quote(text) == WORDS
    assert post.signature.quote(text) == signature
    assert (post.name.quote(text), post.handle, post.posted, post.platform) == (name, handle, posted, platform)


def test_signature_on_the_line_of_its_words() -> None:
    text = f"{BEFORE}{WORDS} pic.twitter.com/x1 — وزارة التعليم (@moe) June 23, 2020{AFTER}"
    (post,) = find_posts(text)
    assert (post.words.quote(text), post.dash.quote(text)) == (WORDS, "—")


def test_lines_between_blank_lines_are_one_post() -> None:
    text = f"فقرة أولى.\n\nفقرة ثانية.\n\n{WORDS}\nوشكرا للجميع\n— وزارة التعليم (@moe) June 23, 2020\n\nفقرة أخيرة."
    (post,) = find_posts(text)
    assert post.words.quote(text) == f"{WORDS}\nوشكرا للجميع"


def test_two_posts_in_a_row() -> None:
    text = f"{BEFORE}{WORDS}\n— أ (@a_1) June 23, 2020\nنعم\n— ب (@b_1) June 24, 2020{AFTER}"
    assert [post.words.quote(text) for post in find_posts(text)] == [WORDS, "نعم"]


@pytest.mark.parametrize(
    "text",
    [
        "يمكن متابعة الحملة عبر الحساب الرسمي (@moe_wadi).",
        "وقالت الوزارة - عبر حسابها (@moe_wadi) - إن التوزيع مستمر.",
        "أبرز المحطات:\n- افتتاح المدرسة، 5 مايو 2018\n- تخرج أول دفعة، 6 مايو 2019",
        "— وزارة التعليم (@moe_wadi) June 23, 2020",
        "بدأ التوزيع في 5 مايو 2020 — ويستمر شهرا.",
    ],
)
def test_no_post(text: str) -> None:
    assert find_posts(text) == ()
