"""The style sheet and the scripts keep what Arabic pages need."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import isnad.web

STATIC = Path(isnad.web.__file__).parent / "static"
STYLE = (STATIC / "style.css").read_text(encoding="utf-8")
RULES = re.compile(r"([^{}]+)\{([^{}]*)\}")
PHYSICAL = re.compile(
    r"(?:^|[;\s])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|width|max-width|min-width"
    r"|height|max-height|min-height)\s*:|float:\s*(?:left|right)|text-align:\s*(?:left|right)"
)
NEVER = (
    "break-all",
    "letter-spacing",
    "text-transform",
    "translateX",
    "hyphens",
    "font-style: italic",
    "http:",
    "https:",
)


def test_only_logical_properties_are_used() -> None:
    for selector, body in RULES.findall(STYLE):
        assert not PHYSICAL.search(body), selector.strip()


@pytest.mark.parametrize("word", NEVER)
def test_nothing_that_parts_arabic_letters_or_comes_from_outside(word: str) -> None:
    assert word not in STYLE


def test_marks_over_words_take_no_room() -> None:
    allowed = {"background", "color", "text-decoration", "text-underline-offset", "display", "cursor"}
    for selector, body in RULES.findall(re.sub(r"/\*.*?\*/", "", STYLE, flags=re.DOTALL)):
        if re.search(r"\.m-|(?<![\w-])mark\b|\.text \.chosen", selector):
            used = {line.partition(":")[0].strip() for line in body.split(";") if line.strip()}
            assert used <= allowed, selector.strip()


def test_fonts_and_scripts_are_files_of_the_package() -> None:
    for path in re.findall(r'url\("([^"]+)"\)', STYLE):
        assert (STATIC / path).is_file(), path
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["adding.js", "keys.js", "report.js", "review.js"])
def test_keys_go_by_their_place_and_nothing_is_fetched(name: str) -> None:
    script = (STATIC / name).read_text(encoding="utf-8")
    assert "event.key" not in script
    assert not re.search(r"fetch\(|innerHTML|eval\(|XMLHttpRequest|import ", script)
