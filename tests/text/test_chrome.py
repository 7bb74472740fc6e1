"""Page chrome at the head and foot of a text, and prose that must not be taken for it."""

from __future__ import annotations

import pytest

from isnad.text.chrome import find_chrome, is_chrome_line

HEAD = "عودة القطار إلى مدينة النخيل"
BODY = 'عاد القطار إلى مدينة النخيل صباح اليوم بعد عشرة أعوام من التوقف، وسط استقبال شعبي.\n\nوقال مدير المحطة: "شارك".'


def _chrome(text: str) -> list[str]:
    return [span.quote(text) for span in find_chrome(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Menu",
        "in",
        "Skip to content",
        "تخطى إلى المحتوى",
        "Share this:",
        "القاهرة - رويترز",
        "كتب: سعيد المر",
        "نشر في 3 مايو 2020",
    ],
)
def test_head_lines(line: str) -> None:
    assert _chrome(f"{line}\n\n{HEAD}\n\n{BODY}") == [line]


@pytest.mark.parametrize(
    "foot",
    [
        ["أُترك رد", "كُتب بواسطة ندى كرم", "Exit mobile version"],
        ["اترك تعليقاً", "لن يتم نشر عنوان بريدك الإلكتروني.", "الاسم"],
        ["اقرأ أيضاً: افتتاح محطة الحافلات في المدينة"],
        ["مواضيع ذات صلة", "افتتاح محطة الحافلات", "تأجيل موعد السباق"],
        ["--------------------", "حمّلوا تطبيق أخبار النخيل لتصلكم الإشعارات على هاتفكم."],
        ["الوسوم: القطار، النخيل", "جميع الحقوق محفوظة © أخبار النخيل"],
        ["*نقلا عن صحيفة الواحة"],
        ["شارك", "مشاركة"],
    ],
)
def test_foot_lines(foot: list[str]) -> None:
    assert _chrome(f"{HEAD}\n\n{BODY}\n\n" + "\n".join(foot)) == foot


def test_a_button_between_paragraphs_is_left_alone() -> None:
    assert _chrome(f"{HEAD}\n\n{BODY}\n\nشارك\n\n{BODY}") == []


@pytest.mark.parametrize(
    "line",
    [
        "شارك عبر الفيديو رئيس البلدية في الاجتماع.",
        "كتب الوزير رسالة إلى البرلمان",
        "قال المدير إن الخط سيعمل يوميا.",
        "المزيد من القطارات في الطريق، بحسب المدير الذي وعد بخطين آخرين.",
        "وصل القطار في 3 مايو 2020 إلى المحطة",
    ],
)
def test_prose_is_no_chrome(line: str) -> None:
    assert not is_chrome_line(line)
    assert _chrome(f"{HEAD}\n\n{BODY}\n\n{line}") == []


def test_a_text_of_one_line_keeps_it() -> None:
    assert _chrome("Menu") == []
