from __future__ import annotations

import pytest

from isnad.evaluate.names import names_in_common, same_speaker


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("باشاغا", "فتحي باشاغا"),
        ("فتحي على باشاغا", "فَتْحي علي باشاغا"),
        ("وزارة الخارجية", "وزاره خارجية"),
        ("عبد الله", "عبدالله"),
        ("غسان سلامة ؛ فتحي باشاغا", "باشاغا؛ غسان سلامه"),
        ("وزارة الخارجية", "وزارة الخارجية الأمريكية"),
    ],
)
def test_spellings_and_parts_of_a_name_agree(one: str, other: str) -> None:
    assert same_speaker(one, other)
    assert same_speaker(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("فتحي", "فتحي باشاغا"),
        ("غسان سلامة", "فتحي باشاغا"),
        ("", "فتحي"),
        (None, "فتحي"),
        ("؟", "؟!"),
        ("غسان سلامة ؛ فتحي باشاغا", "فتحي باشاغا"),
        ("علي علي", "محمد علي"),
    ],
)
def test_other_names_do_not(one: str | None, other: str) -> None:
    assert not same_speaker(one, other)


@pytest.mark.parametrize(
    ("ours", "theirs", "common"),
    [
        (["هناء النجار", "سامر الهلالي"], ["الهلالي", "النجار"], 2),
        (["هناء النجار"], ["النجار", "هناء النجار"], 1),
        (["النجار", "هناء النجار"], ["هناء النجار"], 1),
        ([], ["هناء النجار"], 0),
        (["سامر الهلالي"], ["هناء النجار"], 0),
    ],
)
def test_each_name_of_a_list_agrees_with_one_of_the_other(ours: list[str], theirs: list[str], common: int) -> None:
    assert names_in_common(ours, theirs) == common
