"""Numbers and amounts of time, in digits and in words."""

from __future__ import annotations

from typing import NamedTuple

from isnad.annotate.times.tape import Tape

_TENS = frozenset(range(20, 100, 10))


class Number(NamedTuple):
    """A number, the token behind it, and the letters glued in front."""

    value: int
    next: int
    glued: str = ""


class Amount(NamedTuple):
    """A length of time: how many (None where it is not said) of which unit, the token behind it, letters glued."""

    many: float | None
    unit: str
    next: int
    glued: str = ""


def number(tape: Tape, at: int, glued: str | None = None) -> Number | None:
    """The number that begins at a token.

    `خمسة عشر` is 15, `خمسة وعشرين` 25, `مئة وخمسين` 150.
    """
    hit = tape.read(at, "digits", glued)
    if hit is not None:
        return Number(int(hit.value), hit.next, hit.glued)
    hit = tape.read(at, "number", glued)
    if hit is None:
        return None
    value, place = int(hit.value), hit.next
    if value < 10:
        ten = tape.read(place, "number")
        if ten is not None and ten.value == 10:
            value, place = value + 10, ten.next
        elif ten is not None and ten.value in (100, 1000) and value > 2:
            value, place = value * int(ten.value), ten.next
    ones = tape.read(place, "number", "و")
    while ones is not None and ones.glued == "و" and (int(ones.value) < value or ones.value in _TENS):
        value, place = value + int(ones.value), ones.next
        ones = tape.read(place, "number", "و")
    return Number(value, place, hit.glued)


def ordinal(tape: Tape, at: int, glued: str | None = None) -> Number | None:
    """The ordinal number that begins at a token: `الحادي والعشرين` is 21."""
    hit = tape.read(at, "ordinal", glued)
    return Number(int(hit.value), hit.next, hit.glued) if hit else None


def amount(tape: Tape, at: int, glued: str | None = None) -> Amount | None:
    """The length of time that begins at a token: `ثلاثة أيام`, `48 ساعة`, `عامين`, `نصف ساعة`, `بضعة أشهر`."""
    pair = tape.read(at, "pair", glued)
    if pair is not None:
        return _and_half(tape, Amount(2, str(pair.value), pair.next, pair.glued))
    half = tape.read(at, "half", glued)
    if half is not None:
        unit = tape.read(half.next, "unit")
        return Amount(0.5, str(unit.value), unit.next, half.glued) if unit else None
    few = tape.read(at, "few", glued)
    if few is not None:
        unit = tape.read(few.next, "unit")
        return Amount(None, str(unit.value), unit.next, few.glued) if unit else None
    many = number(tape, at, glued)
    if many is None:
        return None
    unit = tape.read(many.next, "unit")
    return _and_half(tape, Amount(many.value, str(unit.value), unit.next, many.glued)) if unit else None


def single(tape: Tape, at: int, glued: str | None = None) -> Amount | None:
    """One unit without a number (`يوم`, `ساعة ونصف`), or an untold number of them (`أيام`)."""
    unit = tape.read(at, "unit", glued)
    if unit is None:
        return None
    form = tape.forms[at].removeprefix(unit.glued)
    one = form in (
        "يوم",
        "يوما",
        "ليله",
        "اسبوع",
        "اسبوعا",
        "شهر",
        "شهرا",
        "عام",
        "عاما",
        "سنه",
        "ساعه",
        "دقيقه",
        "ثانيه",
        "عقد",
        "قرن",
    )
    found = Amount(1 if one else None, str(unit.value), unit.next, unit.glued)
    return _and_half(tape, found) if one else _few_behind(tape, found)


def _and_half(tape: Tape, found: Amount) -> Amount:
    half = tape.read(found.next, "and_half")
    return found if half is None or found.many is None else found._replace(many=found.many + 0.5, next=half.next)


def _few_behind(tape: Tape, found: Amount) -> Amount:
    for word in ("قليله", "معدوده", "عده", "طويله", "عديده"):
        if tape.form(found.next) == word:
            return found._replace(next=found.next + 1)
    return found
