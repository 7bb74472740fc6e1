"""Lengths of time, and what is counted by them: `48 ساعة`, `قبل ثلاثة أيام`, `الأيام القليلة الماضية`, `كل يوم`."""

from __future__ import annotations

from isnad.annotate.times.draft import Draft, When
from isnad.annotate.times.numbers import Amount, amount, single
from isnad.annotate.times.tape import Tape
from isnad.annotate.times.years import STEPS
from isnad.model import Mod, TimeType

_DATES = ("month", "hijri", "weekday", "day", "season", "decade", "year_ah", "year_ce")
_ONE = frozenset({"واحد", "واحده", "كامل", "كامله", "فقط", "كاملين", "متواصله", "متتاليه"})
_ANCHORS = frozenset({"من", "علي", "عن", "لـ"})


def length(tape: Tape, at: int) -> Draft | None:
    """A length of time on its own: with a number, or one unit behind a word such as `لمدة`."""
    found = amount(tape, at) or _held(tape, at)
    if found is None or _is_date(tape, found) or tape.read(found.next, "turn") is not None:
        return None
    if found.many is not None and found.many > 100_000:
        return None
    pair_of_adjectives = tape.forms[at].endswith("عامين") and tape.form(at - 1).endswith("ين")
    if pair_of_adjectives and tape.read(at - 1, "stretch", None) is None:
        return None
    return Draft(
        at, _one(tape, found.next), "duration", TimeType.DURATION, found.glued, amount=found.many, unit=found.unit
    )


def _one(tape: Tape, at: int) -> int:
    return at + 1 if tape.form(at) in _ONE else at


def _held(tape: Tape, at: int) -> Amount | None:
    """One unit without a number, where a word before it asks for one: `لمدة يوم`, `خلال ساعات`, `لأسابيع`."""
    found = single(tape, at)
    if found is None:
        return None
    halved = found.many is not None and found.many != int(found.many)
    if halved or tape.read(at - 1, "stretch", None) is not None:
        return found
    return found if found.glued == "ل" and (found.many is None or tape.form(found.next) in _ONE) else None


def _is_date(tape: Tape, found: Amount) -> bool:
    """`شهر مايو`, `عام 2014`, `يوم الأحد`: the unit heads a date."""
    entry = tape.entries.get(found.next, {})
    heads = found.many == 2 or tape.forms[found.next - 1] in ("عام", "سنه")
    if found.unit == "Y" and heads and "digits" in entry:
        return True
    if found.many == 1 and any(kind in entry for kind in (*_DATES, "digits", "ordinal")):
        return any(tape.read(found.next, kind) for kind in (*_DATES, "digits", "ordinal"))
    return False


def pointed(tape: Tape, at: int) -> Draft | None:
    """A moment by its distance: `قبل ثلاثة أيام`, `منذ أسبوعين`, `بعد نحو شهر`, `بعد أيام على الهجوم`."""
    point = tape.read(at, "point", None)
    if point is None:
        return None
    about = tape.read(point.next, "about")
    place = about.next if about else point.next
    found = amount(tape, place, "") or single(tape, place, "")
    if found is None or _is_date(tape, found) or tape.read(found.next, "turn"):
        return None
    if (
        found.many == 1
        and found.unit in "DH"
        and tape.form(found.next).startswith("ال")
        and not tape.forms[at].endswith("منذ")
    ):
        return None  # `قبل يوم الاقتراع`
    if tape.form(at - 1) and tape.form(at - 1).removesuffix("ا") == tape.forms[place].removesuffix("ا"):
        return None  # day by day
    last = _one(tape, found.next)
    draft = Draft(at, last, "distance", TimeType.DATE, point.glued, amount=found.many, unit=found.unit)
    draft.points, draft.mod = str(point.value), Mod(str(about.value)) if about else None
    if tape.forms[at].endswith("منذ"):
        return draft
    if tape.form(last) in _ANCHORS or (tape.form(last)[:1] == "ل" and tape.form(last)[:2] == "لل"):
        now = tape.read(last + 1, "now") if tape.form(last) == "من" else None
        draft.anchored, draft.last = now is None, now.next if now else last
    return draft


