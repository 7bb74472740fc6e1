from __future__ import annotations

import pytest

from isnad.export.dates import readable_date


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2018", "2018"),
        ("2018-05", "مايو 2018"),
        ("2018-05-29", "29 مايو 2018"),
        ("20251103", "3 نوفمبر 2025"),
        ("2025-11-03T19:22:00+02:00", "3 نوفمبر 2025، الساعة 19:22"),
        ("2025-11-03T09:05Z", "3 نوفمبر 2025، الساعة 09:05"),
        ("2018-13", "2018-13"),
        ("أمس", "أمس"),
    ],
)
def test_a_date_is_read_at_the_precision_that_it_has(iso: str, words: str) -> None:
    assert readable_date(iso) == words
