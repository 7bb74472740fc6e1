"""Every text of the page can be read on its background (WCAG 2 AA), in the light and in the dark theme."""

from __future__ import annotations

import re

import pytest

from isnad.export.html_page import STYLE

TEXT, LINE = 4.5, 3.0  # the least contrast of words, and of what is not words
THEMES = dict(zip(("light", "dark"), re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL), strict=True))
RULES = STYLE[STYLE.index("* {") :]
TEXTS = sorted(set(re.findall(r"[{; ]color: var\(--(\w+)\)", RULES)))
BACKGROUNDS = sorted(set(re.findall(r"background(?:-color)?: var\(--(\w+)\)", RULES)))
UNDERLINES = sorted(set(re.findall(r"text-decoration-color: var\(--(\w+)\)", RULES)))


def colours(theme: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", THEMES[theme]))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_defined() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_the_style_sets_these_colours_and_no_others() -> None:
    assert {"ink", "dim", "cue", "source", "number", "event"} == set(TEXTS)
    assert {"paper", "post", "content", "nested"} == set(BACKGROUNDS)
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|opacity|(?<!-)color: (?!inherit)[a-z]+;", RULES)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_stands_out_from_every_background(theme: str) -> None:
    told = colours(theme)
    ratios = {(text, ground): contrast(told[text], told[ground]) for text in TEXTS for ground in BACKGROUNDS}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < TEXT} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_every_underline_stands_out_from_every_background(theme: str) -> None:
    told = colours(theme)
    ratios = {(line, ground): contrast(told[line], told[ground]) for line in UNDERLINES for ground in BACKGROUNDS}
    assert len(UNDERLINES) == 5
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < LINE} == {}
