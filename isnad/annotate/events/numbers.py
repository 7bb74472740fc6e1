"""Numbers in digits and words, with their multipliers: `2,5 مليون`, `سبعة عشر`, `17 ألفا و500`, `عشرات`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from isnad.lexicon.quantities import Phrases, quantity_words

DIGITS = re.compile(r"([وفبلك]{0,2})(\d+(?:[.,٫٬]\d+)*)")
"""A number in digits, with the letters glued to it."""


class Number(NamedTuple):
    """A number: its tokens, and its value, None where it is not told."""

    first: int
    last: int
    value: float | None


def read_number(forms: Sequence[str], at: int, end: int) -> Number | None:
    """The number that begins at a token, in digits or words: `2,5 مليون`, `سبعة عشر`, `مئة وخمسين`, `عشرات`."""
    words = quantity_words()
    untold = match(words.untold, forms, at, end)
    if untold is not None:
        return Number(at, untold[0], None)
    total, k, most = 0.0, at, float("inf")
    while k < end:
        part = _group(forms, k, end)
        if part is None or part[2] >= most or (k > at and forms[k][0] != "و"):
            break
        value, k, most = part
        total += value
        more = match(quantity_words().parts, forms, k, end) if k < end and most > 1 and forms[k][0] == "و" else None
        if more is not None:
            total, k = total + most * float(more[1]), more[0]
            if k < end and forms[k].startswith("ال") and forms[k][2:] in quantity_words().multipliers:
                k += 1
            break
        if most == 1:
            break
    return Number(at, k, total) if k > at else None


def _group(forms: Sequence[str], at: int, end: int) -> tuple[float, int, float] | None:
    """A number below a thousand with its multiplier, the token behind it, and the multiplier."""
    words = quantity_words()
    part = match(words.parts, forms, at, end)
    if part is not None and part[0] < end and forms[part[0]] in words.multipliers:
        times = words.multipliers[forms[part[0]]]
        return float(part[1]) * times, part[0] + 1, times
    if forms[at] in words.pairs:
        times = words.pairs[forms[at]]
        return times, at + 1, times / 2
    if forms[at] in words.multipliers:
        times = words.multipliers[forms[at]]
        return times, at + 1, times
    below = _digits(forms, at, end) or _in_words(forms, at, end)
    if below is None:
        return None
    value, k = below
    times = 1.0
    while k < end and forms[k] in words.multipliers and forms[k][0] != "و":
        times, k = times * words.multipliers[forms[k]], k + 1
    return value * times, k, times


def _digits(forms: Sequence[str], at: int, end: int) -> tuple[float, int] | None:
    match = DIGITS.fullmatch(forms[at])
    if match is None:
        return None
    told, k = match[2], at + 1
    if k + 1 < end and forms[k] in "٫٬" and forms[k + 1].isdigit():
        told, k = told + forms[k] + forms[k + 1], k + 2
    times = forms[k : k + 1]
    large = bool(times) and quantity_words().multipliers.get(times[0], 0) > 1000
    *whole, last = re.split(r"[.,٫٬]", told)
    if not whole:
        return float(last), k
    thousands = all(len(group) == 3 for group in (*whole[1:], last)) and len(whole[0]) <= 3 and not large
    if thousands and "٫" not in told:
        return float("".join((*whole, last))), k
    return (float(f"{whole[0]}.{last}"), k) if len(whole) == 1 else None


def _in_words(forms: Sequence[str], at: int, end: int) -> tuple[float, int] | None:
    """A number below a thousand in words: `خمسة وعشرين`, `سبعة عشر`, `ثلاث مئة وخمسين`."""
    numbers = quantity_words().numbers
    hit = match(numbers, forms, at, end)
    if hit is None:
        return None
    k, value = hit[0], int(hit[1])
    if value < 10 and k < end and forms[k][0] != "و":
        behind = match(numbers, forms, k, end)
        if behind is not None and int(behind[1]) in {10, 100}:
            value, k = (value + 10 if behind[1] == "10" else value * 100), behind[0]
    while k < end and forms[k][0] == "و":
        behind = match(numbers, forms, k, end)
        if behind is None:
            break
        more = int(behind[1])
        if not (more < value and (value >= 100 or value in range(20, 100, 10))) and not (
            value < 10 and 20 <= more < 100
        ):
            break
        value, k = value + more, behind[0]
        if k < end and value % 100 < 10 and forms[k] in numbers and forms[k][0] != "و":
            ten = match(numbers, forms, k, end)
            if ten is not None and ten[1] == "10":
                value, k = value + 10, ten[0]
    return float(value), k


def match(phrases: Phrases, forms: Sequence[str], at: int, end: int) -> tuple[int, str] | None:
    """The token behind the longest phrase that begins here, and what it stands for."""
    for rest, value in phrases.get(forms[at], ()):
        last = at + 1 + len(rest)
        if last <= end and tuple(forms[at + 1 : last]) == rest:
            return last, value
    return None