def anchored(tape: Tape, at: int) -> Draft | None:
    """A length that ends or begins now: `الأيام الثلاثة الماضية`, `الشهرين المقبلين`, `الـ48 ساعة الماضية`."""
    for kind in ("the_many", "the_pair"):
        unit = tape.read(at, kind, None)
        if unit is None:
            continue
        many, place = (2, unit.next) if kind == "the_pair" else _number_behind(tape, unit.next)
        few = tape.read(place, "few_behind")
        turn = tape.read(few.next if few else place, "turn")
        if turn is not None and turn.value in ("past", "next"):
            return _anchored(at, turn.next, unit.glued, many, str(unit.value), str(turn.value))
    return None


def _anchored(at: int, last: int, glued: str, many: float | None, unit: str, turn: str) -> Draft:
    when = When(step=STEPS[turn])
    return Draft(at, last, "anchored", TimeType.DURATION, glued, when, amount=many, unit=unit)


def _number_behind(tape: Tape, at: int) -> tuple[int | None, int]:
    """`الثلاثة`, `الـ48`, `العشر` behind a unit."""
    digits = tape.read(at, "digits", None)
    if digits is not None:
        return int(digits.value), digits.next
    form = tape.form(at)
    word = tape.reading_of(form[2:], "number") if form.startswith("ال") else None
    return (int(word.value), at + 1) if word else (None, at)


def counted_first(tape: Tape, at: int) -> Draft | None:
    """`الـ48 ساعة الماضية`: the number stands first."""
    digits = tape.read(at, "digits", None)
    many, place = (digits.value, digits.next) if digits and digits.glued.endswith("ال") else _number_behind(tape, at)
    unit = tape.read(place, "unit") if many is not None else None
    turn = tape.read(unit.next, "turn") if unit else None
    if many is None or unit is None or turn is None or turn.value not in ("past", "next"):
        return None
    # the article stays: it cannot stand alone
    glued = digits.glued[:-2] if digits else ""
    return _anchored(at, turn.next, glued, int(many), str(unit.value), str(turn.value))


def last_ones(tape: Tape, at: int) -> Draft | None:
    """`آخر 24 ساعة`."""
    edge = tape.read(at, "edge", None)
    if edge is None or not tape.forms[at].endswith("اخر"):
        return None
    found = amount(tape, edge.next, "")
    return _anchored(at, found.next, edge.glued, found.many, found.unit, "past") if found else None


def every(tape: Tape, at: int) -> Draft | None:
    """What comes again: `كل يوم`, `كل ثلاثاء`, `كل يوم جمعة`, `كل ثلاثة أشهر`, `كل صباح`."""
    head = tape.read(at, "every", None)
    if head is None:
        return _habit(tape, at)
    place = head.next
    day = tape.read(place, "unit")
    behind = day.next if day and tape.form(place) == "يوم" else place
    name = tape.read(behind, "bare_weekday") or tape.read(behind, "weekday")
    if name is not None and (behind > place or name.value not in (1, 7)):
        return _set(at, name.next, head.glued, f"XXXX-WXX-{name.value}")
    part = tape.read(place, "part")
    if part is not None and not isinstance(part.value, int):
        return _set(at, part.next, head.glued, f"XXXX-XX-XXT{part.value}")
    found = amount(tape, place, "") or single(tape, place, "")
    if found is None or found.many is None or tape.form(found.next) in ("وانتم", "وانت"):
        return None
    draft = _set(at, found.next, head.glued, None)
    draft.amount, draft.unit = found.many, found.unit
    return draft


def _habit(tape: Tape, at: int) -> Draft | None:
    """`أيام الجمعة`."""
    days = tape.read(at, "unit", None)
    name = tape.read(days.next, "weekday") if days and tape.forms[at].endswith("ايام") else None
    return _set(at, name.next, days.glued, f"XXXX-WXX-{name.value}") if days and name else None


def _set(at: int, last: int, glued: str, value: str | None) -> Draft:
    return Draft(at, last, "set", TimeType.SET, glued, value=value)


def about(tape: Tape, at: int) -> Draft | None:
    """`نحو 48 ساعة`, `أكثر من عامين`."""
    hit = tape.read(at, "about", None)
    found = (amount(tape, hit.next, "") or _unit_alone(tape, hit.next)) if hit else None
    if hit is None or found is None or _is_date(tape, found) or tape.read(found.next, "turn"):
        return None
    draft = Draft(at, found.next, "duration", TimeType.DURATION, hit.glued, amount=found.many, unit=found.unit)
    draft.mod = Mod(str(hit.value))
    return draft


def _unit_alone(tape: Tape, at: int) -> Amount | None:
    found = single(tape, at, "")
    return found if found is not None and found.many is not None else None
